"""What comes up again at the next meeting, how old it is, and when it must be decided
(rules.md §9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.rules.days.working_days import ONE_DAY, WorkingDays

NOTE, DECISION, TASK, QUESTION = TYPES = ("note", "decision", "task", "question")
CARRIED = (TASK, QUESTION)
OPEN, KEPT, DONE, ANSWERED, DROPPED, SPLIT = STATES = (
    "open",
    "kept",
    "done",
    "answered",
    "dropped",
    "split",
)
HANDED_UP = "handed_up"
MOST = "meetings.carried_most"


@dataclass(frozen=True, slots=True)
class Coming:
    """Something open as it comes up at a meeting: for the how manieth time in all, and since it was
    last handed up."""

    item_id: int
    times: int
    nth: int


def state_of(type_: str) -> str:
    """In what state something is raised: a note and a decision only stand there."""
    return OPEN if type_ in CARRIED else KEPT


def ended_by(type_: str) -> str:
    """What becomes of it when it is closed in the ordinary way."""
    return DONE if type_ == TASK else ANSWERED


def must_be_decided(nth: int, most: int) -> bool:
    """Whether it may not simply be left open again: closed, split or handed up (rules.md §9)."""
    return nth >= most


def undecided(coming: Iterable[Coming], open_ids: set[int], most: int) -> list[int]:
    """Those that keep a meeting from closing: still open, and up for the third time."""
    return [
        one.item_id for one in coming if one.item_id in open_ids and must_be_decided(one.nth, most)
    ]


def age(made_on: date, day: date, calendar: WorkingDays) -> int:
    """How many working days it has been open by a day: none on the day it was raised."""
    return calendar.count(made_on + ONE_DAY, day)
