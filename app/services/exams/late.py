"""Answers that arrived after the end: evidence, until a trainer accepts them (rules.md §7)."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import AnswerEvent, Attempt, LateAcceptance, Person
from app.rules.exams.scoring import Outcome, outcome
from app.services import audit
from app.services.exams import reading, scoring
from app.services.onboarding import passing
from app.services.transaction import write

LATE = "late"


@dataclass(frozen=True)
class LateAnswer:
    """`at`: when it was given, by the device's clock; `received_at`: by ours."""

    event_id: int
    place: int
    said: tuple[str, ...]
    at: datetime | None
    received_at: datetime
    accepted: bool


@dataclass(frozen=True)
class Accepted:
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True)
class Change:
    """What accepting all that has come `up_to` an event would make of the score; `passes`: for the
    first time."""

    up_to: int
    old: Fraction
    came: Outcome
    passes: bool


def of(attempt_id: int) -> list[LateAnswer]:
    """In the order in which they arrived."""
    up_to = reading.accepted_up_to(attempt_id)
    query = select(AnswerEvent).where(AnswerEvent.attempt_id == attempt_id, AnswerEvent.late)
    return [
        LateAnswer(one.id, one.place, tuple(one.said), one.at, one.received_at, one.id <= up_to)
        for one in db.session.scalars(query.order_by(AnswerEvent.id))
    ]


def accepted(attempt_id: int) -> list[Accepted]:
    query = (
        select(LateAcceptance, Person.name)
        .join(Person, Person.id == LateAcceptance.by_id)
        .where(LateAcceptance.attempt_id == attempt_id)
        .order_by(LateAcceptance.id)
    )
    return [Accepted(row.at, name, row.reason) for row, name in db.session.execute(query)]


def change(attempt: Attempt, answers: list[LateAnswer]) -> Change | None:
    """None where nothing waits to be accepted."""
    waiting = [one.event_id for one in answers if not one.accepted]
    if attempt.ended_at is None or not waiting:
        return None
    came = outcome(list(reading.scored(attempt.id, waiting[-1]).values()))
    passes = attempt.passed_at is None and came.passes(attempt.pass_percent)
    return Change(waiting[-1], Fraction(attempt.score or "0"), came, passes)


def accept(attempt_id: int, up_to: int, reason: str, by_id: int) -> None:
    """The late answers `up_to` this one count from now on as if they had come in time; what came
    after it was not seen and waits. A pass that was earned stays (rules.md §7).

    Raises RuleBroken("missing" | "late_runs" | "late_own" | "late_nothing").
    """
    with write() as session:
        attempt = scoring.locked(attempt_id)
        check(attempt, up_to, by_id)
        facts = {"attempt_id": attempt_id, "up_to_id": up_to, "reason": reason}
        session.add(LateAcceptance(at=clock.now(), by_id=by_id, **facts))
        session.flush()
        had = attempt.passed_at
        scoring.reckon(attempt_id, LATE, by_id)
        audit.note("late_accepted", f"attempt:{attempt_id}", by_id, reason=reason)
        news, person_id = attempt.passed_at != had, attempt.person_id
    if news:
        passing.note_if_passed(person_id)


def check(attempt: Attempt, up_to: int, by_id: int) -> None:
    if attempt.person_id == by_id:
        raise RuleBroken("late_own")
    if attempt.ended_at is None:
        raise RuleBroken("late_runs")
    if up_to not in [one.event_id for one in of(attempt.id) if not one.accepted]:
        raise RuleBroken("late_nothing")
