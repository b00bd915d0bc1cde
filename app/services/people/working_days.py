from datetime import date, timedelta

import chinese_calendar
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import CalendarDay, CalendarYear
from app.rules.days.working_days import HOLIDAY, MAKE_UP, Weekly, WorkingDays
from app.services import server_state, settings
from app.services.server_state import State
from app.services.transaction import write

PATTERN, ANCHOR = KEYS = ("calendar.pattern", "calendar.anchor")
AROUND = timedelta(days=400)
MOST_KEPT = 8


kept: dict[tuple[State, date], WorkingDays] = {}


def around(day: date, state: State | None = None) -> WorkingDays:
    """The company's calendar for the year before and after a day (rules.md, opening paragraphs).

    Each day follows the weekly pattern that held on it; outside that span the pattern alone speaks.
    A year that was not taken over yet is as the library publishes it.
    Read again only when settings or calendar have changed since, in whichever process.
    """
    key = (state or server_state.current(), day)
    found = kept.get(key)
    if found is None:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        found = kept[key] = read_around(day)
    return found


def read_around(day: date) -> WorkingDays:
    query = select(CalendarDay).where(CalendarDay.day.between(day - AROUND, day + AROUND))
    days, filled = (
        list(db.session.scalars(query)),
        set(db.session.scalars(select(CalendarYear.year))),
    )
    known = {row.day: row.published for row in days if row.published}
    near = set(range((day - AROUND).year, (day + AROUND).year + 1))
    for year in near.intersection(published_years()) - filled:
        known |= published_days(year)
    return WorkingDays(
        published=known,
        exceptions={row.day: row.exception for row in days if row.exception},
        published_years=frozenset(filled.union(published_years())),
        changes=[(since, weekly(chosen)) for since, chosen in settings.history(KEYS)],
    )


def weekly(chosen: settings.Values) -> Weekly:
    anchor = chosen[ANCHOR]
    return Weekly(chosen[PATTERN], date.fromisoformat(anchor) if anchor else None)


def fill() -> list[int]:
    """Takes over the published calendar of every year the library knows and returns those added.

    What the company decided for a day stays. A year not published yet follows the weekly pattern.
    """
    with write() as session:
        filled = set(session.scalars(select(CalendarYear.year)))
        added = [year for year in published_years() if year not in filled]
        known = {row.day: row for row in session.scalars(select(CalendarDay))} if added else {}
        for year in added:
            for day, kind in published_days(year).items():
                row = known.get(day) or CalendarDay(day=day, note="")
                row.published = kind
                session.add(row)
            session.add(CalendarYear(year=year, filled_at=clock.now()))
        if added:
            server_state.renew(server_state.RULES)
        return added


def published_years() -> list[int]:
    return sorted({day.year for day in chinese_calendar.holidays})


def published_days(year: int) -> dict[date, str]:
    free = {day: HOLIDAY for day in chinese_calendar.holidays if day.year == year}
    return free | {day: MAKE_UP for day in chinese_calendar.workdays if day.year == year}
