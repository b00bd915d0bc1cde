"""Somebody's made-up days of work, for tests: October and November 2026, whose weeks are plain."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from app.rules.days.shanghai import SHANGHAI
from app.rules.days.working_days import WorkingDays
from app.rules.signals.history import History

TODAY = date(2026, 11, 23)
PLAIN = WorkingDays()
HIRED = date(2026, 8, 3)


def clock(day: date, at: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(at), SHANGHAI)


def days_before(today: date = TODAY, many: int = 40, calendar: WorkingDays = PLAIN) -> list[date]:
    """So many working days before today, the last one first."""
    return [calendar.add(today, -n) for n in range(1, many + 1)]


def numbers(
    values: Sequence[int], days: Sequence[date] | None = None, calendar: WorkingDays = PLAIN
) -> dict[date, int]:
    """These numbers on the working days before today, written in the order of time: the last one is
    yesterday's."""
    days = days or days_before(many=len(values), calendar=calendar)
    return dict(zip(days, reversed(values), strict=False))


def history(**facts: Any) -> History:
    shipped = {"since": HIRED, "today": TODAY, "now": clock(TODAY, "09:00"), "calendar": PLAIN}
    return History(**{**shipped, **facts})


def dial(day: date, start: str, seconds: int = 60) -> tuple[datetime, datetime]:
    began = clock(day, start)
    return began, began + timedelta(seconds=seconds)
