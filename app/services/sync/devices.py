from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update
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
SAYS = ("queued", "client", "skew_s", "last_contact_at", "browser_hash")
MEET = (
    update(TABLE)
    .where(TABLE.c.id == bindparam("here"), TABLE.c.person_id == bindparam("person"))
    .values({name: bindparam(name) for name in SAYS})
    .returning(*KEPT, *server_state.HERE)
)
FOUND = select(*KEPT).where(TABLE.c.id == bindparam("here")).with_for_update()
KEEP = (
    update(TABLE)
    .where(TABLE.c.id == bindparam("here"))
    .values({name: bindparam(name) for name in ("last_seq", "max_seq", "queued", "last_call_at")})
)


@dataclass
class Told:
    """A device as this request found it and leaves it."""

    id: str
    person_id: int
    last_seq: int
    max_seq: int
    queued: int
    last_call_at: datetime | None


def meet(sent: Envelope, person_id: int, browser_hash: str | None) -> tuple[Told, State]:
    """The row of a device, locked and brought up to what it says of itself; the server's state."""
    now, told_at = clock.now(), instant(sent.sent_at)
    says = {
        "queued": sent.queued,
        "client": sent.client,
        "skew_s": round((told_at - now).total_seconds()) if told_at else None,
        "last_contact_at": now,
        "browser_hash": browser_hash,
    }
    here = {"here": sent.device, "person": person_id}
    found = rows(MEET, {**here, **says}).one_or_none()
    if found is None:
        device, state = welcome(sent.device, person_id, says), server_state.current()
    else:
        device, state = Told(*found[: len(KEPT)]), server_state.state_of(*found[len(KEPT) :])
    return device, state


def welcome(device_id: str, person_id: int, says: dict[str, Any]) -> Told:
    """A device seen for the first time, or the row of somebody else as it stands (sync.md)."""
    fresh = {"id": device_id, "person_id": person_id, "created_at": clock.now(), **says}
    dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    rows(dialect.insert(Device).values(fresh).on_conflict_do_nothing())
    return Told(*rows(FOUND, {"here": device_id}).one())


def hear_out(device: Told, sent: Envelope, statuses: list[str]) -> None:
    """What waits on the device after this answer, and the highest number it ever told of.

    That number stays: a device that comes back empty is noticed (sync.md). One that was told to
    become another counted for itself, not for the device of this row.
    """
    if FORK not in statuses:
        device.max_seq = max(device.max_seq, sent.max_seq, *(op.seq for op in sent.ops), 0)
    arrived = sum(status not in (GAP, FORK) for status in statuses)
    waiting = min(sent.queued - arrived, device.max_seq - device.last_seq)
    device.queued = max(waiting, 0)


def keep(device: Told) -> None:
    """Writes down how far the device has come."""
    values = {
        "here": device.id,
        "last_seq": device.last_seq,
        "max_seq": device.max_seq,
        "queued": device.queued,
        "last_call_at": device.last_call_at,
    }
    rows(KEEP, values)
