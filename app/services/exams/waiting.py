"""Which questions of a paper wait for a trainer, and how much waits in all (rules.md §7)."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select

from app.extensions import db
from app.models import (
    AnswerEvent,
    AnswerMark,
    Attempt,
    AttemptQuestion,
    Question,
    QuestionVersion,
    QuestionVoiding,
)
from app.rules.exams.question import SHORT
from app.services.exams import statistics, to_mark


@dataclass(frozen=True)
class Waiting:
    """A short question that was asked; how many answers wait for somebody else's mark than the
    looker's own, and how many have one."""

    version_id: int
    text: str
    number: int
    is_void: bool
    waiting: int
    marked: int


def count_for(person_id: int) -> int:
    """How many answers he may mark now: none of his own."""
    waits = (Attempt.ended_at.is_not(None), Attempt.unmarked > 0, Attempt.person_id != person_id)
    return db.session.scalar(select(func.sum(Attempt.unmarked)).where(*waits)) or 0


def of(paper_id: int, looker_id: int) -> list[Waiting]:
    """The short questions of a paper, those with the most to do first."""
    counts, marked = waiting_by_version(paper_id, looker_id), marked_by_version(paper_id)
    columns = (QuestionVersion.id, QuestionVersion.text, QuestionVersion.number)
    query = (
        select(*columns, QuestionVoiding.version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .outerjoin(QuestionVoiding, QuestionVoiding.version_id == QuestionVersion.id)
        .where(QuestionVersion.id.in_(to_mark.of_paper(AttemptQuestion.version_id, paper_id)))
        .where((Question.kind == SHORT) | QuestionVersion.id.in_(marked))
        .order_by(QuestionVersion.id)
    )
    found = [
        Waiting(*row[:3], row[3] is not None, counts[row.id], marked.get(row.id, 0))
        for row in db.session.execute(query)
    ]
    return sorted(found, key=lambda one: -one.waiting)


def waiting_by_version(paper_id: int, looker_id: int) -> Counter[int]:
    """By the last score of each attempt in which anything waits."""
    columns = (AttemptQuestion.attempt_id, AttemptQuestion.place, AttemptQuestion.version_id)
    void = select(QuestionVoiding.version_id)
    query = (
        to_mark.of_paper(columns[0], paper_id)
        .with_only_columns(*columns)
        .where(Attempt.unmarked > 0, Attempt.person_id != looker_id)
        .where(AttemptQuestion.version_id.not_in(void))
    )
    scores = statistics.last_scores(paper_id)
    return Counter(
        version
        for attempt, place, version in db.session.execute(query)
        if scores[attempt][str(place)] is None
    )


def marked_by_version(paper_id: int) -> dict[int, int]:
    there = (AttemptQuestion.attempt_id == AnswerEvent.attempt_id) & (
        AttemptQuestion.place == AnswerEvent.place
    )
    query = (
        to_mark.of_paper(AttemptQuestion.version_id, paper_id)
        .with_only_columns(AttemptQuestion.version_id, func.count(AnswerEvent.id.distinct()))
        .join(AnswerEvent, there)
        .join(AnswerMark, AnswerMark.event_id == AnswerEvent.id)
        .group_by(AttemptQuestion.version_id)
    )
    return {version: count for version, count in db.session.execute(query)}
