from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from app import clock
from app.extensions import db
from app.models import Device
from app.services.sync.envelope import Envelope, instant


def meet(sent: Envelope, person_id: int, browser_hash: str | None) -> Device:
    """The row of a device, locked and brought up to what it says of itself.

    The highest number it was ever told of stays: a device that comes back empty is noticed.
    """
    now = clock.now()
    fresh = {
        "id": sent.device,
        "person_id": person_id,
        "browser_hash": browser_hash,
        "last_seq": 0,
        "max_seq": 0,
        "queued": 0,
        "client": sent.client,
        "created_at": now,
        "last_contact_at": now,
    }
    dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    db.session.execute(dialect.insert(Device).values(fresh).on_conflict_do_nothing())
    query = select(Device).where(Device.id == sent.device).with_for_update()
    device = db.session.execute(query.execution_options(populate_existing=True)).scalar_one()
    if device.person_id == person_id:
        told = instant(sent.sent_at)
        device.max_seq = max(device.max_seq, sent.max_seq, *(op.seq for op in sent.ops), 0)
        device.queued = sent.queued
        device.client = sent.client
        device.browser_hash = browser_hash or device.browser_hash
        device.last_contact_at = now
        device.skew_s = round((told - now).total_seconds()) if told else None
    return device
