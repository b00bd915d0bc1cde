"""What was approved for longer than a month, as a month's pay rests on it (rules.md §8.1, §8.14)."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, or_, select

from app.extensions import db
from app.models import PayChange, RoleGrant
from app.rules.measures.periods import Period
from app.rules.pay.changes import ALLOWANCE, LEADER_RAISE
from app.rules.pay.facts import Allowance

LEADER = "group_leader"
ONE_DAY = timedelta(days=1)


def approved(kind: str, last: date) -> Select[Any]:
    """Changes of a kind that begin by a day, the first proposed first."""
    query = select(PayChange).where(PayChange.kind == kind, PayChange.yes.is_(True))
    return query.where(PayChange.starts_on <= last).order_by(PayChange.id)


def allowances(period: Period) -> list[Allowance]:
    """Those that hold on a day of a period."""
    still = or_(PayChange.ends_on.is_(None), PayChange.ends_on >= period.first)
    found = db.session.scalars(approved(ALLOWANCE, period.last).where(still))
    return [
        Allowance(
            number=one.id,
            person=one.person_id,
            name=one.name,
            condition=one.condition,
            fen=one.fen,
            first=one.starts_on,
            last=one.ends_on,
            by=one.proposed_by_id,
        )
        for one in found
    ]


def raises(period: Period) -> dict[int, tuple[date, date | None]]:
    """By person since when his base pay is raised and, where that is over, the last day: that of the
    post in which it was approved."""
    query = approved(LEADER_RAISE, period.last)
    query = query.join(RoleGrant, RoleGrant.person_id == PayChange.person_id)
    query = query.where(RoleGrant.role == LEADER, RoleGrant.since <= PayChange.starts_on)
    query = query.where(or_(RoleGrant.until.is_(None), RoleGrant.until > PayChange.starts_on))
    found: dict[int, tuple[date, date | None]] = {}
    for one, until in db.session.execute(query.add_columns(RoleGrant.until)):
        ends = [day for day in (one.ends_on, until and until - ONE_DAY) if day]
        found[one.person_id] = one.starts_on, min(ends, default=None)
    return found
