"""A lead somebody may read or write, locked for a change; beyond that it is not there."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Lead
from app.models.visible import visible_to


@dataclass(frozen=True)
class Who:
    """Who asks, and how far he may go."""

    id: int
    reach: str


def seen_by(who: Who) -> ColumnElement[bool]:
    """The leads within reach; one that was merged into another is there no more (rules.md §1)."""
    reached = visible_to(who.id, who.reach, clock.today())
    return and_(reached, Lead.merged_into_id.is_(None))


def locked(lead_id: int, who: Who) -> Lead:
    """Within a running `write()`. Raises RuleBroken("missing") (rules.md §1)."""
    query = select(Lead).where(Lead.id == lead_id, seen_by(who)).with_for_update()
    lead = db.session.scalar(query)
    if lead is None:
        raise RuleBroken("missing")
    return lead
