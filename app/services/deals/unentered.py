"""Customers who agreed on the phone, and whose deal nobody has entered yet (rules.md §5)."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import exists, select

from app import clock
from app.extensions import db
from app.models import Call, Deal, Lead, LeadEntry, SyncOp, SyncSettlement
from app.models.counted import COUNTS

WON = "deal"
LATELY = timedelta(days=30)
MOST = 20


@dataclass(frozen=True)
class Agreed:
    """A customer whose deal is to be entered, and the record of the call in which he agreed."""

    lead_id: int
    name: str
    call: str


def of(person_id: int) -> list[Agreed]:
    """Own customers with a call of his that ended in a deal during the last 30 days and has no deal
    since, the newest first. One whose deal a phone sent and that waits for a supervisor is no reminder
    any more (sync.md, parked).
    """
    since = clock.now() - LATELY
    entered = exists().where(
        Deal.lead_id == Lead.id, Deal.withdrawn_at.is_(None), Deal.signed_on >= since.date()
    )
    query = (
        select(Lead.id, Lead.name, Lead.company, Call.uuid)
        .join(Call, Call.lead_id == Lead.id)
        .where(Call.person_id == person_id, Call.disposition == WON, Call.started_at >= since)
        .where(Lead.owner_id == person_id, Lead.merged_into_id.is_(None), COUNTS, ~entered)
        .order_by(Call.started_at.desc())
    )
    found: dict[int, Agreed] = {}
    for lead_id, name, company, call in db.session.execute(query.limit(100)):
        found.setdefault(lead_id, Agreed(lead_id, name or company, call))
    parked = parked_of(person_id) if found else set()
    return [one for one in found.values() if one.lead_id not in parked][:MOST]


def parked_of(person_id: int) -> set[int]:
    """The leads of this rep's deals that came from a phone and wait for a supervisor."""
    settled = exists().where(SyncSettlement.op_id == SyncOp.id)
    query = select(SyncOp.raw).where(SyncOp.person_id == person_id, SyncOp.kind == "deal.enter")
    raws = db.session.scalars(query.where(SyncOp.status == "parked", ~settled)).all()
    leads = [raw["lead"] for raw in raws if raw]
    keys = [lead for lead in leads if isinstance(lead, str)]
    made = select(LeadEntry.lead_id).where(LeadEntry.key.in_(keys))
    entered = db.session.scalars(made.where(LeadEntry.person_id == person_id)) if keys else ()
    return {lead for lead in (*leads, *entered) if isinstance(lead, int)}
