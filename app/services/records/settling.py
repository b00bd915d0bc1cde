"""Deciding on a record that needed a look: trying it again, or settling it with a reason."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Device, SyncOp, SyncSettlement
from app.services import audit
from app.services.records import again
from app.services.records.states import CONFLICT, MALFORMED, PARKED, Looker, has_lost, state_of
from app.services.sync.apply import logger
from app.services.transaction import write

RETRIED, SETTLED = "retried", "settled"


@dataclass(frozen=True)
class Outcome:
    """What came of trying again: "applied" or "conflict" as `result` has it; `again` is False
    where somebody had done so before."""

    result: dict[str, Any]
    again: bool = True


def retry(op_id: str, looker: Looker) -> Outcome:
    """Carries out a parked record by today's rules, as its rep's and at its own time, once.

    Whoever presses twice hears the same twice. Raises RuleBroken("missing" | "record_settled" |
    "record_not_parked" | "record_unknown_kind" | "record_failed_again") and what the record's kind
    refuses; then it stays parked (sync.md, parked).
    """
    with write():
        row = locked(op_id, looker)
        done = settlement_of(row)
        if done is not None:
            return known(done)
        if state_of(row.kind, row.status) != PARKED or row.kind == MALFORMED:
            raise RuleBroken("record_not_parked")
        result = carried_out(row)
        call_id = result.get("ref")
        keep(row.person_id, looker, RETRIED, op_id=row.id, result=result, call_id=call_id)
        said = {"status": result["status"], "call": call_id}
        audit.note("record_retried", f"record:{row.id}", looker.person_id, **said)
        return Outcome(result)


def known(done: SyncSettlement) -> Outcome:
    if done.how != RETRIED:
        raise RuleBroken("record_settled")
    return Outcome(dict(done.result or {}), again=False)


def carried_out(row: SyncOp) -> dict[str, Any]:
    try:
        result = again.carry_out(row)
    except (RuleBroken, OperationalError):
        raise
    except Exception as fault:
        logger.exception("record %s failed again", row.id)
        raise RuleBroken("record_failed_again", fault=type(fault).__name__) from fault
    if result["status"] == PARKED:
        raise RuleBroken("record_unknown_kind", what=result["detail"])
    return result


def settle(op_id: str, looker: Looker, reason: str) -> None:
    """Closes a record that needed a look; only a conflict, which did no harm, needs no reason.

    Raises RuleBroken("missing" | "record_settled" | "reason_needed") (sync.md, on the wire).
    """
    with write():
        row = locked(op_id, looker)
        state = state_of(row.kind, row.status)
        if state is None:
            raise RuleBroken("missing")
        if settlement_of(row) is not None:
            raise RuleBroken("record_settled")
        said = reason_of(reason, needed=state != CONFLICT)
        keep(row.person_id, looker, SETTLED, op_id=row.id, reason=said)
        audit.note("record_settled", f"record:{row.id}", looker.person_id, reason=said)


def settle_loss(device_id: str, looker: Looker, reason: str) -> None:
    """Closes the report that a device came back empty; nothing waits on it any more.

    Raises RuleBroken("missing" | "reason_needed") (sync.md: with their numbers).
    """
    with write():
        device = lost_on(device_id, looker)
        said = reason_of(reason, needed=True)
        device.queued, upto = 0, device.max_seq
        keep(device.person_id, looker, SETTLED, device_id=device.id, upto_seq=upto, reason=said)
        numbers = {"first": device.last_seq + 1, "last": upto}
        audit.note("loss_settled", f"device:{device.id}", looker.person_id, reason=said, **numbers)


def lost_on(device_id: str, looker: Looker) -> Device:
    """A device within reach that lost records; nobody else decides on it meanwhile."""
    query = select(Device).where(Device.id == device_id, looker.sees(Device.person_id))
    device = db.session.scalar(query.with_for_update(of=Device))
    still = select(Device.id).where(Device.id == device_id, has_lost())
    if device is None or db.session.scalar(still) is None:
        raise RuleBroken("missing")
    return device


def locked(op_id: str, looker: Looker) -> SyncOp:
    """The record, within reach; nobody else decides on it meanwhile."""
    query = select(SyncOp).where(SyncOp.id == op_id, looker.sees())
    row = db.session.scalar(query.with_for_update(of=SyncOp))
    if row is None:
        raise RuleBroken("missing")
    return row


def settlement_of(row: SyncOp) -> SyncSettlement | None:
    return db.session.scalar(select(SyncSettlement).where(SyncSettlement.op_id == row.id))


def reason_of(given: str, *, needed: bool) -> str:
    if needed and not given.strip():
        raise RuleBroken("reason_needed")
    return given.strip()


def keep(person_id: int, looker: Looker, how: str, **facts: Any) -> None:
    db.session.add(
        SyncSettlement(
            **{"reason": "", "person_id": person_id, "how": how, **facts},
            by_id=looker.person_id,
            at=clock.now(),
        )
    )
