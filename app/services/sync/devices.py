from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app import clock
from app.extensions import db
from app.models import Device
from app.services.sync.envelope import Envelope, instant

TABLE = Device.__table__
KEPT = [TABLE.c[name] for name in ("id", "person_id", "last_seq", "max_seq", "last_call_at")]
SAYS = ("queued", "client", "skew_s", "last_contact_at", "browser_hash")
MEET = (
    update(TABLE)
    .where(TABLE.c.id == bindparam("here"), TABLE.c.person_id == bindparam("person"))
    .values({name: bindparam(name) for name in SAYS})
    .returning(*KEPT)
)
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


def meet(sent: Envelope, person_id: int, browser_hash: str | None) -> Told:
    """The row of a device, locked and brought up to what it says of itself.

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
    found = db.session.execute(
        MEET, {"here": sent.device, "person": person_id, **says}
    ).one_or_none()
    if found is None:
        fresh = {"id": sent.device, "person_id": person_id, "created_at": now, **says}
        dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
        db.session.execute(dialect.insert(Device).values(fresh).on_conflict_do_nothing())
        query = select(*KEPT).where(TABLE.c.id == sent.device).with_for_update()
        found = db.session.execute(query).one()
    device = Told(*found)
    device.max_seq = max(device.max_seq, sent.max_seq, *(op.seq for op in sent.ops), 0)
    return device


def keep(device: Told) -> None:
    """Writes down how far the device has come."""
    values = {
        "here": device.id,
        "last_seq": device.last_seq,
        "max_seq": device.max_seq,
        "last_call_at": device.last_call_at,
    }
    db.session.execute(KEEP, values)
