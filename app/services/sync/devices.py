from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app import clock
from app.extensions import db
from app.models import Device
from app.services import server_state
from app.services.server_state import State
from app.services.sync.envelope import Envelope, instant
from app.services.transaction import rows

TABLE = Device.__table__
KEPT = [
    TABLE.c[name] for name in ("id", "person_id", "last_seq", "max_seq", "queued", "last_call_at")
]
GAP, FORK = "gap", "fork"
FOUND = (
    select(*KEPT, *server_state.HERE)
    .where(TABLE.c.id == bindparam("here"))
    .with_for_update(of=TABLE)
)
SAYS = ("client", "skew_s", "last_contact_at", "browser_hash")
PROGRESS = ("last_seq", "max_seq", "queued", "last_call_at")
KEEP = (
    update(TABLE)
    .where(TABLE.c.id == bindparam("here"))
    .values({name: bindparam(name) for name in (*SAYS, *PROGRESS)})
)


@dataclass
class Told:
    """A device as this request found it and leaves it; `says` is what it tells of itself."""

    id: str
    person_id: int
    last_seq: int
    max_seq: int
    queued: int
    last_call_at: datetime | None
    says: dict[str, Any] = field(default_factory=dict)


def meet(sent: Envelope, person_id: int, browser_hash: str | None) -> tuple[Told, State]:
    """The row of a device, locked, with what it says of itself now; the server's state.

    One seen for the first time gets its row; that of somebody else stays as it stands (sync.md).
    """
    now, told_at = clock.now(), instant(sent.sent_at)
    says = {
        "client": sent.client,
        "skew_s": round((told_at - now).total_seconds()) if told_at else None,
        "last_contact_at": now,
        "browser_hash": browser_hash,
    }
    found = rows(FOUND, {"here": sent.device}).one_or_none()
    if found is None:
        found = welcome(sent.device, person_id, says)
    device = Told(*found[: len(KEPT)])
    device.says = says
    return device, server_state.state_of(*found[len(KEPT) :])


def welcome(device_id: str, person_id: int, says: dict[str, Any]) -> Row[Any]:
    fresh = {"id": device_id, "person_id": person_id, "created_at": clock.now(), **says}
    dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    rows(dialect.insert(Device).values(fresh).on_conflict_do_nothing())
    return rows(FOUND, {"here": device_id}).one()


def hear_out(device: Told, sent: Envelope, statuses: list[str]) -> None:
    """What waits on the device after this answer, and the highest number it ever told of.

    That number stays: a device that comes back empty is noticed (sync.md). One that was told to
    become another counted for itself, not for the device of this row, save for what was taken.
    """
    told = [] if FORK in statuses else [sent.max_seq, *(op.seq for op in sent.ops)]
    device.max_seq = max(device.max_seq, device.last_seq, *told)
    arrived = sum(status not in (GAP, FORK) for status in statuses)
    waiting = min(sent.queued - arrived, device.max_seq - device.last_seq)
    device.queued = max(waiting, 0)


def keep(device: Told) -> None:
    """Writes down what the device said and how far it has come."""
    progress = {name: getattr(device, name) for name in PROGRESS}
    rows(KEEP, {"here": device.id, **device.says, **progress})
