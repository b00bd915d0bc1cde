"""A deal that somebody may see, locked for a change; beyond that it is not there (rules.md §1)."""

from sqlalchemy import ColumnElement, exists, or_, select, true

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Deal, DealShare
from app.models.visible import ALL, visible_to
from app.services.customers.within import Who


def seen_by(who: Who) -> ColumnElement[bool]:
    """Deals in which somebody within reach has a share, and those that he entered."""
    if who.reach == ALL:
        return true()
    reached = visible_to(who.id, who.reach, clock.today(), DealShare.person_id)
    shared = exists().where(DealShare.deal_id == Deal.id, reached)
    return or_(shared, visible_to(who.id, who.reach, clock.today(), Deal.entered_by_id))


def locked(deal_id: int, who: Who) -> Deal:
    """Within a running `write()`. Raises RuleBroken("missing" | "deal_withdrawn")."""
    query = select(Deal).where(Deal.id == deal_id, seen_by(who)).with_for_update(of=Deal)
    deal = db.session.scalar(query)
    if deal is None:
        raise RuleBroken("missing")
    if deal.withdrawn_at is not None:
        raise RuleBroken("deal_withdrawn")
    return deal


def has_share(deal: Deal, person_id: int) -> bool:
    return any(one.person_id == person_id for one in deal.shares)
