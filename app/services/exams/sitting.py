"""An attempt as whoever takes it sees it while it runs (rules.md §7)."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import AnswerEvent, Attempt, AttemptQuestion, Question, QuestionVersion
from app.rules.exams.asking import Asked, asked
from app.services.exams import reading
from app.services.questions import bank


@dataclass(frozen=True)
class Sitting:
    """The questions without what is right, and what was said so far, by place; `upto`: the number of
    the last answer that had arrived."""

    attempt: Attempt
    questions: list[Asked]
    said: dict[int, tuple[str, ...]]
    upto: int

    @property
    def open_places(self) -> list[int]:
        """Where nothing was said so far."""
        return [one.place for one in self.questions if not any(self.said.get(one.place, ()))]


def own(attempt_id: int, person_id: int) -> Attempt:
    """Raises RuleBroken("missing") for what is not one's own."""
    attempt = db.session.get(Attempt, attempt_id)
    if attempt is None or attempt.person_id != person_id:
        raise RuleBroken("missing")
    return attempt


def is_running(attempt: Attempt) -> bool:
    return attempt.ended_at is None and clock.now() < attempt.ends_at


def of(attempt: Attempt) -> Sitting:
    return Sitting(attempt, questions(attempt.id), said(attempt.id), last_arrived(attempt.id))


def said(attempt_id: int) -> dict[int, tuple[str, ...]]:
    """What holds so far, by place."""
    return {place: one.said for place, one in reading.answers(attempt_id).items()}


def last_arrived(attempt_id: int) -> int:
    query = select(func.max(AnswerEvent.id)).where(AnswerEvent.attempt_id == attempt_id)
    return db.session.scalar(query) or 0


def questions(attempt_id: int) -> list[Asked]:
    query = (
        select(AttemptQuestion, QuestionVersion, Question.kind)
        .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(AttemptQuestion.attempt_id == attempt_id)
        .order_by(AttemptQuestion.place)
    )
    return [
        asked(row.place, row.points, bank.said(version, kind))
        for row, version, kind in db.session.execute(query)
    ]
