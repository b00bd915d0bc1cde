from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import Code, Instant, Line


class Device(db.Model):
    """A browser that keeps an outbox: what the server had of it, and what it was told of."""

    __tablename__ = "device"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    browser_hash: Mapped[str | None] = mapped_column(String(64), index=True)
    last_seq: Mapped[int] = mapped_column(default=0)
    max_seq: Mapped[int] = mapped_column(default=0)
    queued: Mapped[int] = mapped_column(default=0)
    client: Mapped[Line]
    skew_s: Mapped[int | None]
    created_at: Mapped[Instant]
    last_contact_at: Mapped[Instant]
    last_call_at: Mapped[Instant | None]


class SyncOp(db.Model):
    """A record of a device and what became of it; kept for good, so nothing counts twice."""

    __tablename__ = "sync_op"
    __table_args__ = (UniqueConstraint("device_id", "seq"),)

    id: Mapped[str] = mapped_column(String(160), primary_key=True)
    device_id: Mapped[str] = mapped_column(ForeignKey("device.id"))
    seq: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[Code]
    hash: Mapped[str] = mapped_column(String(64))
    status: Mapped[Code] = mapped_column(index=True)
    result: Mapped[dict[str, object]] = mapped_column(JSON)
    raw: Mapped[dict[str, object] | None] = mapped_column(JSON)
    received_at: Mapped[Instant]


class ServerState(db.Model):
    """Facts about this database as a whole, such as its epoch."""

    __tablename__ = "server_state"

    key: Mapped[Code] = mapped_column(primary_key=True)
    value: Mapped[Line]
