"""Customers whose names must not leave the house in a text for a chat group (rules.md §2, §9)."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select, union

from app.extensions import db
from app.models import Call, Lead

RECENT = timedelta(days=30)


def known_to(people: Sequence[int], day: date) -> set[str]:
    """Names and companies of those whom these people hold, or called that day or shortly before."""
    recent = Call.day.between(day - RECENT, day)
    called = select(Call.lead_id).where(Call.person_id.in_(people), recent)
    held = select(Lead.id).where(Lead.owner_id.in_(people))
    query = select(Lead.name, Lead.company).where(Lead.id.in_(union(called, held)))
    return {name for row in db.session.execute(query) for name in row if name}
