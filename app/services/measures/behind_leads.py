"""The rows behind the figures of `services.measures.leads`."""

from typing import Any

from sqlalchemy import Select, case, literal

from app.models import Call, FirstCall, FollowUp, HandOut, Lead, Ticket
from app.services.measures import leads
from app.services.measures.opened import Opened, shown
from app.services.measures.speed import FIRST_CALLED, called_in

Asked = tuple[Select[Any], list[Any]]


def first_calls(opened: Opened) -> Asked:
    """First calls, for each the working seconds that the lead waited."""
    said = {"at": Call.started_at, "disposition": Call.disposition, "counted": FirstCall.working_s}
    query = shown(opened, FIRST_CALLED, said).join(Call, Call.id == FirstCall.call_id)
    query = query.where(called_in(opened.period))
    return query, [FirstCall.working_s.desc(), FirstCall.lead_id.desc()]


def uncalled(opened: Opened) -> Asked:
    query = of_leads(opened, literal(1)).where(leads.waits_since(opened.period))
    return query, [Lead.arrived_at.desc(), Lead.id.desc()]


def received(opened: Opened) -> Asked:
    """Leads that were received, 1 where there is a deal; for a part of the company there is none."""
    won = case((leads.is_won(), 1), else_=0)
    query = of_leads(opened, won).where(leads.received_in(opened.period))
    query = query.where(literal(leads.tells_of_supply(opened.cut)))
    return query, [won.desc(), Lead.arrived_at.desc(), Lead.id.desc()]


def of_leads(opened: Opened, counted: Any) -> Select[Any]:
    return shown(opened, leads.held(), {"at": Lead.arrived_at, "counted": counted})


def follow_ups(opened: Opened) -> Asked:
    """Follow-ups that were due, 1 where it was done; those that were not come first."""
    done = case((FollowUp.done_on.is_not(None), 1), else_=0)
    query = shown(opened, leads.FOLLOWED_UP, {"counted": done})
    query = query.where(leads.due_in(opened.period))
    return query, [done, FollowUp.due_on.desc(), FollowUp.id.desc()]


def hand_outs(opened: Opened) -> Asked:
    """Precise leads handed out, 1 where it was wasted."""
    wasted = case((leads.is_wasted(), 1), else_=0)
    query = shown(opened, leads.HANDED_OUT, {"at": HandOut.at, "counted": wasted})
    query = query.where(leads.handed_in(opened.period))
    return query, [wasted.desc(), HandOut.at.desc(), HandOut.id.desc()]


def complaints(opened: Opened) -> Asked:
    query = shown(opened, leads.COMPLAINED, {"at": Ticket.at, "counted": literal(1)})
    query = query.where(leads.complained_in(opened.period))
    return query, [Ticket.at.desc(), Ticket.id.desc()]


OPEN = {
    "first_calls": first_calls,
    "uncalled": uncalled,
    "received": received,
    "follow_ups": follow_ups,
    "hand_outs": hand_outs,
    "complaints": complaints,
}
