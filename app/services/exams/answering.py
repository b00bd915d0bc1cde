"""Answers as they arrive, each kept once (rules.md §7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import AnswerEvent, Attempt, AttemptQuestion
from app.services.exams import ending, scoring
from app.services.transaction import write


@dataclass(frozen=True)
class Given:
    """An answer, number `seq` of its device; `at`: by the device's clock."""

    place: int
    device: str
    seq: int
    said: tuple[str, ...]
    at: datetime | None = None


@dataclass(frozen=True)
class Kept:
    """An answer as it is kept, number `id` of all; `late`: it came after the end."""

    id: int
    late: bool


def answer(attempt_id: int, person_id: int, given: Given) -> bool:
    """Keeps an answer; whether it came in time. The same again changes nothing. What comes after
    the end is kept as evidence and does not count (rules.md §7).

    Raises RuleBroken("missing" | "exam_answer_differs")."""
    return not answer_all(attempt_id, person_id, [given])[0].late


def answer_all(attempt_id: int, person_id: int, every: Sequence[Given]) -> list[Kept]:
    """Several answers of one attempt, all or none; what finds its time over ends it."""
    with write():
        attempt = scoring.locked(attempt_id)
        if attempt.person_id != person_id:
            raise RuleBroken("missing")
        ending.end_if_due(attempt, clock.now())
        return [keep(attempt, one) for one in every]


def keep(attempt: Attempt, given: Given) -> Kept:
    if before := kept(attempt.id, given):
        return Kept(before.id, before.late)
    if db.session.get(AttemptQuestion, (attempt.id, given.place)) is None:
        raise RuleBroken("missing")
    row = AnswerEvent(
        attempt_id=attempt.id,
        place=given.place,
        device=given.device,
        seq=given.seq,
        said=list(given.said),
        at=given.at,
        received_at=clock.now(),
        late=attempt.ended_at is not None,
    )
    db.session.add(row)
    db.session.flush()
    return Kept(row.id, row.late)


def kept(attempt_id: int, given: Given) -> AnswerEvent | None:
    """The same answer if it arrived before."""
    query = select(AnswerEvent).where(
        AnswerEvent.attempt_id == attempt_id,
        AnswerEvent.device == given.device,
        AnswerEvent.seq == given.seq,
    )
    row = db.session.scalar(query)
    if row and (row.place, tuple(row.said)) != (given.place, given.said):
        raise RuleBroken("exam_answer_differs")
    return row


def next_seq(attempt_id: int, device: str) -> int:
    """The number that a device without a count of its own goes on with."""
    query = select(AnswerEvent.seq).where(
        AnswerEvent.attempt_id == attempt_id, AnswerEvent.device == device
    )
    return max(db.session.scalars(query), default=0) + 1
