from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Call, CallChange, Lead
from app.models.voided import UNDONE
from app.rules.calls.record import read_call
from app.services.calls import changes, log
from app.services.calls.grounds import Grounds
from app.services.calls.log import Logged
from app.services.calls.past import Past
from app.services.measures import histories

FIELDS = (
    "direction",
    "duration_s",
    "disposition",
    "grade",
    "stage",
    "wechat",
    "note",
    "follow_up_at",
)
AFTER_RECEIPT = timedelta(minutes=2)
AFTER_CALL = timedelta(minutes=15)


def undo(uuid: str | None, person_id: int, tapped_at: datetime | None) -> Logged:
    """Takes a call back that was logged a moment ago: it counts nowhere (sync.md, kinds).

    The ten seconds are the device's; here a generous bound keeps an old call from vanishing:
    two minutes since it arrived, or a quarter of an hour since the call by the device's own clock.
    Raises RuleBroken("call_unknown" | "call_undo_too_late").
    """
    call, lead = own_call(uuid, person_id)
    if call.voided_at is not None:
        return Logged(call)
    if not in_time(call, tapped_at):
        raise RuleBroken("call_undo_too_late")
    end(call, person_id, "undo", UNDONE)
    changed_nothing = call.undo is None
    restored = changed_nothing or changes.take_back(lead, call)
    db.session.flush()
    return Logged(call, None if restored else "newer")


def amend(uuid: str | None, person_id: int, payload: Mapping[str, Any], grounds: Grounds) -> Logged:
    """Writes a call anew that its rep corrects; what it said before is kept (sync.md, kinds).

    Where the lead has changed since, the call alone is corrected: conflict "newer". So is a void
    call, which stays void.
    Raises RuleBroken("call_unknown") and what `read_call` refuses.
    """
    call, lead = own_call(uuid, person_id)
    before = keep(call, person_id, "amend")
    changed = {**before, **payload, "direction": call.direction}
    record = read_call(changed, call.started_at, grounds.settings)
    untouched = changes.take_back(lead, call)
    before_it = Past(person_id, [lead.id]).dials(lead, call.started_at)
    dials = [dial for dial in before_it if dial.started_at != call.started_at]
    log.write_record(call, record)
    if not untouched:
        return Logged(call, "newer", not_applied=tuple(sorted({*payload} & {*log.EFFECTS})))
    changes.apply(lead, call, record, log.decide(lead, call, record, dials, grounds))
    db.session.flush()
    return Logged(call)


def own_call(uuid: str | None, person_id: int) -> tuple[Call, Lead]:
    try:
        return locked(Call.uuid == uuid, Call.person_id == person_id)
    except RuleBroken as missing:
        raise RuleBroken("call_unknown") from missing


def locked(*which: ColumnElement[bool]) -> tuple[Call, Lead]:
    """A call with its lead, which is locked: whoever changes either has locked the lead before.

    Raises RuleBroken("missing").
    """
    db.session.flush()
    lead_id = db.session.scalar(select(Call.lead_id).where(*which))
    if lead_id is None:
        raise RuleBroken("missing")
    lead = db.session.scalars(select(Lead).where(Lead.id == lead_id).with_for_update()).one()
    call = db.session.scalars(
        select(Call).where(*which).execution_options(populate_existing=True)
    ).one()
    return call, lead


def end(call: Call, by_id: int, kind: str, reason: str) -> None:
    """The call counts nowhere any more; what it said is kept with who ended it, and why."""
    keep(call, by_id, kind)
    changes.now_void(call, by_id, reason)


def in_time(call: Call, tapped_at: datetime | None) -> bool:
    if clock.now() - call.received_at <= AFTER_RECEIPT:
        return True
    try:
        ended = datetime.fromisoformat(call.device_at) + timedelta(seconds=call.duration_s or 0)
        return tapped_at is not None and tapped_at - ended <= AFTER_CALL
    except (ValueError, TypeError, OverflowError):
        return False


def keep(call: Call, by_id: int, kind: str) -> dict[str, Any]:
    before = {name: getattr(call, name) for name in FIELDS}
    if call.follow_up_at:
        before["follow_up_at"] = call.follow_up_at.isoformat()
    histories.changed([call.lead_id])
    row = CallChange(call_id=call.id, at=clock.now(), by_id=by_id, kind=kind, before=before)
    db.session.add(row)
    return before
