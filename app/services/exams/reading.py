"""The questions and answers of an attempt as the rules take them (rules.md §7)."""

from collections.abc import Iterable

from sqlalchemy import func, select

from app.extensions import db
from app.models import (
    AnswerEvent,
    AnswerMark,
    AttemptQuestion,
    LateAcceptance,
    Question,
    QuestionVersion,
    QuestionVoiding,
)
from app.rules.exams.answers import Arrived, holding
from app.rules.exams.scoring import Scored
from app.services.questions import bank


def answers(attempt_id: int, up_to: int | None = None) -> dict[int, Arrived]:
    """The answer of each place that counts; late ones `up_to` an event, else as far as they were
    accepted."""
    up_to = accepted_up_to(attempt_id) if up_to is None else up_to
    return holding(arrived(attempt_id), up_to)


def accepted_up_to(attempt_id: int) -> int:
    query = select(func.max(LateAcceptance.up_to_id)).where(LateAcceptance.attempt_id == attempt_id)
    return db.session.scalar(query) or 0


def arrived(attempt_id: int) -> Iterable[Arrived]:
    query = select(AnswerEvent).where(AnswerEvent.attempt_id == attempt_id)
    for one in db.session.scalars(query):
        yield Arrived(one.id, one.place, one.device, one.seq, tuple(one.said), one.late)


def scored(attempt_id: int, up_to: int | None = None) -> dict[int, Scored]:
    """Every question with its answer and with what was decided about it, by its place; late answers
    as in `answers`."""
    held = answers(attempt_id, up_to)
    given = marks([one.nth for one in held.values()])
    query = (
        select(AttemptQuestion, QuestionVersion, Question.kind, QuestionVoiding.version_id)
        .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .outerjoin(QuestionVoiding, QuestionVoiding.version_id == AttemptQuestion.version_id)
        .where(AttemptQuestion.attempt_id == attempt_id)
        .order_by(AttemptQuestion.place)
    )
    found = {}
    for row, version, kind, void in db.session.execute(query):
        answer = held.get(row.place)
        said, mark = (answer.said, given.get(answer.nth)) if answer else ((), None)
        asked = bank.said(version, kind)
        found[row.place] = Scored(asked, row.points, said, mark, void is not None)
    return found


def marks(event_ids: Iterable[int]) -> dict[int, int]:
    """The last mark of each answer."""
    query = select(AnswerMark).where(AnswerMark.event_id.in_(list(event_ids)))
    rows = db.session.scalars(query.order_by(AnswerMark.id))
    return {row.event_id: row.points for row in rows}
