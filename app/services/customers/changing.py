"""What is set on the page of a lead itself: grade, stage, the next call (rules.md §2, §3)."""

from collections.abc import Callable
from datetime import datetime

from app import clock
from app.errors import RuleBroken
from app.models import Lead, LeadChange
from app.models.lead_work import FIELDS
from app.rules.calls.effects import CALL_BACK, FOLLOW_UP
from app.rules.calls.record import GRADES
from app.rules.calls.stages import STAGES
from app.services.customers.within import Who, locked
from app.services.measures import histories
from app.services.transaction import write


def change(lead_id: int, who: Who, rev: int, field: str, value: str) -> None:
    """Sets one thing of a lead and keeps what stood there. `rev`: the state that was seen; `value`:
    a grade or stage or an instant in ISO form, empty for none.

    The same value again changes nothing. Raises RuleBroken("missing" | "lead_changed" |
    "change_unknown" | "change_past" | "change_nobodys" | "lead_is_out").
    """
    if field not in FIELDS:
        raise RuleBroken("change_unknown")
    with write() as session:
        lead = locked(lead_id, who)
        if lead.do_not_call or lead.gone_because:
            raise RuleBroken("lead_is_out")
        before = told(lead, field)
        SETTERS[field](lead, value)
        after = told(lead, field)
        if after == before:
            return
        if lead.rev != rev:
            raise RuleBroken("lead_changed")
        lead.rev += 1
        histories.changed([lead.id])
        facts = {"field": field, "before": before, "after": after}
        session.add(LeadChange(lead_id=lead.id, person_id=who.id, at=clock.now(), **facts))


def told(lead: Lead, field: str) -> str:
    value = getattr(lead, field)
    return value.isoformat() if isinstance(value, datetime) else value or ""


def set_grade(lead: Lead, value: str) -> None:
    if value and value not in GRADES:
        raise RuleBroken("change_unknown")
    lead.grade = value or None


def set_stage(lead: Lead, value: str) -> None:
    if value not in STAGES:
        raise RuleBroken("change_unknown")
    if value != lead.stage:
        lead.stage, lead.stage_since = value, clock.now()


def set_due(lead: Lead, value: str) -> None:
    """A time that was promised stays a promised one when it is moved."""
    if lead.owner_id is None:
        raise RuleBroken("change_nobodys")
    at = instant(value) if value else None
    if at == lead.due_at:
        return
    if at is not None and clock.day_of(at) < clock.today():
        raise RuleBroken("change_past")
    kind = CALL_BACK if lead.due_kind == CALL_BACK else FOLLOW_UP
    lead.due_at, lead.due_kind = (at, kind) if at else (None, None)


def instant(value: str) -> datetime:
    """Without an offset it is Shanghai time (rules.md, head)."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise RuleBroken("change_unknown") from None
    return at if at.tzinfo else at.replace(tzinfo=clock.SHANGHAI)


SETTERS: dict[str, Callable[[Lead, str], None]] = {
    "grade": set_grade,
    "stage": set_stage,
    "due_at": set_due,
}
