"""How far an export is: asked → approved or rejected → being made → made → gone (rules.md §2)."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import update

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import LeadExport, Person
from app.rules.people import permissions
from app.rules.people.permissions import WRITE
from app.services.leads.finding import Wanted
from app.services.transaction import write

ASKED, APPROVED, MAKING, MADE = "asked", "approved", "making", "made"
REJECTED, FAILED, GONE = "rejected", "failed", "gone"
GOING = (APPROVED, MAKING)
RESOURCE, APPROVAL = "exports", "export_approvals"
NOTHING = Wanted()


def get(export_id: int) -> LeadExport:
    found = db.session.get(LeadExport, export_id)
    if found is None:
        raise RuleBroken("missing")
    return found


def move(export_id: int, before: tuple[str, ...], state: str, **facts: object) -> bool:
    """Puts an export into another state if it is in one of these; whether it was."""
    change = update(LeadExport).where(LeadExport.id == export_id, LeadExport.state.in_(before))
    with write() as session:
        done: Any = session.execute(change.values(state=state, **facts))
        return bool(done.rowcount)


def kept(wanted: Wanted) -> dict[str, object]:
    """The filter as it is kept: what was asked for, without order and page."""
    found = {**asdict(wanted), "sort": NOTHING.sort, "place": NOTHING.place}
    return {key: value for key, value in found.items() if value != getattr(NOTHING, key)}


def wanted_of(export: LeadExport) -> Wanted:
    """The filter again. One that holds a word nobody knows any more is refused, never widened."""
    said: Any = export.wanted
    try:
        return Wanted(**said)
    except TypeError as unknown:
        raise RuleBroken("export_filter") from unknown


def reach_of(person_id: int) -> str | None:
    """How far somebody may take leads out of the house today; None: not at all (rules.md §1)."""
    person = db.session.get_one(Person, person_id, populate_existing=True)
    if not person.may_enter(clock.today()):
        return None
    return permissions.reach(person.roles, RESOURCE, WRITE)
