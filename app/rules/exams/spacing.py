"""When a question in practice comes back (rules.md §7), by FSRS as py-fsrs reckons it.

Right is FSRS's "good", wrong its "again". Nothing is left to chance: the same answers give the same
days.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from fsrs import Card, Rating, Scheduler, State

from app.rules.defaults import Settings

SETTINGS = ("practice.again_minutes", "practice.retention_percent", "practice.longest_days")
STATES = {"learning": State.Learning, "review": State.Review, "relearning": State.Relearning}
NAMES = {state: name for name, state in STATES.items()}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Memory:
    """How well a question is remembered; `stability` in days, `difficulty` from 1 to 10."""

    state: str
    step: int | None
    stability: float
    difficulty: float
    last_at: datetime
    due_at: datetime

    @property
    def waits(self) -> timedelta:
        return self.due_at - self.last_at


def after(memory: Memory | None, right: bool, at: datetime, settings: Settings) -> Memory:
    """What is remembered after an answer at an instant in UTC; None before the first one."""
    rating = Rating.Good if right else Rating.Again
    card, _ = scheduler(settings).review_card(card_of(memory, at), rating, at)
    stability, difficulty = card.stability, card.difficulty
    if stability is None or difficulty is None:
        raise ValueError("an answered card has both")
    return Memory(NAMES[card.state], card.step, stability, difficulty, at, card.due)


def scheduler(settings: Settings) -> Scheduler:
    again = (timedelta(minutes=settings["practice.again_minutes"]),)
    return Scheduler(
        desired_retention=settings["practice.retention_percent"] / 100,
        learning_steps=again,
        relearning_steps=again,
        maximum_interval=settings["practice.longest_days"],
        enable_fuzzing=False,
    )


def card_of(memory: Memory | None, at: datetime) -> Card:
    if memory is None:
        return Card(card_id=0, due=at)
    return Card(
        card_id=0,
        state=STATES[memory.state],
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due_at,
        last_review=memory.last_at,
    )
