"""Who may see a signal: supervisors of that team and managers, and nobody his own (rules.md §10)."""

from sqlalchemy import ColumnElement, and_, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models.signals import Signal
from app.models.visible import visible_to
from app.services.customers.within import Who

__all__ = ["Who", "locked", "seen_by"]


def seen_by(who: Who) -> ColumnElement[bool]:
    reached = visible_to(who.id, who.reach, clock.today(), Signal.person_id)
    return and_(reached, Signal.person_id != who.id)


def locked(signal_id: int, who: Who) -> Signal:
    """Within a running `write()`. Raises RuleBroken("missing")."""
    query = select(Signal).where(Signal.id == signal_id, seen_by(who)).with_for_update()
    found = db.session.scalar(query)
    if found is None:
        raise RuleBroken("missing")
    return found
