"""How the questions of a paper did with those who took it (rules.md §7)."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import (
    Attempt,
    AttemptQuestion,
    AttemptScore,
    Question,
    QuestionVersion,
    QuestionVoiding,
)
from app.rules.exams import statistics
from app.rules.exams.statistics import Sat, Statistics
from app.services import settings

Earned = dict[int, tuple[Fraction, int]]


@dataclass(frozen=True)
class Did:
    """A version of a question: in how many attempts it counts, and its figures once they say
    something. `is_void`: it counts for nobody."""

    question_id: int
    version_id: int
    number: int
    kind: str
    text: str
    attempts: int
    figures: Statistics | None
    is_void: bool


def least() -> int:
    """After how many attempts there are figures."""
    return int(settings.value("exams.statistics_attempts", clock.today()))


def of(paper_id: int, enough: int) -> list[Did]:
    """Every version that was asked; those with the worst discrimination first, then those without
    figures yet: they have fewer than `enough` attempts."""
    sat = by_version(paper_id)
    query = (
        select(
            *(Question.id, QuestionVersion.id, QuestionVersion.number),
            *(Question.kind, QuestionVersion.text, QuestionVoiding.version_id),
        )
        .join(Question, Question.id == QuestionVersion.question_id)
        .outerjoin(QuestionVoiding, QuestionVoiding.version_id == QuestionVersion.id)
        .where(QuestionVersion.id.in_(asked(paper_id)))
        .order_by(Question.id, QuestionVersion.number)
    )
    found = [
        Did(*row[:5], len(sat[row[1]]), statistics.of(sat[row[1]], enough), row[5] is not None)
        for row in db.session.execute(query)
    ]
    return sorted(found, key=weakness)


def weakness(one: Did) -> tuple[bool, Fraction]:
    figures = one.figures
    return figures is None, figures.discrimination if figures else Fraction(0)


def asked(paper_id: int) -> Any:
    return (
        select(AttemptQuestion.version_id)
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .where(Attempt.paper_id == paper_id, Attempt.ended_at.is_not(None))
    )


def by_version(paper_id: int) -> dict[int, list[Sat]]:
    """Each version with how it did in every attempt that is over."""
    found: dict[int, list[Sat]] = defaultdict(list)
    for earned in attempts(paper_id).values():
        score = sum((points for points, _ in earned.values()), Fraction(0))
        full = sum(worth for _, worth in earned.values())
        for version, (points, worth) in earned.items():
            others = full - worth
            rest = (score - points) / others if others else Fraction(0)
            found[version].append(Sat(points / worth, rest))
    return found


def attempts(paper_id: int) -> dict[int, Earned]:
    """What each question earned of what it was worth, by attempt. What waits for a mark or is void
    is left out."""
    found: dict[int, Earned] = defaultdict(dict)
    scores = last_scores(paper_id)
    query = (
        select(
            *(AttemptQuestion.attempt_id, AttemptQuestion.place),
            *(AttemptQuestion.version_id, AttemptQuestion.points),
        )
        .where(AttemptQuestion.attempt_id.in_(select(Attempt.id).filter_by(paper_id=paper_id)))
        .order_by(AttemptQuestion.attempt_id, AttemptQuestion.place)
    )
    for attempt, place, version, worth in db.session.execute(query):
        points = scores.get(attempt, {}).get(str(place))
        if points is not None:
            found[attempt][version] = (Fraction(str(points)), worth)
    return found


def last_scores(paper_id: int) -> dict[int, dict[str, Any]]:
    query = (
        select(AttemptScore.attempt_id, AttemptScore.by_place)
        .join(Attempt, Attempt.id == AttemptScore.attempt_id)
        .where(Attempt.paper_id == paper_id)
        .order_by(AttemptScore.nth)
    )
    return {attempt: by_place for attempt, by_place in db.session.execute(query)}
