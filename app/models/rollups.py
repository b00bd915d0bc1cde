"""What was counted of each day's calls, so that a year is summed and not counted again.

It can be thrown away at any time: `StaleDay` says which days have to be counted from the calls.
"""

from datetime import date

from sqlalchemy import Column, Date, Index, Integer, String, Table
from sqlalchemy.orm import Mapped

from app.extensions import db
from app.models.counted import LEADS, NUMBERS
from app.models.types import BIG, Id

PERIODS = ("day", "week", "month", "quarter", "year")
OF_MONTHS = ("month", "quarter", "year")
"""Those that are whole months."""


def firsts(of: str) -> dict[str, str]:
    """By kind of period the column with how many leads were `of` that for the first time in it."""
    return {kind: f"{of}_in_{kind}" for kind in PERIODS}


def whole(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def counts(name: str, when: str, kinds: tuple[str, ...]) -> Table:
    """A table of sums for one of a scope: how many calls, and how many leads for the first time in
    periods of these kinds."""
    return Table(
        name,
        db.metadata,
        Column("scope", String(40), primary_key=True),
        Column("within_id", BIG, primary_key=True, autoincrement=False),
        Column(when, Date, primary_key=True),
        Column("key_id", BIG, primary_key=True, autoincrement=False),
        *(whole(number) for number in NUMBERS),
        *(whole(firsts(of)[kind]) for of in LEADS for kind in kinds),
        Index(f"ix_{name}_{when}", when),
    )


DailyCount = counts("daily_count", "day", PERIODS)
"""Of each day: how many leads on this day for the first time in its week, its month and so on, so
that those of a whole period are a sum of days."""

MonthlyCount = counts("monthly_count", "month", OF_MONTHS)
"""The sums of all days of a month, by its first day, that stand in `DailyCount`."""

DailyHours = Table(
    "daily_hours",
    db.metadata,
    Column("scope", String(40), primary_key=True),
    Column("key_id", BIG, primary_key=True, autoincrement=False),
    Column("day", Date, primary_key=True),
    Column("half_hour", Integer, primary_key=True, autoincrement=False),
    whole("calls"),
    whole("connected"),
    Index("ix_daily_hours_day", "day"),
)
"""Calls out of a day by half hour, and how many of them were connected."""


class StaleDay(db.Model):
    """A day on which something changed since it was counted, noted by triggers in the transaction
    of the change. With a lead also the later days on which it has calls: where it was the first
    time there, it may no longer be; with a person all days from his first call since then."""

    __tablename__ = "stale_day"
    __table_args__ = (Index("ix_stale_day_day", "day"),)

    id: Mapped[Id]
    day: Mapped[date]
    lead_id: Mapped[int | None]
    person_id: Mapped[int | None]
