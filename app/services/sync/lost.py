from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.extensions import db
from app.models import Device


@dataclass(frozen=True)
class Lost:
    """Records `first` to `last` of a device, which was heard of at `since` for the last time."""

    device_id: str
    first: int
    last: int
    since: datetime


def of(person_id: int, browser_hash: str | None, device_id: str) -> list[Lost]:
    """Records that this browser told of and that can no longer come (sync.md, on the wire).

    Its store was wiped: the browser's cookie is the same, but another device counts in it now.
    """
    if not browser_hash or not device_id:
        return []
    query = (
        select(Device)
        .where(Device.person_id == person_id, Device.browser_hash == browser_hash)
        .where(Device.id != device_id, Device.max_seq > Device.last_seq)
        .order_by(Device.last_contact_at)
    )
    return [
        Lost(one.id, one.last_seq + 1, one.max_seq, one.last_contact_at)
        for one in db.session.scalars(query)
    ]
