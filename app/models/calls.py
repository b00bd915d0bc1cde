from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import db
from app.models.leads import Lead
from app.models.people import Person
from app.models.types import BIG, Code, Id, Instant, Line

REACHED = "voided_at IS NULL AND (connected OR wechat = 'added')"
"""Calls that may be the first of a period in which their lead was reached."""


class Call(db.Model):
    """A call that took place. A void call stays and counts nowhere.

    `named_lead_id`: the lead with which it was logged, where that one was merged into another.

    `import_id`: it is from an old list, no device logged it here.
    """

    __tablename__ = "call"
    __table_args__ = (
        CheckConstraint("direction IN ('out', 'in')", name="direction"),
        CheckConstraint("duration_s >= 0", name="duration"),
        CheckConstraint("grade IS NULL OR grade IN ('A', 'B', 'C', 'D')", name="grade"),
        CheckConstraint("(voided_at IS NULL) = (voided_because IS NULL)", name="voided"),
        Index("ix_call_person_day", "person_id", "day", "started_at"),
        Index("ix_call_lead_started", "lead_id", "started_at"),
        Index("ix_call_day", "day"),
        Index(
            "ix_call_reached",
            "lead_id",
            "started_at",
            sqlite_where=text(REACHED),
            postgresql_where=text(REACHED),
            postgresql_include=["day", "person_id", "connected", "wechat"],
        ),
        Index(
            "ix_call_voided",
            "voided_at",
            sqlite_where=text("voided_at IS NOT NULL"),
            postgresql_where=text("voided_at IS NOT NULL"),
        ),
    )

    id: Mapped[Id]
    uuid: Mapped[str] = mapped_column(String(64), unique=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    direction: Mapped[Code] = mapped_column(default="out")
    started_at: Mapped[Instant]
    day: Mapped[date]
    duration_s: Mapped[int | None]
    disposition: Mapped[Code]
    connected: Mapped[bool]
    grade: Mapped[Code | None]
    stage: Mapped[Code | None]
    attitude: Mapped[Code | None]
    wechat: Mapped[Code | None]
    note: Mapped[str] = mapped_column(Text, default="")
    follow_up_at: Mapped[Instant | None]
    script_id: Mapped[int | None] = mapped_column(ForeignKey("script.id"))
    confirmed_by: Mapped[Code | None]
    flags: Mapped[list[str]] = mapped_column(JSON, default=list)
    later: Mapped[list[str]] = mapped_column(JSON, default=list)
    undo: Mapped[dict[str, object] | None] = mapped_column(JSON)
    received_at: Mapped[Instant]
    device_at: Mapped[Line]
    timed_by: Mapped[Code]
    skew_s: Mapped[int | None]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"))
    voided_at: Mapped[Instant | None]
    voided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    voided_because: Mapped[str | None] = mapped_column(String(200))
    named_lead_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("lead.id"))
    lead: Mapped[Lead] = relationship(foreign_keys=[lead_id])
    person: Mapped[Person] = relationship(foreign_keys=[person_id])


class CallChange(db.Model):
    """What an amendment or an undoing replaced, so that nothing is rewritten unseen."""

    __tablename__ = "call_change"

    id: Mapped[Id]
    call_id: Mapped[int] = mapped_column(ForeignKey("call.id"), index=True)
    at: Mapped[Instant]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[Code]
    before: Mapped[dict[str, object]] = mapped_column(JSON)
