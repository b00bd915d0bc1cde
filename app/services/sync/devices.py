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
KEPT = [TABLE.c[name] for name in ("id", "person_id", "last_seq", "max_seq", "last_call_at")]
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
    .values({name: bindparam(name) for name in ("last_seq", "max_seq", "last_call_at")})
)


@dataclass
class Told:
    """A device as this request found it and leaves it."""

    id: str
    person_id: int
    last_seq: int
    max_seq: int
    last_call_at: datetime | None
    told: int = 0


def meet(sent: Envelope, person_id: int, browser_hash: str | None) -> tuple[Told, State]:
    """The row of a device, locked and brought up to what it says of itself; the server's state.

    The highest number it was ever told of stays: a device that comes back empty is noticed.
    """
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
    device.told = max(device.max_seq, sent.max_seq, *(op.seq for op in sent.ops), 0)
    return device, state


def welcome(device_id: str, person_id: int, says: dict[str, Any]) -> Told:
    """A device seen for the first time, or the row of somebody else as it stands (sync.md)."""
    fresh = {"id": device_id, "person_id": person_id, "created_at": clock.now(), **says}
    dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    rows(dialect.insert(Device).values(fresh).on_conflict_do_nothing())
    return Told(*rows(FOUND, {"here": device_id}).one())


def keep(device: Told, *, told: bool) -> None:
    """Writes down how far the device has come, and of how many it `told`: one that counts under
    another's id told nothing of that other."""
    values = {
        "here": device.id,
        "last_seq": device.last_seq,
        "max_seq": device.told if told else device.max_seq,
        "last_call_at": device.last_call_at,
    }
    rows(KEEP, values)
