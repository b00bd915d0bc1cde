"""What hangs on a lead goes over to the one that is kept (rules.md §2, identity)."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from app.extensions import db
from app.models import Call, Deal, Lead, LeadExtension, LeadPhone, LeadReturn, Quote
from app.services.deals import standing
from app.services.measures import histories

STALE = 0
"""The revision of no lead: a call with it puts no lead back to what it was."""


def move(kept: Lead, other: Lead) -> dict[str, Any]:
    """Moves numbers, calls, returns and what was merged into the other one before; tells which.

    A call remembers with which lead it was logged: reports on that one go on counting it there.
    What it changed in the other lead can no longer be taken back in the kept one.
    """
    db.session.flush()
    deals = numbers(Deal, other)
    went = {
        "phones": numbers(LeadPhone, other),
        "calls": numbers(Call, other),
        "returns": numbers(LeadReturn, other),
        "deals": deals,
        "quotes": numbers(Quote, other),
        "merged_before": list(
            db.session.scalars(select(Lead.id).filter_by(merged_into_id=other.id))
        ),
        "undo": make_stale(other),
    }
    named = func.coalesce(Call.named_lead_id, other.id)
    carry(update(Call).where(Call.lead_id == other.id).values(lead_id=kept.id, named_lead_id=named))
    for model in (LeadPhone, LeadReturn, Deal, Quote):
        carry(update(model).where(model.lead_id == other.id).values(lead_id=kept.id))
    again = update(Lead).where(Lead.merged_into_id == other.id)
    carry(again.values(merged_into_id=kept.id))
    standing.recount(deals)
    histories.changed([kept.id, other.id])
    db.session.expire(kept, ["phones"])
    db.session.expire(other, ["phones"])
    return went


def numbers(model: type[LeadPhone | Call | LeadReturn | Deal | Quote], lead: Lead) -> list[int]:
    query = select(model.id).where(model.lead_id == lead.id).order_by(model.id)
    return list(db.session.scalars(query))


def make_stale(other: Lead) -> dict[str, Any]:
    """What calls would have put back in a lead that is no more; told by the calls' numbers."""
    told = {}
    for call in db.session.scalars(select(Call).filter_by(lead_id=other.id)):
        if call.undo is not None:
            told[str(call.id)] = call.undo["rev"]
            call.undo = {**call.undo, "rev": STALE}
    db.session.flush()
    return told


def carry(statement: Any) -> None:
    db.session.execute(statement, execution_options={"synchronize_session": "fetch"})


def continue_time(kept: Lead, other: Lead, since: datetime) -> None:
    """Who had the customer as the other lead has had him since then, and has extended him if he
    had (rules.md §2.3)."""
    kept.owned_since = since
    of_time = {"person_id": kept.owner_id, "owned_since": since}
    told = {"day": LeadExtension.day, "at": LeadExtension.at, "reason": LeadExtension.reason}
    query = select(*told.values()).filter_by(lead_id=other.id, **of_time)
    there = select(LeadExtension.id).filter_by(lead_id=kept.id, **of_time)
    found = db.session.execute(query).one_or_none()
    if found is not None and db.session.scalar(there) is None:
        db.session.add(LeadExtension(lead_id=kept.id, **of_time, **found._mapping))
