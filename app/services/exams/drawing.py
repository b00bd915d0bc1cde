"""Questions from the bank for an attempt (rules.md §7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import SystemRandom

from sqlalchemy import select

from app.errors import RuleBroken
from app.extensions import db
from app.models import (
    Attempt,
    AttemptQuestion,
    Paper,
    PaperDraw,
    Question,
    QuestionTag,
    QuestionVersion,
    QuestionVoiding,
)
from app.rules.exams import drawing
from app.services.questions import bank

WORTH = 100
lots = SystemRandom()


@dataclass(frozen=True)
class Drawn:
    """A question in the version that holds now, and what it is worth here in hundredths."""

    question_id: int
    version_id: int
    points: int


def draw(paper: Paper, person_id: int) -> list[Drawn]:
    """Anew for each attempt, first what he was not asked in an earlier one.

    Raises RuleBroken("exam_bank_short", n, wanted) when the bank has too few."""
    found = [candidates(one) for one in paper.draws]
    wanted = [
        drawing.Wanted(one.count, mixed(list(some)))
        for one, some in zip(paper.draws, found, strict=True)
    ]
    drawn = drawing.draw(wanted, asked_before(paper.id, person_id))
    have, need = sum(map(len, drawn)), sum(one.count for one in paper.draws)
    if have < need or not need:
        raise RuleBroken("exam_bank_short", n=have, wanted=need)
    return [
        there[number]
        for there, numbers in zip(found, drawn, strict=True)
        for number in mixed(numbers)
    ]


def mixed(numbers: Sequence[int]) -> list[int]:
    return lots.sample(numbers, len(numbers))


def candidates(one: PaperDraw) -> dict[int, Drawn]:
    """The questions in use that a draw may take, by their numbers; none whose version is void."""
    query = (
        select(Question.id, QuestionVersion.id, QuestionVersion.points)
        .join(QuestionVersion, bank.holds())
        .where(Question.retired_at.is_(None), *asked_for(one))
        .where(QuestionVersion.id.not_in(select(QuestionVoiding.version_id)))
        .order_by(Question.id)
    )
    rows = db.session.execute(query)
    return {
        number: Drawn(number, version, one.points or own or WORTH) for number, version, own in rows
    }


def asked_for(one: PaperDraw):  # type: ignore[no-untyped-def]
    """What a draw asks for; "" asks for any."""
    if one.module:
        yield QuestionVersion.module == one.module
    if one.kind:
        yield Question.kind == one.kind
    if one.tag:
        tagged = select(QuestionTag.question_id).where(QuestionTag.tag == one.tag)
        yield Question.id.in_(tagged)


def asked_before(paper_id: int, person_id: int) -> set[int]:
    query = (
        select(QuestionVersion.question_id)
        .join(AttemptQuestion, AttemptQuestion.version_id == QuestionVersion.id)
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .where(Attempt.paper_id == paper_id, Attempt.person_id == person_id)
    )
    return set(db.session.scalars(query))
