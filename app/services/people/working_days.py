from datetime import date, timedelta

import chinese_calendar
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import CalendarDay, CalendarYear
from app.rules.working_days import HOLIDAY, MAKE_UP, WorkingDays
from app.services import server_state, settings
from app.services.transaction import write

KEYS = ("calendar.pattern", "calendar.anchor")
AROUND = timedelta(days=400)


def around(day: date) -> WorkingDays:
    """The company's calendar for the year before and after a day (rules.md, opening paragraphs)."""
    chosen = settings.values(KEYS, day)
    anchor = chosen["calendar.anchor"]
    query = select(CalendarDay).where(CalendarDay.day.between(day - AROUND, day + AROUND))
    days = list(db.session.scalars(query))
    return WorkingDays(
        pattern=chosen["calendar.pattern"],
        anchor=date.fromisoformat(anchor) if anchor else None,
        published={row.day: row.published for row in days if row.published},
        exceptions={row.day: row.exception for row in days if row.exception},
        published_years=frozenset(db.session.scalars(select(CalendarYear.year))),
    )


def fill() -> list[int]:
    """Takes over the published calendar of every year the library knows and returns those added.

    What the company decided for a day stays. A year not published yet follows the weekly pattern.
    """
    with write() as session:
        filled = set(session.scalars(select(CalendarYear.year)))
        added = [year for year in published_years() if year not in filled]
        for year in added:
            for day, kind in published_days(year).items():
                row = session.get(CalendarDay, day) or CalendarDay(day=day, note="")
                row.published = kind
                session.add(row)
            session.add(CalendarYear(year=year, filled_at=clock.now()))
        server_state.renew(server_state.RULES)
        return added


def published_years() -> list[int]:
    return sorted({day.year for day in chinese_calendar.holidays})


def published_days(year: int) -> dict[date, str]:
    free = {day: HOLIDAY for day in chinese_calendar.holidays if day.year == year}
    return free | {day: MAKE_UP for day in chinese_calendar.workdays if day.year == year}
