"""Who took a paper and what came of it, as the trainer sees it (rules.md §7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models import AnswerEvent, Attempt, LateAcceptance, Paper

PER_PAGE = 30
RUNNING, OVER, WAITS, PASSED, FAILED = "running", "over", "waits", "passed", "failed"


@dataclass(frozen=True)
class Line:
    """An attempt; `part` of the points so far, `late`: answers that came after its end and that
    nobody accepted."""

    attempt: Attempt
    state: str
    part: Fraction | None
    late: int


@dataclass(frozen=True)
class Sum:
    """How many people took it and passed, and in how many attempts answers wait for a mark."""

    people: int = 0
    passed: int = 0
    waiting: int = 0


@dataclass(frozen=True)
class Listed:
    paper: Paper
    sum: Sum


def listed() -> list[Listed]:
    """All papers: those that are open, then drafts, then those withdrawn; the newest first."""
    sums = {row[0]: Sum(*row[1:]) for row in db.session.execute(sums_query())}
    found = db.session.scalars(select(Paper).order_by(Paper.id.desc()))
    ranked = sorted(found, key=lambda one: (not one.is_open, one.withdrawn_at is not None))
    return [Listed(one, sums.get(one.id, Sum())) for one in ranked]


def sum_of(paper_id: int) -> Sum:
    row = db.session.execute(sums_query().where(Attempt.paper_id == paper_id)).first()
    return Sum(*row[1:]) if row else Sum()


def sums_query():  # type: ignore[no-untyped-def]
    passed = func.count(Attempt.person_id.distinct()).filter(Attempt.passed_at.is_not(None))
    waiting = func.count().filter(Attempt.unmarked > 0)
    people = func.count(Attempt.person_id.distinct())
    return select(Attempt.paper_id, people, passed, waiting).group_by(Attempt.paper_id)


def page_of(paper_id: int, page: int) -> tuple[list[Line], int]:
    """The attempts of a page, the last one begun first, and how many there are in all."""
    query = select(Attempt).where(Attempt.paper_id == paper_id).order_by(Attempt.id.desc())
    total = db.session.scalar(select(func.count()).where(Attempt.paper_id == paper_id)) or 0
    found = db.session.scalars(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    late = late_by_attempt([one.id for one in found])
    return [line(one, late.get(one.id, 0)) for one in found], total


def line(attempt: Attempt, late: int) -> Line:
    known = attempt.score is not None and attempt.full > 0
    part = Fraction(attempt.score or "0") / attempt.full if known else None
    return Line(attempt, state(attempt), part, late)


def state(attempt: Attempt) -> str:
    """A pass is a pass whatever else waits."""
    if attempt.ended_at is None:
        return RUNNING if clock.now() < attempt.ends_at else OVER
    if attempt.passed_at:
        return PASSED
    return WAITS if attempt.unmarked else FAILED


def late_by_attempt(ids: Sequence[int]) -> dict[int, int]:
    """The late answers of each attempt that came after the last acceptance."""
    accepted = (
        select(func.coalesce(func.max(LateAcceptance.up_to_id), 0))
        .where(LateAcceptance.attempt_id == AnswerEvent.attempt_id)
        .correlate(AnswerEvent)
        .scalar_subquery()
    )
    query = (
        select(AnswerEvent.attempt_id, func.count())
        .where(AnswerEvent.attempt_id.in_(ids), AnswerEvent.late, AnswerEvent.id > accepted)
        .group_by(AnswerEvent.attempt_id)
    )
    return {attempt: count for attempt, count in db.session.execute(query)}
