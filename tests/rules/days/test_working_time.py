"""Working time is counted as if minute by minute (rules.md §6, speed to lead)."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.days.shanghai import SHANGHAI
from app.rules.days.working_days import WorkingDays
from app.rules.days.working_time import working_seconds

FRIDAY = datetime(2026, 11, 20, tzinfo=SHANGHAI)
MINUTE = timedelta(minutes=1)
CALENDAR = WorkingDays(exceptions={FRIDAY.date() + timedelta(days=4): "free"})


def hours(_day):
    return "09:00", "18:00"


def on(day, clock):
    hour, minute = map(int, clock.split(":"))
    return FRIDAY + timedelta(days=day, hours=hour, minutes=minute)


@pytest.mark.parametrize(
    ("arrived", "called", "minutes"),
    [
        ((0, "10:00"), (0, "10:07"), 7),
        ((0, "8:00"), (0, "9:07"), 7),
        ((0, "17:50"), (0, "19:00"), 10),
        ((0, "17:50"), (3, "9:05"), 15),  # over a weekend
        ((1, "12:00"), (2, "12:00"), 0),
        ((0, "22:00"), (3, "8:00"), 0),
        ((3, "17:59"), (5, "9:01"), 2),  # over a day that the company gave off
        ((0, "12:00"), (0, "11:00"), 0),
        ((0, "9:00"), (3, "18:00"), 18 * 60),
    ],
)
def test_only_the_hours_of_working_days_count(arrived, called, minutes):
    found = working_seconds(on(*arrived), on(*called), CALENDAR, hours)
    assert found == minutes * 60


def test_seconds_count():
    assert (
        working_seconds(on(0, "10:00"), on(0, "10:07") + timedelta(seconds=31), CALENDAR, hours)
        == 451
    )


def test_each_day_has_its_own_hours():
    def shorter(day):
        return ("10:00", "12:00") if day > FRIDAY.date() else hours(day)

    assert working_seconds(on(0, "17:00"), on(3, "11:00"), CALENDAR, shorter) == 2 * 3600


def minute_by_minute(start, end):
    found = 0
    while start < end:
        at = start.astimezone(SHANGHAI)
        found += CALENDAR.is_working(at.date()) and 9 <= at.hour < 18
        start += MINUTE
    return found


@given(first=st.integers(0, 7 * 1440), more=st.integers(-100, 5 * 1440))
def test_as_counted_minute_by_minute(first, more):
    start = FRIDAY + first * MINUTE
    end = start + more * MINUTE
    assert working_seconds(start, end, CALENDAR, hours) == 60 * minute_by_minute(start, end)
