"""Keeping a lead five working days longer, once for each time one owns it (rules.md §2.3)."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Lead, LeadExtension
from app.rules.leads.recycling import KEYS, drop, may_extend
from app.services import settings
from app.services.calls import holdings
from app.services.people import working_days
from app.services.transaction import write


def extend(lead_id: int, person_id: int, reason: str) -> None:
    """The owner keeps a lead longer, at once, with a reason (rules.md §2.3).

    A precise lead nobody has called cannot be kept so. Raises RuleBroken("missing" |
    "reason_needed" | "extend_twice" | "extend_uncalled").
    """
    if not reason:
        raise RuleBroken("reason_needed")
    with write() as session:
        lead = session.scalar(select(Lead).where(Lead.id == lead_id).with_for_update())
        if lead is None or lead.owner_id != person_id or lead.owned_since is None:
            raise RuleBroken("missing")
        if lead.kind == "precise" and not holdings.of(person_id)[lead_id].owned(()).called:
            raise RuleBroken("extend_uncalled")
        if extended(lead):
            raise RuleBroken("extend_twice")
        facts = {"lead_id": lead.id, "person_id": person_id, "owned_since": lead.owned_since}
        made = LeadExtension(day=clock.today(), at=clock.now(), reason=reason, **facts)
        session.add(made)
        lead.rev += 1


def extended(lead: Lead) -> bool:
    query = select(LeadExtension.id).where(
        LeadExtension.lead_id == lead.id,
        LeadExtension.person_id == lead.owner_id,
        LeadExtension.owned_since == lead.owned_since,
    )
    return db.session.scalar(query) is not None


@dataclass(frozen=True)
class Dropping:
    """In which day's morning run a lead drops as things are, and would if it were extended."""

    now: date | None
    then: date | None


def dropping(lead_id: int, person_id: int) -> Dropping:
    """The two days; without a second one where it may not be extended (rules.md §2.3)."""
    day = clock.today()
    calendar, chosen = working_days.around(day), settings.values(KEYS, day)
    one = holdings.of(person_id)[lead_id]
    owned = one.owned(holdings.absences(person_id, clock.day_of(one.since)))
    longer = replace(owned, extended=day)
    now, then = drop(owned, calendar, chosen), drop(longer, calendar, chosen)
    may = then if may_extend(owned) else None
    return Dropping(now.day if now else None, may.day if may else None)
