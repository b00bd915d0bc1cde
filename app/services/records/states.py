"""Which records of devices need a look, and whose eyes may fall on them (sync.md, on the wire)."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app import clock
from app.models import Device, SyncOp, SyncSettlement
from app.models.visible import visible_to

PARKED, UNDELIVERABLE, LOST, CONFLICT = "parked", "undeliverable", "lost", "conflict"
SKEW, DONE = "skew", "done"
STATES = (PARKED, UNDELIVERABLE, LOST, CONFLICT, SKEW, DONE)
VOID, MALFORMED = "void", "malformed"
NEWER = aliased(Device)

OF_OPS: dict[str, ColumnElement[bool]] = {
    PARKED: SyncOp.status == "parked",
    UNDELIVERABLE: SyncOp.status.in_(("id_conflict", "too_large")),
    LOST: and_(SyncOp.kind == VOID, SyncOp.status == "applied"),
    CONFLICT: SyncOp.status == "conflict",
}
URGENT = [OF_OPS[state] for state in (PARKED, UNDELIVERABLE, LOST)]


@dataclass(frozen=True)
class Looker:
    """Who looks, how far at records, and how far at leads: a record may be of a foreign lead."""

    person_id: int
    records: str
    leads: str = "own"

    def sees(self, whose: InstrumentedAttribute[int] = SyncOp.person_id) -> ColumnElement[bool]:
        return visible_to(self.person_id, self.records, clock.today(), whose)


def state_of(kind: str, status: str) -> str | None:
    """The state of a record by what it is and what became of it; None: it needs no look."""
    if kind == VOID and status == "applied":
        return LOST
    known = {"parked": PARKED, "conflict": CONFLICT}
    return known.get(status, UNDELIVERABLE if status in ("id_conflict", "too_large") else None)


def unsettled() -> ColumnElement[bool]:
    return ~exists().where(SyncSettlement.op_id == SyncOp.id)


def has_lost() -> ColumnElement[bool]:
    """Devices that came back empty: fewer numbers arrived than were told of, and the device says
    that nothing waits, or its browser has counted under a new id since (sync.md)."""
    replaced = exists().where(
        NEWER.person_id == Device.person_id,
        NEWER.browser_hash == Device.browser_hash,
        NEWER.id != Device.id,
        NEWER.created_at >= Device.last_contact_at,
    )
    looked_at = exists().where(
        SyncSettlement.device_id == Device.id, SyncSettlement.upto_seq >= Device.max_seq
    )
    gone = or_(Device.queued == 0, replaced)
    return and_(Device.max_seq > Device.last_seq, gone, ~looked_at)
