"""The questions that somebody got wrong and may see the answers of (rules.md §7)."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select

from app.extensions import db
from app.models import (
    Attempt,
    AttemptQuestion,
    AttemptScore,
    PaperRelease,
    Question,
    QuestionVersion,
)

LAST_RELEASE = (
    select(func.max(PaperRelease.at))
    .where(PaperRelease.paper_id == Attempt.paper_id)
    .correlate(Attempt)
    .scalar_subquery()
)
LAST_SCORE = (
    select(func.max(AttemptScore.nth))
    .where(AttemptScore.attempt_id == Attempt.id)
    .correlate(Attempt)
    .scalar_subquery()
)


@dataclass(frozen=True)
class Asked:
    """A question in an attempt; `is_out`: its answers are released to who took it; `wrong`: it earned
    less than it could."""

    question_id: int
    ended_at: datetime | None
    is_out: bool
    wrong: bool


def of(person_id: int) -> dict[int, datetime]:
    """The questions that somebody got wrong, each with the end of the last attempt he did so in.

    None that waits for a mark, was voided or taken out of use; none that stands in an attempt of
    his whose answers are not released: right answers reach nobody before (rules.md §7).
    """
    found = asked(person_id)
    held_back = {one.question_id for one in found if not one.is_out}
    last: dict[int, datetime] = {}
    for one in found:
        if one.wrong and one.ended_at and one.question_id not in held_back:
            last[one.question_id] = max(one.ended_at, last.get(one.question_id, one.ended_at))
    return last


def asked(person_id: int) -> list[Asked]:
    """Every question in use that somebody was asked, once for each attempt."""
    query = (
        select(
            QuestionVersion.question_id,
            *(Attempt.ended_at, LAST_RELEASE.label("released_at"), AttemptScore.by_place),
            *(AttemptQuestion.place, AttemptQuestion.points),
        )
        .select_from(Attempt)
        .join(AttemptQuestion, AttemptQuestion.attempt_id == Attempt.id)
        .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .outerjoin(AttemptScore, is_last_score())
        .where(Attempt.person_id == person_id, Question.retired_at.is_(None))
    )
    return [judged(row) for row in db.session.execute(query)]


def is_last_score() -> ColumnElement[bool]:
    return (AttemptScore.attempt_id == Attempt.id) & (AttemptScore.nth == LAST_SCORE)


def judged(row: Row[Any]) -> Asked:
    """A score says None of what waits for a mark or is void: that is no mistake yet, or none."""
    is_out = bool(row.ended_at and row.released_at and row.ended_at <= row.released_at)
    earned = (row.by_place or {}).get(str(row.place))
    wrong = earned is not None and Fraction(str(earned)) < row.points
    return Asked(row.question_id, row.ended_at, is_out, wrong)
