from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Id, Instant


class CoachingNote(db.Model):
    """What two talked about, as who coached wrote it down, and what they agreed; never changed.
    Private to the two and to managers, and never part of pay (rules.md §10)."""

    __tablename__ = "coaching_note"
    __table_args__ = (
        CheckConstraint("person_id <> by_id", name="pair"),
        CheckConstraint("said <> ''", name="said"),
    )

    id: Mapped[Id]
    uuid: Mapped[str] = mapped_column(String(60), unique=True)
    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"), index=True)
    day: Mapped[date]
    said: Mapped[str] = mapped_column(Text)
    agreed: Mapped[str] = mapped_column(String(500), default="")
    next_on: Mapped[date | None]
    at: Mapped[Instant]
    by_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"), index=True)
