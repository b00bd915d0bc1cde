"""The four kinds of meetings, and on which days each is held (rules.md §9)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from app.rules.days.working_days import WorkingDays

MORNING, EVENING, WEEKLY, MONTHLY = KINDS = ("morning", "evening", "weekly", "monthly")
ABOVE = {MORNING: WEEKLY, EVENING: WEEKLY, WEEKLY: MONTHLY, MONTHLY: MONTHLY}
WEEKDAY, AHEAD = "meetings.weekly.weekday", "meetings.ahead_days"
KEYS = (
    *(f"meetings.{kind}.{fact}" for kind in KINDS for fact in ("at", "minutes")),
    WEEKDAY,
    AHEAD,
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting that the calendar asks for: when it begins, and how many minutes it has."""

    kind: str
    day: date
    at: time
    minutes: int


def planned(
    first: date, last: date, calendar: WorkingDays, chosen: Mapping[str, Any]
) -> list[Planned]:
    """The meetings of these days in their order, as settings and calendar stand (rules.md §9)."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    found = [
        one(kind, day, chosen) for day in days for kind in held_on(day, calendar, chosen[WEEKDAY])
    ]
    return sorted(found, key=lambda meeting: (meeting.day, meeting.at))


def one(kind: str, day: date, chosen: Mapping[str, Any]) -> Planned:
    at = time.fromisoformat(chosen[f"meetings.{kind}.at"])
    return Planned(kind, day, at, chosen[f"meetings.{kind}.minutes"])


def held_on(day: date, calendar: WorkingDays, weekday: str) -> Iterator[str]:
    """Which kinds there are on a day: none on a free one."""
    if not calendar.is_working(day):
        return
    yield from (MORNING, EVENING)
    if day == week_closes(day, calendar, weekday):
        yield WEEKLY
    if day == calendar.last_of_month(day):
        yield MONTHLY


def week_closes(day: date, calendar: WorkingDays, weekday: str) -> date | None:
    """The day of the weekly meeting in this day's week: the chosen weekday, the last working
    day before it where it is free, else the first one after it (rules.md §9; Friday)."""
    monday = day - timedelta(days=day.weekday())
    week = [monday + timedelta(days=n) for n in range(len(WEEKDAYS))]
    asked = WEEKDAYS.index(weekday)
    before, after = week[asked::-1], week[asked + 1 :]
    return next((one for one in [*before, *after] if calendar.is_working(one)), None)
