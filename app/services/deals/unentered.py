"""Customers who agreed on the phone, and whose deal nobody has entered yet (rules.md §5)."""

from datetime import timedelta

from sqlalchemy import exists, select

from app import clock
from app.extensions import db
from app.models import Call, Deal, Lead
from app.models.counted import COUNTS

WON = "deal"
LATELY = timedelta(days=30)
MOST = 20


def of(person_id: int) -> list[tuple[int, str]]:
    """Leads with a call of his that ended in a deal during the last 30 days and has no deal since,
    by number and name, the newest first; for the page that enters one without choosing a customer.
    """
    since = clock.now() - LATELY
    entered = exists().where(
        Deal.lead_id == Lead.id, Deal.withdrawn_at.is_(None), Deal.signed_on >= since.date()
    )
    query = (
        select(Lead.id, Lead.name, Lead.company)
        .join(Call, Call.lead_id == Lead.id)
        .where(Call.person_id == person_id, Call.disposition == WON, Call.started_at >= since)
        .where(COUNTS, ~entered)
        .order_by(Call.started_at.desc())
    )
    found = {key: name or company for key, name, company in db.session.execute(query.limit(100))}
    return list(found.items())[:MOST]
