from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Code, Instant


class DailyLine(db.Model):
    """The line of one's own in the report of a day; its numbers are counted and not kept
    (rules.md §9). `rev`: how often it was saved; a save says which one it was made from."""

    __tablename__ = "daily_line"
    __table_args__ = (CheckConstraint("rev >= 0", name="rev"),)

    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True, index=True)
    text: Mapped[str] = mapped_column(String(200))
    rev: Mapped[int]
    at: Mapped[Instant]


class DailyLineSave(db.Model):
    """A save that arrived under the id that its device gave it, and which save of the line it made;
    sent again it is the same (sync.md)."""

    __tablename__ = "daily_line_save"
    __table_args__ = (
        ForeignKeyConstraint(["person_id", "day"], ["daily_line.person_id", "daily_line.day"]),
        CheckConstraint("rev >= 1", name="rev"),
        CheckConstraint("uuid <> ''", name="uuid"),
    )

    person_id: Mapped[int] = mapped_column(BIG, primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    uuid: Mapped[Code] = mapped_column(primary_key=True)
    rev: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
