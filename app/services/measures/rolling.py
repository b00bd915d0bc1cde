"""Counts the days that are over, so that reports sum them; all of it can be thrown away and made
again (design: measures)."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Insert, Table, delete, func, insert, select, union

from app import clock
from app.extensions import db, queue
from app.models import Call, DailyCount, DailyHours, MonthlyCount, StaleDay
from app.rules.measures.periods import MONTH, ONE_DAY, Period, containing
from app.services.measures import day_counts
from app.services.transaction import AT_ONCE, hold, rows, write

PLAIN = StaleDay.lead_id.is_(None) & StaleDay.person_id.is_(None)


def is_waiting() -> bool:
    return waiting() is not None


def waiting() -> date | None:
    """The first day that is over and changed since it was counted."""
    return db.session.scalar(select(func.min(StaleDay.day)).where(StaleDay.day < clock.today()))


@queue.often_when(is_waiting)
def count_days() -> object:
    """Counts each day that is over and changed since; how many those were."""
    done = 0
    while (day := waiting()) is not None:
        spread()
        done += count(day)
    return done


@queue.often_when(lambda: False)
def count_days_anew() -> object:
    """Throws away what was counted of all days and counts it again: `flask jobs run` does it."""
    with write():
        days = union(select(Call.day), select(DailyCount.c.day)).subquery()
        rows(insert(StaleDay.__table__).from_select(["day"], select(days.c.day)))
        for table in (DailyCount, MonthlyCount, DailyHours):
            rows(delete(table))
    return count_days()


def spread() -> None:
    """Puts the days that it concerns in the place of what changed with a lead or a person. Calls
    that are written meanwhile leave marks of their own, which come next."""
    last = clock.today() - ONE_DAY
    while True:
        with write():
            some = select(StaleDay.id).where(StaleDay.day <= last, ~PLAIN).limit(AT_ONCE)
            ids = [number for (number,) in rows(some)]
            if not ids:
                return
            mark(concerned(StaleDay.id.in_(ids), last))
            rows(delete(StaleDay).where(StaleDay.id.in_(ids)))


def concerned(which: Any, last: date) -> set[date]:
    of_leads = select(StaleDay.day).where(which, StaleDay.lead_id.is_not(None))
    of_leads = of_leads.where(StaleDay.day > date.min)  # a mark that is of no one day
    later = select(Call.day).join(StaleDay, StaleDay.lead_id == Call.lead_id)
    later = later.where(which, Call.day > StaleDay.day, Call.day <= last)
    since = select(func.min(Call.day)).join(StaleDay, StaleDay.person_id == Call.person_id)
    (first,) = rows(since.where(which, Call.day >= StaleDay.day)).one()
    all_since = select(Call.day).where(Call.day.between(first or clock.today(), last))
    return {day for (day,) in rows(union(of_leads, later, all_since))}


def mark(days: Iterable[date]) -> None:
    found = [{"day": day} for day in days]
    if found:
        rows(insert(StaleDay.__table__), found)


def count(day: date) -> int:
    """Counts a day anew where it is marked: 1, else 0. The mark goes first: whatever is committed
    after it leaves another one, and whatever was committed before it is counted."""
    with write():
        hold(DailyCount, "SHARE ROW EXCLUSIVE")
        marks: Any = rows(delete(StaleDay).where(StaleDay.day == day, PLAIN))
        if not marks.rowcount:
            return 0
        for table, statement in statements(db.engine.dialect.name):
            rows(delete(table).where(table.c.day == day))
            rows(statement, day_counts.of_day(day))
        add_up(containing(MONTH, day))
    return 1


def add_up(month: Period) -> None:
    """Sums the days of a month anew."""
    rows(delete(MonthlyCount).where(MonthlyCount.c.month == month.first))
    query = day_counts.month()
    names = query.selected_columns.keys()
    rows(insert(MonthlyCount).from_select(names, query), day_counts.of_month(month))


@cache
def statements(dialect: str) -> list[tuple[Table, Insert]]:
    made = {DailyCount: day_counts.counts(), DailyHours: day_counts.hours(dialect)}
    return [
        (table, insert(table).from_select(query.selected_columns.keys(), query))
        for table, query in made.items()
    ]
