"""What customers came with: complaints, later also questions (rules.md §12)."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Code, Id, Instant, Line

COMPLAINT = "complaint"
LIFTED = "lifted"
ONLY_LIFTED = text("kind = 'lifted'")


class Ticket(db.Model):
    """What a customer said and who wrote it down. Never changed, never deleted: what becomes of it
    are its steps. `person_id`: whom it is about; `call_id`: in or after which call; none where that
    is not known. `uuid` is made by who asks, so that sending it twice records it once."""

    __tablename__ = "ticket"
    __table_args__ = (
        CheckConstraint("kind IN ('complaint')", name="kind"),
        CheckConstraint("said <> ''", name="said"),
        Index("ix_ticket_day", "day", "person_id"),
    )

    id: Mapped[Id]
    uuid: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[Code]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), index=True)
    call_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("call.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"), index=True)
    said: Mapped[str] = mapped_column(Text)
    at: Mapped[Instant]
    day: Mapped[date]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class TicketStep(db.Model):
    """What somebody did about a ticket; the cool-down after a complaint is lifted once. Never
    changed, never deleted."""

    __tablename__ = "ticket_step"
    __table_args__ = (
        CheckConstraint("kind IN ('lifted')", name="kind"),
        Index("ix_ticket_step_ticket", "ticket_id", "at"),
        Index(
            "uq_ticket_step_lifted",
            "ticket_id",
            unique=True,
            sqlite_where=ONLY_LIFTED,
            postgresql_where=ONLY_LIFTED,
        ),
    )

    id: Mapped[Id]
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    kind: Mapped[Code]
    at: Mapped[Instant]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    note: Mapped[Line]
