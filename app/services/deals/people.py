"""Whom a deal can be shared among (rules.md §5)."""

from sqlalchemy import ColumnElement, exists, or_, select

from app import clock
from app.extensions import db
from app.models import Deal, DealShare, Person, RoleGrant

SELLERS = ("rep", "group_leader", "supervisor", "manager")


def partners(deal: Deal | None = None) -> list[tuple[int, str]]:
    """Everybody who sells today, and who has a share in the deal already, by person number."""
    sells = exists().where(
        RoleGrant.person_id == Person.id, RoleGrant.role.in_(SELLERS), RoleGrant.until.is_(None)
    )
    here = or_(Person.left_on.is_(None), Person.left_on >= clock.today())
    wanted: ColumnElement[bool] = sells & here & Person.disabled_at.is_(None)
    if deal is not None:
        there = exists().where(DealShare.person_id == Person.id, DealShare.deal_id == deal.id)
        wanted = or_(wanted, there)
    query = select(Person.id, Person.name).where(wanted).order_by(Person.id)
    return [(key, name) for key, name in db.session.execute(query)]
