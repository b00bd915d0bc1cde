"""Answers of people to one question, side by side, as a trainer marks them (rules.md §7)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy import func, select

from app.errors import RuleBroken
from app.extensions import db
from app.models import (
    AnswerEvent,
    Attempt,
    AttemptQuestion,
    LateAcceptance,
    Person,
    Question,
    QuestionVersion,
    QuestionVoiding,
)
from app.rules.exams import question as asked
from app.rules.exams.answers import Arrived, holding
from app.rules.exams.marking import BY_HAND, steps
from app.rules.exams.scoring import Scored, earns
from app.services.exams import marks
from app.services.exams.marks import Given
from app.services.questions import bank

PER_PAGE = 20


@dataclass(frozen=True)
class Asked:
    """A version of a question that a person can mark."""

    version_id: int
    question_id: int
    said: asked.Question
    is_void: bool


@dataclass(frozen=True)
class ToMark:
    """The answer of an attempt that holds. `earned`: None while it waits; `given`: its marks, the
    last one first."""

    event_id: int
    attempt_id: int
    person_id: int
    name: str
    said: tuple[str, ...]
    points: int
    earned: Fraction | None
    given: tuple[Given, ...] = ()

    @property
    def last(self) -> Given | None:
        return self.given[0] if self.given else None

    @property
    def steps(self) -> tuple[int, ...]:
        return steps(self.points)


def question(paper_id: int, version_id: int) -> Asked:
    """Raises RuleBroken("missing" | "mark_kind"): only short answers and fill-ins are marked."""
    query = (
        select(QuestionVersion, Question.kind, QuestionVoiding.version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .outerjoin(QuestionVoiding, QuestionVoiding.version_id == QuestionVersion.id)
        .where(QuestionVersion.id == version_id)
        .where(QuestionVersion.id.in_(of_paper(AttemptQuestion.version_id, paper_id)))
    )
    row = db.session.execute(query).first()
    if row is None:
        raise RuleBroken("missing")
    version, kind, void = row
    if kind not in BY_HAND:
        raise RuleBroken("mark_kind")
    return Asked(version.id, version.question_id, bank.said(version, kind), void is not None)


def of_paper(what: Any, paper_id: int) -> Any:
    """Of the questions in attempts at a paper that are over."""
    over = (Attempt.paper_id == paper_id, Attempt.ended_at.is_not(None))
    return (
        select(what)
        .select_from(AttemptQuestion)
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .where(*over)
    )


def answers(paper_id: int, one: Asked) -> list[ToMark]:
    """What was written, those that wait first; alike stands beside alike, whoever wrote it."""
    held = {attempt: found for attempt, found in holding_in(paper_id, one.version_id)}
    given = marks.of(found.nth for found in held.values())
    columns = (AttemptQuestion.attempt_id, AttemptQuestion.points, Person.id, Person.name)
    query = of_paper(columns[0], paper_id).with_only_columns(*columns)
    query = query.join(Person, Person.id == Attempt.person_id)
    rows = db.session.execute(query.where(AttemptQuestion.version_id == one.version_id))
    found = [
        to_mark(one, (*row,), held[row.attempt_id], given) for row in rows if row.attempt_id in held
    ]
    return sorted(found, key=lambda each: (each.earned is not None, each.said, each.event_id))


def to_mark(
    one: Asked, row: tuple[int, int, int, str], held: Arrived, given: dict[int, tuple[Given, ...]]
) -> ToMark:
    attempt, points, person, name = row
    of_it = given.get(held.nth, ())
    scored = Scored(one.said, points, held.said, of_it[0].points if of_it else None)
    return ToMark(held.nth, attempt, person, name, held.said, points, earns(scored), of_it)


def holding_in(paper_id: int, version_id: int) -> Iterable[tuple[int, Arrived]]:
    """The answer that holds in each attempt, where anything is written."""
    accepted, events = accepted_in(paper_id), defaultdict(list)
    there = (AttemptQuestion.attempt_id == AnswerEvent.attempt_id) & (
        AttemptQuestion.place == AnswerEvent.place
    )
    query = of_paper(AnswerEvent, paper_id).join(AnswerEvent, there)
    for row in db.session.scalars(query.where(AttemptQuestion.version_id == version_id)):
        said = (row.device, row.seq, tuple(row.said), row.late)
        events[row.attempt_id].append(Arrived(row.id, row.place, *said))
    for attempt, arrived in events.items():
        for held in holding(arrived, accepted.get(attempt, 0)).values():
            if any(text.strip() for text in held.said):
                yield attempt, held


def accepted_in(paper_id: int) -> dict[int, int]:
    """By attempt, up to which event its late answers count."""
    query = (
        select(LateAcceptance.attempt_id, func.max(LateAcceptance.up_to_id))
        .join(Attempt, Attempt.id == LateAcceptance.attempt_id)
        .where(Attempt.paper_id == paper_id)
        .group_by(LateAcceptance.attempt_id)
    )
    return {attempt: up_to for attempt, up_to in db.session.execute(query)}
