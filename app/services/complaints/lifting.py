"""A supervisor lets a customer who complained be called again (rules.md §2.3, cool-down)."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Call, Lead, Ticket, TicketStep
from app.models.merging import kept_for
from app.models.tickets import LIFTED
from app.rules.calls.dispositions import COOL_DOWN, dispositions
from app.rules.leads.complaints import rests_until
from app.services import audit, settings
from app.services.complaints.listing import rests, within
from app.services.customers.within import Who
from app.services.transaction import write

REST, OUTCOMES = "cool_down.days", "calls.dispositions"


def lift(ticket_id: int, who: Who, reason: str) -> None:
    """The customer may be called again, unless another complaint or a refusal still holds him back;
    a lead without an owner queues from now on.

    Nobody lifts a complaint about himself. Raises RuleBroken("missing" | "reason_needed" |
    "complaint_lifted" | "complaint_own").
    """
    if not reason.strip():
        raise RuleBroken("reason_needed")
    with write() as session:
        lead = locked(ticket_id, who)
        ticket = session.get_one(Ticket, ticket_id)
        if ticket.person_id == who.id:
            raise RuleBroken("complaint_own")
        done = select(TicketStep.id).where(TicketStep.ticket_id == ticket_id)
        if session.scalar(done.where(TicketStep.kind == LIFTED)) is not None:
            raise RuleBroken("complaint_lifted")
        facts = {"ticket_id": ticket_id, "kind": LIFTED, "at": clock.now(), "by_id": who.id}
        session.add(TicketStep(**facts, note=reason.strip()))
        audit.note("complaint_lifted", f"lead:{lead.id}", who.id, reason=reason.strip())
        session.flush()
        let_go(lead)


def locked(ticket_id: int, who: Who) -> Lead:
    """The lead of a complaint within reach, or the one it was merged into, locked: of two who lift
    at once the second finds it lifted. Raises RuleBroken("missing")."""
    kept = select(kept_for()).join(Ticket, Ticket.lead_id == Lead.id)
    number = db.session.scalar(kept.where(Ticket.id == ticket_id, within(who)))
    if number is None:
        raise RuleBroken("missing")
    return db.session.scalars(select(Lead).where(Lead.id == number).with_for_update()).one()


def let_go(lead: Lead) -> None:
    if db.session.scalar(select(rests()).where(Lead.id == lead.id)):
        return
    lead.cool_until = rests_until(refusals(lead.id))
    if lead.owner_id is None:
        lead.waiting_since = clock.now()
    lead.rev += 1


def refusals(lead_id: int) -> Iterable[tuple[date, int]]:
    """The days of the calls that asked for rest, each with how many days it was for then."""
    known = dispositions(settings.values([OUTCOMES], clock.today()))
    asking = [code for code, one in known.items() if one.then == COOL_DOWN]
    query = select(Call.day).where(
        Call.lead_id == lead_id, Call.voided_at.is_(None), Call.disposition.in_(asking)
    )
    return [(day, settings.value(REST, day)) for day in db.session.scalars(query)]
