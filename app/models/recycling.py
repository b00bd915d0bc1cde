from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Code, Id, Instant, Line

NOTED, WAITING, CREDITED, REFUSED, WITHDRAWN = (
    *("noted", "waiting", "credited"),
    *("refused", "withdrawn"),
)
ONLY_CREDITED = text("state = 'credited'")


class LeadExtension(db.Model):
    """A lead that its owner keeps five working days longer, once for each time he owns it."""

    __tablename__ = "lead_extension"
    __table_args__ = (UniqueConstraint("lead_id", "person_id", "owned_since"),)

    id: Mapped[Id]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    owned_since: Mapped[Instant]
    day: Mapped[date]
    at: Mapped[Instant]
    reason: Mapped[Line]


class LeadReturn(db.Model):
    """A lead that a rep gave back. One that may give quota back waits for a supervisor, who is
    somebody else; a hand-out is credited once."""

    __tablename__ = "lead_return"
    __table_args__ = (
        CheckConstraint(
            "reason IN ('wrong_number', 'duplicate', 'other_trade', 'other')", name="reason"
        ),
        CheckConstraint(
            "state IN ('noted', 'waiting', 'credited', 'refused', 'withdrawn')", name="state"
        ),
        CheckConstraint(
            "(settled_by_id IS NOT NULL) = (state IN ('credited', 'refused'))", name="settled"
        ),
        CheckConstraint("(settled_by_id IS NULL) = (settled_on IS NULL)", name="settled_on"),
        CheckConstraint("settled_by_id <> person_id", name="not_by_oneself"),
        Index(
            "uq_lead_return_credit",
            "hand_out_id",
            unique=True,
            sqlite_where=ONLY_CREDITED,
            postgresql_where=ONLY_CREDITED,
        ),
        Index("ix_lead_return_credit_day", "settled_on", "person_id"),
    )

    id: Mapped[Id]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    hand_out_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("hand_out.id"))
    reason: Mapped[Code]
    note: Mapped[Line]
    at: Mapped[Instant]
    state: Mapped[Code] = mapped_column(index=True)
    settled_by_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    settled_on: Mapped[date | None]
    settled_at: Mapped[Instant | None]
    settled_note: Mapped[Line]
