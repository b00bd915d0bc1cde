"""What a call changes in its lead, and how that is taken back (rules.md §3)."""

from datetime import date, datetime
from typing import Any

from app import clock
from app.models import Call, Lead
from app.rules.calls.effects import Effect
from app.rules.calls.record import CallRecord
from app.services.leads import do_not_call, moves, returns

KEPT = (
    "kind",
    "grade",
    "stage",
    "stage_since",
    "wechat_state",
    "due_at",
    "due_kind",
    "owner_id",
    "owned_since",
    "waiting_since",
    "cool_until",
    "gone_because",
    "do_not_call",
    "last_call_at",
)
TAKEN_BACK = "call_undone"


def apply(lead: Lead, call: Call, record: CallRecord, effect: Effect) -> None:
    """Carries out a call's effect on its lead and keeps what was there before for an undo."""
    before = {name: getattr(lead, name) for name in KEPT}
    lead.rev += 1
    lead.last_call_at = max(lead.last_call_at or call.started_at, call.started_at)
    note_what_was_learnt(lead, record, effect, call.started_at)
    if effect.gone_because:
        returns.after_call(lead, call.person_id)
    if effect.do_not_call:
        do_not_call.add(lead, call.person_id, "asked_in_call")
    elif effect.leaves_because:
        moves.release(lead, effect.leaves_because, {"call": call.uuid}, call.person_id)
    lead.gone_because = effect.gone_because or lead.gone_because
    if effect.cool_until is not None:
        lead.cool_until = max(effect.cool_until, lead.cool_until or effect.cool_until)
    call.later = list(effect.later)
    call.undo = {"rev": lead.rev, "before": before}


def note_what_was_learnt(lead: Lead, record: CallRecord, effect: Effect, at: datetime) -> None:
    lead.grade = effect.grade or lead.grade
    lead.wechat_state = record.wechat or lead.wechat_state
    lead.due_at = effect.due.at if effect.due else None
    lead.due_kind = effect.due.kind if effect.due else None
    if record.stage and record.stage != lead.stage:
        lead.stage, lead.stage_since = record.stage, at


def take_back(lead: Lead, call: Call) -> bool:
    """Puts the lead back to what it was before the call; False where it has changed since."""
    kept: Any = call.undo
    if not kept or kept["rev"] != lead.rev:
        return False
    before = {name: read(name, value) for name, value in kept["before"].items()}
    if lead.gone_because and not before["gone_because"]:
        returns.call_undone(lead, call.person_id)
    if lead.do_not_call and not before["do_not_call"]:
        do_not_call.lift_numbers(lead, call.person_id, TAKEN_BACK)
    if lead.owner_id != before["owner_id"]:
        moves.note(lead, before["owner_id"], TAKEN_BACK, {"call": call.uuid}, call.person_id)
    for name, value in before.items():
        setattr(lead, name, value)
    lead.rev += 1
    call.undo = None
    return True


def read(name: str, value: Any) -> Any:
    """A value of the lead as it came back from JSON."""
    if value is None or not name.endswith(("_at", "_since", "_until")):
        return value
    return date.fromisoformat(value) if name == "cool_until" else datetime.fromisoformat(value)


def now_void(call: Call, by_id: int, reason: str) -> None:
    call.voided_at, call.voided_by_id, call.voided_because = clock.now(), by_id, reason
