"""What a rep should know of a lead that a colleague had before (rules.md §2.3, hand-over card)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.extensions import db
from app.models import LeadMove
from app.rules.leads.hand_over import best_hour
from app.services.calls.holdings import Holding


@dataclass(frozen=True)
class Card:
    """Why the one before let go of the lead, by rule and reason, and the hour of the day in which
    it was reached most often. Outcomes and WeChat stand with the lead itself."""

    rule: str
    why: Mapping[str, object]
    best_hour: int | None


def cards(held: Sequence[Holding]) -> dict[int, Card]:
    """The cards of those leads that somebody let go of, in one query (rules.md §2.3)."""
    by_id = {one.lead.id: one for one in held}
    query = (
        select(LeadMove.lead_id, LeadMove.rule, LeadMove.why)
        .where(LeadMove.lead_id.in_(by_id), LeadMove.from_id.is_not(None))
        .order_by(LeadMove.id)
    )
    last = {lead_id: (rule, why) for lead_id, rule, why in db.session.execute(query)}
    return {
        lead_id: Card(rule, why, best_hour(answered(by_id[lead_id])))
        for lead_id, (rule, why) in last.items()
    }


def answered(one: Holding) -> list[datetime]:
    return [call.started_at for call in one.calls if call.connected]
