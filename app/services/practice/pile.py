"""What there is to practise for somebody, and when (rules.md §7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import PracticeCard, Question, QuestionVersion
from app.rules.exams import asking
from app.rules.exams.question import Question as Said
from app.services.practice import mistakes
from app.services.questions import bank


@dataclass(frozen=True)
class Item:
    """A question to practise; `answers`: how often it was answered so far."""

    question_id: int
    due_at: datetime
    answers: int


@dataclass(frozen=True)
class Pile:
    """What is due by now, the longest first, and what comes later, the soonest first."""

    due: list[Item]
    later: list[Item]


@dataclass(frozen=True)
class Shown:
    """A question as it is asked now."""

    item: Item
    version_id: int
    said: Said

    @property
    def asked(self) -> asking.Asked:
        """Without what is right."""
        return asking.asked(1, 0, self.said)


def of(person_id: int) -> Pile:
    """All of somebody's mistakes. One that he made again after practising it is due at once."""
    wrong = mistakes.of(person_id)
    cards = {card.question_id: card for card in cards_of(person_id)}
    items = sorted(
        (item(number, at, cards.get(number)) for number, at in wrong.items()),
        key=lambda one: (one.due_at, one.question_id),
    )
    now = clock.now()
    return Pile(*split(items, now))


def cards_of(person_id: int) -> Iterable[PracticeCard]:
    return db.session.scalars(select(PracticeCard).where(PracticeCard.person_id == person_id))


def item(question_id: int, wrong_at: datetime, card: PracticeCard | None) -> Item:
    if card is None:
        return Item(question_id, wrong_at, 0)
    again = wrong_at > card.last_at
    return Item(question_id, wrong_at if again else card.due_at, card.answers)


def split(items: list[Item], now: datetime) -> tuple[list[Item], list[Item]]:
    due = [one for one in items if one.due_at <= now]
    return due, items[len(due) :]


def first(found: Pile) -> Shown | None:
    """The question whose turn it is."""
    return shown(found.due[0]) if found.due else None


def shown(item: Item) -> Shown:
    """The version of a question that holds now: what the trainer put right is asked right."""
    query = (
        select(Question, QuestionVersion)
        .join(QuestionVersion, bank.holds())
        .where(Question.id == item.question_id)
    )
    row, version = db.session.execute(query).one()
    return Shown(item, version.id, bank.said(version, row.kind))


def due(person_id: int, question_id: int) -> Item:
    """Raises RuleBroken("missing") for what he has not to practise, "practice_not_due" before its
    time."""
    found = of(person_id)
    for one in found.due:
        if one.question_id == question_id:
            return one
    known = any(one.question_id == question_id for one in found.later)
    raise RuleBroken("practice_not_due" if known else "missing")
