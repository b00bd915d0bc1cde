from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Code, Id, Instant


class LeadEntry(db.Model):
    """A customer that somebody entered, and what became of it: under the key of the form or of the
    device's record, so that it is made once and what is logged with it finds it."""

    __tablename__ = "lead_entry"
    __table_args__ = (
        CheckConstraint("state IN ('made', 'grown', 'known', 'listed')", name="state"),
        CheckConstraint("state = 'listed' OR lead_id IS NOT NULL", name="lead"),
    )

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    lead_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("lead.id"), index=True)
    state: Mapped[Code]
    at: Mapped[Instant]


class NumberCheck(db.Model):
    """Somebody asked whose a number is; which one is not kept."""

    __tablename__ = "number_check"
    __table_args__ = (Index("ix_number_check_person_at", "person_id", "at"),)

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Instant]
