"""What the voiding of a question would change, or has changed (rules.md §7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import func, select

from app.errors import RuleBroken
from app.extensions import db
from app.models import (
    Attempt,
    AttemptQuestion,
    AttemptScore,
    Person,
    Question,
    QuestionVersion,
    QuestionVoiding,
)
from app.rules.exams import question as asked
from app.rules.exams.voiding import Standing, without
from app.services.exams.voiding import VOIDED
from app.services.questions import bank


@dataclass(frozen=True)
class Change:
    """An attempt with what it comes to before and after; `passes`: it had not passed before."""

    attempt: Attempt
    old: Standing
    new: Standing
    passes: bool


@dataclass(frozen=True)
class Done:
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True)
class Bad:
    """A version of a question; `done`: how it was voided, if it is; `changes`: of the attempts that
    are over; `running`: how many go on with it."""

    version_id: int
    question_id: int
    number: int
    said: asked.Question
    done: Done | None
    changes: list[Change]
    running: int

    @property
    def passes(self) -> list[Change]:
        return [one for one in self.changes if one.passes]

    @property
    def risen(self) -> int:
        return sum(one.new.score > one.old.score for one in self.changes)


def of(version_id: int) -> Bad:
    """Those who newly pass first, then by what it changes. Raises RuleBroken("missing")."""
    query = (
        select(QuestionVersion, Question.kind)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(QuestionVersion.id == version_id)
    )
    row = db.session.execute(query).first()
    if row is None:
        raise RuleBroken("missing")
    version, said = row[0], bank.said(*row)
    voiding = db.session.get(QuestionVoiding, version_id)
    found = changed(voiding) if voiding else expected(version_id)
    told = (version.id, version.question_id, version.number, said)
    return Bad(*told, done(voiding), sorted(found, key=weight), running(version_id))


def weight(one: Change) -> tuple[bool, Fraction, int]:
    return not one.passes, one.old.score - one.new.score, one.attempt.id


def done(voiding: QuestionVoiding | None) -> Done | None:
    if voiding is None:
        return None
    return Done(voiding.at, db.session.get_one(Person, voiding.by_id).name, voiding.reason)


def running(version_id: int) -> int:
    query = with_it(func.count(), version_id).where(Attempt.ended_at.is_(None))
    return db.session.scalar(query) or 0


def with_it(what, version_id: int):  # type: ignore[no-untyped-def]
    """Of the attempts in which it was asked."""
    query = select(what).select_from(AttemptQuestion)
    query = query.join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
    return query.where(AttemptQuestion.version_id == version_id)


def expected(version_id: int) -> Iterable[Change]:
    """From the last score of each attempt."""
    for asked_in, attempt, scores in scored(version_id):
        yield expects(asked_in, attempt, scores[-1])


def expects(asked_in: AttemptQuestion, attempt: Attempt, last: AttemptScore) -> Change:
    old, earned = standing(last), last.by_place[str(asked_in.place)]
    new = without(old, asked_in.points, None if earned is None else Fraction(earned))
    passes = attempt.passed_at is None and new.passes(attempt.pass_percent)
    return Change(attempt, old, new, passes)


def changed(voiding: QuestionVoiding) -> Iterable[Change]:
    """From the scores as they stand side by side."""
    for _, attempt, scores in scored(voiding.version_id):
        here = (n for n, one in enumerate(scores) if one.why == VOIDED and one.at >= voiding.at)
        if nth := next(here, 0):
            old, new = scores[nth - 1], scores[nth]
            earlier = any(one.passed for one in scores[:nth])
            yield Change(attempt, standing(old), standing(new), new.passed and not earlier)


def scored(version_id: int) -> Iterable[tuple[AttemptQuestion, Attempt, list[AttemptScore]]]:
    """The attempts that are over, each with its scores in their order."""
    found: dict[int, list[AttemptScore]] = {}
    having = with_it(AttemptQuestion.attempt_id, version_id)
    query = select(AttemptScore).where(AttemptScore.attempt_id.in_(having))
    for one in db.session.scalars(query.order_by(AttemptScore.attempt_id, AttemptScore.nth)):
        found.setdefault(one.attempt_id, []).append(one)
    query = with_it(AttemptQuestion, version_id).add_columns(Attempt)
    for asked_in, attempt in db.session.execute(query.where(Attempt.id.in_(found))):
        yield asked_in, attempt, found[attempt.id]


def standing(one: AttemptScore) -> Standing:
    return Standing(Fraction(one.score), one.full, one.unmarked)
