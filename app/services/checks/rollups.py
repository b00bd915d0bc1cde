"""What was counted of each day: the newest days, and others in turn, are what their calls say
(rules.md §6)."""

from datetime import date
from typing import Any

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import DailyCount, DailyHours
from app.rules.measures.periods import ONE_DAY
from app.services.checks.finding import Finding, listed
from app.services.measures import day_counts, stale

NEWEST, IN_TURN = 3, 120


def days_are_as_counted() -> list[Finding]:
    """Days that changed since are left out: nobody reads what was counted of them."""
    return listed("check_daily_counts", [day for day in looked_at() if is_other(day)])


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
    return any(kept(table, day) != counted(query, day) for table, query in made.items())


def kept(table: Any, day: date) -> set[tuple[Any, ...]]:
    return told(db.session.execute(select(table).where(table.c.day == day)))


def counted(query: Any, day: date) -> set[tuple[Any, ...]]:
    return told(db.session.execute(query, day_counts.of_day(day)))


def told(rows: Any) -> set[tuple[Any, ...]]:
    """Rows as names and values, in whichever order they were asked for."""
    return {tuple(sorted(row._mapping.items())) for row in rows}


CHECKS = (days_are_as_counted,)
