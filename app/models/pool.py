"""Named selects of the pool: who waits to be handed out, and what a rep holds."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from app.models.calls import Call
from app.models.leads import Lead, LeadMove


def callable_on(day: date) -> ColumnElement[bool]:
    """Nobody said stop, the number is good, and no cool-down is running."""
    cooled = or_(Lead.cool_until.is_(None), Lead.cool_until <= day)
    return and_(Lead.do_not_call.is_(False), Lead.gone_because.is_(None), cooled)


def waiting(kind: str, day: date, at: datetime) -> Select[tuple[int]]:
    """Ids of the leads of a kind that nobody owns and anybody may call, arrived or returned at or
    before an instant, oldest first (rules.md §2.2)."""
    return (
        select(Lead.id)
        .where(Lead.kind == kind, Lead.owner_id.is_(None), callable_on(day))
        .where(Lead.waiting_since <= at)
        .order_by(Lead.waiting_since, Lead.id)
    )


def barred_from(person_id: int, since: datetime) -> ColumnElement[bool]:
    """The rep gave this lead up, or it was taken from him, at `since` or later (rules.md §2.3)."""
    return exists().where(
        LeadMove.lead_id == Lead.id, LeadMove.from_id == person_id, LeadMove.at >= since
    )


def uncalled() -> ColumnElement[bool]:
    """An owned precise lead without a call by its owner since he received it; a voided call counts
    nowhere (rules.md §2.2)."""
    called = exists().where(
        Call.lead_id == Lead.id,
        Call.person_id == Lead.owner_id,
        Call.started_at >= Lead.owned_since,
        Call.voided_at.is_(None),
    )
    return and_(Lead.kind == "precise", ~called)
