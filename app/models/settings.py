from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import Code, Id, Instant, Line


class Setting(db.Model):
    """A number or rule from `since` on; of the company, or of one team or person."""

    __tablename__ = "setting"
    __table_args__ = (UniqueConstraint("key", "scope", "since"),)

    id: Mapped[Id]
    key: Mapped[Code] = mapped_column(String(60))
    scope: Mapped[Code] = mapped_column(default="company")
    since: Mapped[date]
    value: Mapped[object] = mapped_column(JSON)
    note: Mapped[Line]
    set_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[Instant]


class CalendarDay(db.Model):
    """A day that is not what the weekly pattern says: by the state, or by the company."""

    __tablename__ = "calendar_day"
    __table_args__ = (
        CheckConstraint(
            "published IS NULL OR published IN ('holiday', 'make_up')", name="published"
        ),
        CheckConstraint("exception IS NULL OR exception IN ('free', 'work')", name="exception"),
    )

    day: Mapped[date] = mapped_column(primary_key=True)
    published: Mapped[Code | None]
    exception: Mapped[Code | None]
    note: Mapped[Line]


class CalendarYear(db.Model):
    """A year whose public calendar has been filled in."""

    __tablename__ = "calendar_year"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    filled_at: Mapped[Instant]
