"""What an attempt came to, and what was right once that is released (rules.md §7)."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy import Select, func, select

from app.extensions import db
from app.models import Attempt, AttemptQuestion, AttemptScore, PaperRelease, QuestionVersion
from app.rules.exams.question import Question
from app.services.exams import reading


@dataclass(frozen=True)
class Answered:
    """A question with what was said and what it earned: None while it waits, or where it is void."""

    place: int
    question: Question
    points: int
    said: tuple[str, ...]
    earned: Fraction | None
    is_void: bool

    @property
    def to_read_again(self) -> bool:
        return self.earned is not None and self.earned < self.points


def is_released(attempt: Attempt) -> bool:
    """Whether its answers are out: released after it ended."""
    query = select(func.max(PaperRelease.at)).where(PaperRelease.paper_id == attempt.paper_id)
    at = db.session.scalar(query)
    return bool(at and attempt.ended_at and attempt.ended_at <= at)


def released(attempt: Attempt) -> list[Answered]:
    """Each question with what is right: nothing before the release, and none that stands in another
    attempt of his whose answers are not released."""
    if not is_released(attempt):
        return []
    earned, held_back = last_score(attempt.id).by_place, places_held_back(attempt)
    return [
        Answered(
            place, one.question, one.points, one.said, points(earned.get(str(place))), one.is_void
        )
        for place, one in reading.scored(attempt.id).items()
        if place not in held_back
    ]


def places_held_back(attempt: Attempt) -> set[int]:
    others = select(Attempt).where(Attempt.person_id == attempt.person_id)
    closed = [one.id for one in db.session.scalars(others) if not is_released(one)]
    theirs = questions_of().where(AttemptQuestion.attempt_id.in_(closed))
    again = questions_of(AttemptQuestion.place).where(
        AttemptQuestion.attempt_id == attempt.id, QuestionVersion.question_id.in_(theirs)
    )
    return {row.place for row in db.session.execute(again)}


def questions_of(*more: Any) -> Select[Any]:
    """The questions of attempts, whatever their version."""
    return select(QuestionVersion.question_id, *more).join(
        AttemptQuestion, AttemptQuestion.version_id == QuestionVersion.id
    )


def points(earned: object) -> Fraction | None:
    return None if earned is None else Fraction(str(earned))


def last_score(attempt_id: int) -> AttemptScore:
    query = select(AttemptScore).where(AttemptScore.attempt_id == attempt_id)
    return db.session.scalars(query.order_by(AttemptScore.nth.desc()).limit(1)).one()
