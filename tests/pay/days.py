"""Company days, months and quarters (rules.md, opening paragraphs and §2.1)."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

import chinese_calendar

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Period(NamedTuple):
    name: str
    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


def month(name: str) -> Period:
    """The month "2026-05"."""
    year, number = int(name[:4]), int(name[5:])
    return Period(name, date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def quarter_ending_in(period: Period) -> Period | None:
    """§8.6: "a quarter's bonus … is posted in its last month"."""
    year, number = period.first.year, period.first.month
    if number % 3:
        return None
    return Period(f"{year}-Q{number // 3}", date(year, number - 2, 1), period.last)


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(n) for n in range((last - first).days + 1)]


@cache
def working_days(period: Period) -> tuple[date, ...]:
    """ "A working day follows the Chinese public calendar (holidays and make-up workdays)"."""
    return tuple(d for d in days(period.first, period.last) if chinese_calendar.is_workday(d))


@cache
def day_of(instant: datetime) -> date:
    """ "A call or receipt belongs to the company day of its instant"."""
    return instant.astimezone(SHANGHAI).date()


def whole_months(a: date, d: date) -> int:
    """§2.1: "12·Δyear + Δmonth, less 1 if d's day of the month is smaller than a's"."""
    return 12 * (d.year - a.year) + (d.month - a.month) - (1 if d.day < a.day else 0)
