"""What was counted of each day: the newest days, and others in turn, are what their calls say, and
their months what their days say (rules.md §6)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import DailyCount, DailyHours, MonthlyCount
from app.rules.measures.periods import MONTH, ONE_DAY, Period, containing, read
from app.services.checks.finding import Finding, listed
from app.services.measures import day_counts, stale

NEWEST, IN_TURN = 3, 120


def days_are_as_counted() -> list[Finding]:
    """Days that changed since are left out: nobody reads what was counted of them."""
    return listed("check_daily_counts", [day for day in looked_at() if is_other(day)])


def months_are_as_summed() -> list[Finding]:
    """The months of the same days are the sums of what was counted of theirs."""
    months = sorted({containing(MONTH, day).code for day in looked_at()})
    return listed("check_monthly_counts", [one for one in months if is_off(read(one, (MONTH,)))])


def looked_at() -> list[date]:
    """The newest days, and every so-many-th, others each time."""
    days = list(db.session.scalars(select(DailyCount.c.day).distinct()))
    last = clock.today() - ONE_DAY
    known = sorted(set(days) - stale.between(min(days, default=last), last))
    turn = clock.today().toordinal() % IN_TURN
    return [one for one in known if one in known[-NEWEST:] or one.toordinal() % IN_TURN == turn]


def is_other(day: date) -> bool:
    made = {
        DailyCount: day_counts.counts(),
        DailyHours: day_counts.hours(db.engine.dialect.name),
    }
    asked = day_counts.of_day(day)
    return any(kept(table.c.day, day) != told(query, asked) for table, query in made.items())


def is_off(month: Period) -> bool:
    """Whether a month is not the sum of its days."""
    sums = told(day_counts.month(), day_counts.of_month(month))
    return kept(MonthlyCount.c.month, month.first) != sums


def kept(column: Any, day: date) -> set[tuple[Any, ...]]:
    return told(select(column.table).where(column == day))


def told(query: Any, asked: Mapping[str, Any] | None = None) -> set[tuple[Any, ...]]:
    """Rows as names and values, in whichever order they were asked for."""
    found = db.session.execute(query, asked or {})
    return {tuple(sorted(row._mapping.items())) for row in found}


CHECKS = (days_are_as_counted, months_are_as_summed)
