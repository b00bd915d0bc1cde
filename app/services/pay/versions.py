"""Versions of the plan as people read them: drafts, what holds, what held, what is to hold
(rules.md §8)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import PayPlan, Person
from app.rules.defaults.plan import SAMPLE_PLAN
from app.rules.pay import plan
from app.rules.pay.plan import Document, Plan

SAMPLE_ID = 0
DRAFT, LATER, HOLDS, PAST = "draft", "later", "holds", "past"
ONE_DAY = timedelta(days=1)
Drafter, Approver = aliased(Person), aliased(Person)


@dataclass(frozen=True)
class Version:
    """A version of the plan. The sample that ships has the number 0, no name and no beginning.
    `until`: the last day on which it holds, None where nothing follows yet."""

    id: int
    name: str
    starts_on: date | None
    document: Document
    note: str = ""
    rev: int = 0
    drafted_by_id: int | None = None
    drafted_by: str = ""
    drafted_at: datetime | None = None
    approved_by: str = ""
    approved_at: datetime | None = None
    approval_note: str = ""
    alone: bool = False
    until: date | None = None

    @property
    def is_draft(self) -> bool:
        return self.id != SAMPLE_ID and self.approved_at is None

    @property
    def plan(self) -> Plan:
        return plan.read(self.document)

    def state(self, day: date) -> str:
        """Whether it is a draft, or holds on a day, held before it, or is to hold after it."""
        if self.is_draft:
            return DRAFT
        if self.starts_on is not None and self.starts_on > day:
            return LATER
        return HOLDS if self.until is None or self.until >= day else PAST


SAMPLE = Version(SAMPLE_ID, "", None, SAMPLE_PLAN)


def all_() -> list[Version]:
    """Drafts first, then what was approved, the latest beginning first, and last the sample."""
    found = read(asked().order_by(PayPlan.starts_on.desc(), PayPlan.id.desc()))
    drafts = [one for one in found if one.is_draft]
    approved = [one for one in found if not one.is_draft]
    return [*drafts, *following([*approved, SAMPLE])]


def one(plan_id: int) -> Version:
    """Raises RuleBroken("missing")."""
    found = [version for version in all_() if version.id == plan_id]
    if not found:
        raise RuleBroken("missing")
    return found[0]


def in_force(day: date | None = None) -> Version:
    """What holds in the month of a day, today's if none is said."""
    month = (day or clock.today()).replace(day=1)
    return next(one for one in all_() if one.state(month) == HOLDS)


def before(version: Version) -> Version:
    """What holds, or would without it, when a version begins."""
    begin = version.starts_on or date.min
    earlier = (one for one in all_() if not one.is_draft and one.id != version.id)
    return next((one for one in earlier if (one.starts_on or date.min) <= begin), SAMPLE)


def following(approved: Sequence[Version]) -> list[Version]:
    """Each until the day before the next, the latest first."""
    ends = [None, *(one.starts_on and one.starts_on - ONE_DAY for one in approved)]
    return [replace(one, until=end) for one, end in zip(approved, ends, strict=False)]


def asked() -> Select[Any]:
    found: Any = select(PayPlan, Drafter.name, Approver.name)
    query: Select[Any] = found.join(Drafter, Drafter.id == PayPlan.drafted_by_id)
    return query.outerjoin(Approver, Approver.id == PayPlan.approved_by_id)


def read(query: Select[Any]) -> list[Version]:
    return [version(*row) for row in db.session.execute(query)]


def version(row: PayPlan, drafter: str, approver: str | None) -> Version:
    return Version(
        id=row.id,
        name=row.name,
        starts_on=row.starts_on,
        document=row.document,
        note=row.note,
        rev=row.rev,
        drafted_by_id=row.drafted_by_id,
        drafted_by=drafter,
        drafted_at=row.drafted_at,
        approved_by=approver or "",
        approved_at=row.approved_at,
        approval_note=row.approval_note,
        alone=row.alone,
    )
