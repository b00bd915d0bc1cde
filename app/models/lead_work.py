"""What people do with a lead beside calling it."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import Code, Id, Instant, Line

CHANNELS = ("wechat", "qq", "sms", "email", "visit")
FIELDS = ("grade", "stage", "due_at")


class LeadNote(db.Model):
    __tablename__ = "lead_note"

    id: Mapped[Id]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Instant]
    text: Mapped[str] = mapped_column(Text)


class Touch(db.Model):
    """A contact that was no call. An answered one keeps the lead, as a call does."""

    __tablename__ = "touch"
    __table_args__ = (
        CheckConstraint("channel IN ('wechat', 'qq', 'sms', 'email', 'visit')", name="channel"),
        Index("ix_touch_lead_at", "lead_id", "at"),
    )

    id: Mapped[Id]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[Instant]
    day: Mapped[date]
    channel: Mapped[Code]
    text: Mapped[str] = mapped_column(Text, default="")
    answered: Mapped[bool]


class LeadChange(db.Model):
    """What somebody set on the page of a lead, and what stood there before."""

    __tablename__ = "lead_change"
    __table_args__ = (CheckConstraint("field IN ('grade', 'stage', 'due_at')", name="field"),)

    id: Mapped[Id]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Instant]
    field: Mapped[Code]
    before: Mapped[Line]
    after: Mapped[Line]


class Reveal(db.Model):
    """Somebody looked at the full numbers of a lead that is not his."""

    __tablename__ = "reveal"
    __table_args__ = (
        Index("ix_reveal_person_day", "person_id", "day"),
        Index("ix_reveal_at", "at"),
    )

    id: Mapped[Id]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Instant]
    day: Mapped[date]
