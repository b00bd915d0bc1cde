"""A bad question counts for nobody: one act that reckons every attempt anew (rules.md §7)."""

from collections.abc import Sequence

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Attempt, AttemptQuestion, QuestionVersion, QuestionVoiding
from app.services import audit
from app.services.exams import scoring
from app.services.onboarding import passing
from app.services.transaction import write

VOIDED = "voided"


def void(version_id: int, reason: str, by_id: int) -> int:
    """Voids a version for everybody, in all papers, and returns how many attempts were reckoned
    anew: all of them, or nothing happens. It takes nobody's pass away; attempts that run leave it
    out when they end. Of two who press at once one does it (rules.md §7).

    Raises RuleBroken("missing" | "void_already" | "void_own"): whoever may pass by it does not
    decide on it.
    """
    with write() as session:
        attempts = hold(version_id)
        check(version_id, attempts, by_id)
        row = QuestionVoiding(version_id=version_id, at=clock.now(), by_id=by_id, reason=reason)
        session.add(row)
        session.flush()
        over = [one for one in attempts if one.ended_at is not None]
        before = {one.person_id for one in over if one.passed_at}
        for one in over:
            scoring.reckon(one.id, VOIDED, by_id)
        told = {"reason": reason, "attempts": len(over)}
        audit.note("question_voided", f"question_version:{version_id}", by_id, **told)
        passed = {one.person_id for one in over if one.passed_at} - before
    for person_id in sorted(passed):
        passing.note_if_passed(person_id)
    return len(over)


def hold(version_id: int) -> Sequence[Attempt]:
    """Every attempt that has it, in one order for everybody: none ends and none begins with it
    until the write is over, or it would miss what is decided here. Raises RuleBroken("missing")."""
    locked(version_id)
    version = select(QuestionVersion).where(QuestionVersion.id == version_id).with_for_update()
    if db.session.scalar(version) is None:
        raise RuleBroken("missing")
    return locked(version_id)


def locked(version_id: int) -> Sequence[Attempt]:
    having = select(AttemptQuestion.attempt_id).where(AttemptQuestion.version_id == version_id)
    query = select(Attempt).where(Attempt.id.in_(having)).order_by(Attempt.id)
    query = query.with_for_update(of=Attempt).execution_options(populate_existing=True)
    return db.session.scalars(query).all()


def check(version_id: int, attempts: Sequence[Attempt], by_id: int) -> None:
    if db.session.get(QuestionVoiding, version_id):
        raise RuleBroken("void_already")
    if any(one.person_id == by_id and one.passed_at is None for one in attempts):
        raise RuleBroken("void_own")
