"""A second person's word makes a draft a version that never changes (rules.md §8)."""

from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import PayPlan
from app.services import audit
from app.services.pay import planning
from app.services.people import who_may
from app.services.transaction import hold, write

RESOURCE = "pay_plan_approvals"


def approve(plan_id: int, rev: int, note: str, by_id: int) -> None:
    """Approves exactly the draft that was shown, by somebody else than who wrote it; where nobody
    else could, its writer does so alone and says why.

    Raises RuleBroken: "missing", "plan_approved", "plan_changed", the first of the draft's
    problems, "plan_own" with the names of those who may, "plan_alone_why", "plan_start_taken".
    """
    try:
        with write() as session:
            hold(PayPlan.__table__, "ROW EXCLUSIVE")
            row = draft(plan_id, rev)
            said = {"alone": is_alone(row, by_id, note), "approval_note": note.strip()[:200]}
            by = {"approved_by_id": by_id, "approved_at": clock.now()}
            done: Any = session.execute(
                update(PayPlan).where(*planning.as_seen(plan_id, rev)).values(**by, **said)
            )
            planning.refuse_unless(done, plan_id)
            told = {"name": row.name, "starts_on": row.starts_on.isoformat(), "rev": rev}
            audit.note("pay_plan_approved", planning.subject(plan_id), by_id, **told, **said)
    except IntegrityError as taken:
        raise RuleBroken("plan_start_taken") from taken


def draft(plan_id: int, rev: int) -> PayPlan:
    """The draft as it was seen, free of problems, for a month that has no plan of its own yet."""
    row = db.session.get(PayPlan, plan_id)
    if row is None or row.approved_at or row.rev != rev:
        planning.refuse(plan_id)
    assert row is not None  # noqa: S101
    for why in planning.problems(row.document, row.starts_on)[:1]:
        raise RuleBroken(why.code, **why.params)
    if is_taken(row):
        raise RuleBroken("plan_start_taken")
    return row


def is_taken(row: PayPlan) -> bool:
    query = select(PayPlan.id).where(
        PayPlan.starts_on == row.starts_on, PayPlan.approved_at.is_not(None)
    )
    return db.session.scalar(query) is not None


def is_alone(row: PayPlan, by_id: int, note: str) -> bool:
    """Whether the writer himself approves; only where nobody else could, and with a reason."""
    if row.drafted_by_id != by_id:
        return False
    others = approvers(by_id)
    if others:
        raise RuleBroken("plan_own", names="、".join(others))
    if not note.strip():
        raise RuleBroken("plan_alone_why")
    return True


def approvers(but: int) -> list[str]:
    """Names of those who may approve somebody's draft, himself left out."""
    return who_may.names(RESOURCE, but)


def count_for(by_id: int) -> int:
    """How many drafts of others wait for somebody's word and can still begin."""
    query = select(func.count()).select_from(PayPlan)
    query = query.where(PayPlan.approved_at.is_(None), PayPlan.drafted_by_id != by_id)
    query = query.where(PayPlan.starts_on >= clock.today().replace(day=1))
    return db.session.scalar(query) or 0
