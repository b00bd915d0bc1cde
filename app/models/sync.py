from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import Code, Id, Instant, Line


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
    __table_args__ = (
        UniqueConstraint("device_id", "seq"),
        Index(
            "ix_sync_op_void",
            "person_id",
            sqlite_where=text("kind = 'void'"),
            postgresql_where=text("kind = 'void'"),
        ),
    )

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


class SyncSettlement(db.Model):
    """What became of a record that needed a look, or of numbers that a device lost (all up to
    `upto_seq`): once, by whom and why. `person_id` is whose record it was."""

    __tablename__ = "sync_settlement"
    __table_args__ = (
        UniqueConstraint("device_id", "upto_seq"),
        CheckConstraint("(op_id IS NULL) <> (device_id IS NULL)", name="subject"),
        CheckConstraint("(device_id IS NULL) = (upto_seq IS NULL)", name="upto"),
        CheckConstraint("how IN ('retried', 'settled')", name="how"),
    )

    id: Mapped[Id]
    op_id: Mapped[str | None] = mapped_column(ForeignKey("sync_op.id"), unique=True)
    device_id: Mapped[str | None] = mapped_column(ForeignKey("device.id"))
    upto_seq: Mapped[int | None]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    how: Mapped[Code]
    result: Mapped[dict[str, object] | None] = mapped_column(JSON)
    call_id: Mapped[int | None] = mapped_column(ForeignKey("call.id"))
    reason: Mapped[Line]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Instant]


class ServerState(db.Model):
    """Facts about this database as a whole, such as its epoch."""

    __tablename__ = "server_state"

    key: Mapped[Code] = mapped_column(primary_key=True)
    value: Mapped[Line]
