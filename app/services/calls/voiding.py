"""A call that a supervisor does not let count (rules.md §3, plausible)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Call, Lead, Person
from app.models.visible import OWN, visible_to
from app.services import audit
from app.services.calls import corrections
from app.services.transaction import write

SUPERVISOR = "void"


@dataclass(frozen=True)
class Judge:
    """Who judges calls, how far, and how far he sees leads."""

    person_id: int
    reach: str
    leads: str = OWN

    def sees(self) -> ColumnElement[bool]:
        return visible_to(self.person_id, self.reach, clock.today(), Call.person_id)


@dataclass(frozen=True)
class Judged:
    """A call as it is judged; `opens`: whether its lead is within the judge's reach."""

    id: int
    day: date
    at: datetime
    duration_s: int | None
    disposition: str
    note: str
    flags: list[str]
    void: bool
    who: str
    lead_id: int
    lead: str
    opens: bool


def show(call_id: int, judge: Judge) -> Judged:
    """A call within reach. Raises RuleBroken("missing")."""
    opens = visible_to(judge.person_id, judge.leads, clock.today())
    name = func.coalesce(func.nullif(Lead.name, ""), Lead.company)
    call = (Call.id, Call.day, Call.started_at, Call.duration_s, Call.disposition, Call.note)
    query = (
        select(*call, Call.flags, Call.voided_at.is_not(None), Person.name)
        .add_columns(Lead.id, name, func.coalesce(opens, False))
        .join(Lead, Lead.id == Call.lead_id)
        .join(Person, Person.id == Call.person_id)
        .where(Call.id == call_id, judge.sees())
    )
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise RuleBroken("missing")
    return Judged(*row)


def void(call_id: int, judge: Judge, reason: str) -> date:
    """The call counts nowhere from now on; its rep reads why. Returns the call's day.

    What it did to its lead stays: owner, grade, stage, what is due; only a count, when the lead was
    last called, is of the calls that count. What was logged is kept, and it is audited.
    Raises RuleBroken("missing" | "call_void_already" | "reason_needed") (rules.md §3).
    """
    if not reason.strip():
        raise RuleBroken("reason_needed")
    with write():
        call, lead = corrections.locked(Call.id == call_id, judge.sees())
        if call.voided_at is not None:
            raise RuleBroken("call_void_already")
        corrections.end(call, judge.person_id, SUPERVISOR, reason.strip())
        call.undo = None
        note_last_call(lead, call)
        said = {"lead": lead.id, "reason": reason.strip()}
        audit.note("call_voided", f"call:{call.id}", judge.person_id, **said)
        return call.day


def note_last_call(lead: Lead, call: Call) -> None:
    if lead.last_call_at != call.started_at:
        return
    others = select(func.max(Call.started_at)).where(
        Call.lead_id == lead.id, Call.voided_at.is_(None), Call.id != call.id
    )
    lead.last_call_at = db.session.scalar(others)
    lead.rev += 1
