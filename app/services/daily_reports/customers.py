"""Customers whose names must not leave the house in a text for a chat group (rules.md §2, §9)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from app.extensions import db
from app.models import Call, Lead


def called_by(people: Sequence[int], day: date) -> set[str]:
    """Names and companies of those whom these people had on the line that day."""
    query = select(Lead.name, Lead.company).join(Call, Call.lead_id == Lead.id).distinct()
    rows = db.session.execute(query.where(Call.day == day, Call.person_id.in_(people)))
    return {name for row in rows for name in row if name}
