"""Records of devices: each counted once, none lost without a word (sync.md, on the wire)."""

from typing import Any

from sqlalchemy import Integer, Select, and_, cast, func, or_, select

from app.models import Call, Deal, Device, SyncOp, SyncSettlement
from app.services.checks.finding import Finding, among

CARRIED_OUT = ("applied", "conflict")
KNOWN = (*CARRIED_OUT, "parked", "id_conflict", "too_large", "duplicate")
LOG = "call.log"


def logged_calls_are_there() -> list[Finding]:
    """A call that a device was told had arrived is kept, under its id, as that person's."""
    same = and_(Call.uuid == SyncOp.id, Call.person_id == SyncOp.person_id)
    kept = select(Call.id).where(same).exists()
    carried_out = and_(SyncOp.kind == LOG, SyncOp.status.in_(CARRIED_OUT))
    return among("check_sync_call_missing", select(SyncOp.id).where(carried_out, ~kept))


def answers_name_calls_that_are_there() -> list[Finding]:
    """The call that an answer named is there; for a logged call it is the very one."""
    ref = cast(SyncOp.result["ref"].as_string(), Integer)
    own = or_(SyncOp.kind != LOG, Call.uuid == SyncOp.id)
    kept = select(Call.id).where(Call.id == ref, own).exists()
    answered = and_(SyncOp.status.in_(CARRIED_OUT), SyncOp.kind.startswith("call."))
    return among("check_sync_ref", select(SyncOp.id).where(answered, ~kept))


def records_tried_again_are_there() -> list[Finding]:
    """A parked call that was carried out later is kept."""
    done = and_(SyncSettlement.how == "retried", SyncSettlement.call_id.is_(None))
    of_call = select(SyncSettlement.id).join(SyncOp, SyncOp.id == SyncSettlement.op_id)
    query = of_call.where(done, SyncOp.kind.startswith("call."))
    return among("check_sync_retried", query)


def deals_are_there() -> list[Finding]:
    """A deal that a device was told had arrived is there."""
    number = cast(SyncOp.result["deal"].as_string(), Integer)
    kept = select(Deal.id).where(Deal.id == number).exists()
    done = and_(SyncOp.status.in_(CARRIED_OUT), SyncOp.kind.startswith("deal."))
    return among("check_sync_deal_missing", select(SyncOp.id).where(done, ~kept))


def numbers_are_used_once() -> list[Finding]:
    place = (SyncOp.device_id, SyncOp.seq)
    return among("check_sync_twice", select(*place).group_by(*place).having(func.count() > 1))


def devices_have_no_holes() -> list[Finding]:
    """A device's numbers are all there up to the last. Only at their beginning some may be
    missing, as many as its person sent from elsewhere: after a fork what had arrived under
    another device's numbers was once not noted under the new ones. What a device told of and never
    sent is no hole here: the page of records shows it."""
    return among("check_sync_hole", select(Device.id).where(or_(*holes())))


def holes() -> tuple[Any, Any]:
    own = select(SyncOp.seq).where(SyncOp.device_id == Device.id, SyncOp.seq <= Device.last_seq)
    first = func.coalesce(of(own, func.min(SyncOp.seq)), Device.last_seq + 1)
    there = of(own, func.count(SyncOp.seq.distinct()))
    others = select(SyncOp.seq).where(
        SyncOp.device_id != Device.id, SyncOp.person_id == Device.person_id
    )
    inside = Device.last_seq - first + 1 != there
    return inside, first - 1 > of(others, func.count())


def of(query: Select[Any], figure: Any) -> Any:
    return query.with_only_columns(figure).correlate(Device).scalar_subquery()


def devices_know_how_far_they_are() -> list[Finding]:
    """A device's book is not behind its records, or it would be sent back to numbers used."""
    last = select(func.max(SyncOp.seq)).where(SyncOp.device_id == Device.id).correlate(Device)
    query = select(Device.id).where(Device.last_seq < last.scalar_subquery())
    return among("check_sync_behind", query)


def statuses_are_known() -> list[Finding]:
    return among("check_sync_status", select(SyncOp.id).where(SyncOp.status.not_in(KNOWN)))


CHECKS = (
    logged_calls_are_there,
    answers_name_calls_that_are_there,
    records_tried_again_are_there,
    deals_are_there,
    numbers_are_used_once,
    devices_have_no_holes,
    devices_know_how_far_they_are,
    statuses_are_known,
)
