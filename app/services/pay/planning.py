"""A plan as a draft: begun as a copy, changed, discarded (rules.md §8)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import CursorResult, delete, update

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import PayPlan
from app.rules.pay import checks
from app.rules.pay.plan import Document
from app.rules.why import Why
from app.services import audit
from app.services.pay import months
from app.services.transaction import write


@dataclass(frozen=True)
class Said:
    """What a draft says: its name, its first day, why it is made, and the rules themselves."""

    name: str
    starts_on: date
    note: str
    document: Document

    def values(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "starts_on": self.starts_on,
            "note": self.note,
            "document": dict(self.document),
        }

    def told(self) -> dict[str, Any]:
        """As the audit keeps it."""
        return {**self.values(), "starts_on": self.starts_on.isoformat()}


def problems(document: object, starts_on: object) -> list[Why]:
    """Everything that speaks against a plan now: what `checks.problems` finds, and a month that is
    over ("plan_start_past"), is proposed already and keeps the plan that it has ("plan_start_begun"),
    or is more than a year away ("plan_start_far"): what is approved cannot be taken back. The
    running month may still get its plan (rules.md §8)."""
    found = checks.problems(document, starts_on)
    first = clock.today().replace(day=1)
    if isinstance(starts_on, date) and starts_on < first:
        found.insert(0, Why("plan_start_past", {"day": first}))
    elif isinstance(starts_on, date) and (begun := months.last_begun()) and starts_on <= begun:
        said = {"period": months.period(begun).code, "day": months.period(begun).after().first}
        found.insert(0, Why("plan_start_begun", said))
    if isinstance(starts_on, date) and starts_on > (last := first.replace(year=first.year + 1)):
        found.insert(0, Why("plan_start_far", {"day": last}))
    return found


def check(said: Said) -> None:
    for why in problems(said.document, said.starts_on)[:1]:
        raise RuleBroken(why.code, **why.params)
    if not said.name.strip():
        raise RuleBroken("plan_nameless")


def draft(said: Said, by_id: int) -> int:
    """Keeps a new draft and returns its number. Raises RuleBroken with the first of its problems,
    or "plan_nameless"."""
    check(said)
    with write() as session:
        by = {"drafted_by_id": by_id, "drafted_at": clock.now()}
        row = PayPlan(**said.values(), **by, approval_note="")
        session.add(row)
        session.flush()
        audit.note("pay_plan_drafted", subject(row.id), by_id, **said.told())
        return row.id


def change(plan_id: int, said: Said, rev: int, by_id: int) -> None:
    """Changes the draft that was seen; who changes it is whose it is from then on, so that nobody
    approves his own words. Raises as `draft` and `refuse`."""
    check(said)
    by = {"drafted_by_id": by_id, "drafted_at": clock.now()}
    with write() as session:
        done: Any = session.execute(
            update(PayPlan)
            .where(*as_seen(plan_id, rev))
            .values(**said.values(), **by, rev=PayPlan.rev + 1)
        )
        refuse_unless(done, plan_id)
        audit.note("pay_plan_changed", subject(plan_id), by_id, **said.told(), rev=rev + 1)


def discard(plan_id: int, rev: int, by_id: int) -> None:
    """Throws the draft that was seen away; what it said stays in the audit. Raises as `refuse`."""
    with write() as session:
        row = session.get(PayPlan, plan_id)
        if row is None:
            raise RuleBroken("missing")
        told = Said(row.name, row.starts_on, row.note, row.document).told()
        done: Any = session.execute(delete(PayPlan).where(*as_seen(plan_id, rev)))
        refuse_unless(done, plan_id)
        audit.note("pay_plan_discarded", subject(plan_id), by_id, **told)


def as_seen(plan_id: int, rev: int) -> tuple[Any, ...]:
    """A draft that is still as somebody saw it."""
    return PayPlan.id == plan_id, PayPlan.rev == rev, PayPlan.approved_at.is_(None)


def refuse_unless(done: CursorResult[Any], plan_id: int) -> None:
    if not done.rowcount:
        refuse(plan_id)


def refuse(plan_id: int) -> None:
    """Why a draft is not as it was seen. Raises RuleBroken("missing" | "plan_approved" |
    "plan_changed")."""
    row = db.session.get(PayPlan, plan_id, populate_existing=True)
    if row is None:
        raise RuleBroken("missing")
    raise RuleBroken("plan_approved" if row.approved_at else "plan_changed")


def rev_of(plan_id: int) -> int:
    row = db.session.get(PayPlan, plan_id)
    return row.rev if row else 0


def subject(plan_id: int) -> str:
    return f"pay_plan:{plan_id}"
