from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.calls import windows
from app.rules.days.shanghai import SHANGHAI, at, day_of
from app.rules.days.working_days import WorkingDays
from app.rules.defaults import DEFAULTS

FRIDAY, SATURDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 23)
SETTINGS = {key: DEFAULTS[key] for key in windows.KEYS}
HOUSE = (WorkingDays(), SETTINGS)


def shanghai(instant):
    return instant.astimezone(SHANGHAI).strftime("%m-%d %H:%M")


def test_inside_a_window_it_tells_the_minutes_left():
    now = windows.window_now(at(FRIDAY, "11:18"), *HOUSE)
    assert (now.minutes_left, now.why.code) == (42, "window_open")
    assert now.why.params == {"minutes": 42, "until": at(FRIDAY, "12:00")}


def test_a_minute_begun_is_a_minute_left():
    assert windows.window_now(at(FRIDAY, "11:59:30"), *HOUSE).minutes_left == 1


@pytest.mark.parametrize(
    ("day", "clock", "code", "next_start"),
    [
        (FRIDAY, "08:00", "window_later", "11-20 10:30"),
        (FRIDAY, "10:30", "window_open", "11-20 15:30"),
        (FRIDAY, "12:00", "window_later", "11-20 15:30"),
        (FRIDAY, "15:30", "window_open", "11-23 10:30"),
        (FRIDAY, "17:30", "window_later", "11-23 10:30"),
        (SATURDAY, "11:00", "window_free_day", "11-23 10:30"),
    ],
)
def test_where_an_instant_stands_and_which_window_is_next(day, clock, code, next_start):
    now = windows.window_now(at(day, clock), *HOUSE)
    assert (now.why.code, shanghai(now.next_start)) == (code, next_start)


def test_without_windows_the_hours_for_calling_are_one():
    settings = SETTINGS | {"calls.windows": []}
    now = windows.window_now(at(FRIDAY, "13:00"), WorkingDays(), settings)
    assert now.window == (at(FRIDAY, "09:00"), at(FRIDAY, "20:00"))


@pytest.mark.parametrize(
    ("day", "clock", "code"),
    [
        (FRIDAY, "08:59", "cold_call_quiet_hours"),
        (FRIDAY, "09:00", None),
        (FRIDAY, "19:59", None),
        (FRIDAY, "20:00", "cold_call_quiet_hours"),
        (SATURDAY, "11:00", "cold_call_free_day"),
    ],
)
def test_a_cold_call_asks_for_a_reason_in_quiet_hours_and_on_days_off(day, clock, code):
    why = windows.reason_needed(at(day, clock), *HOUSE)
    assert (why and why.code) == code


@pytest.mark.parametrize(
    ("clock", "retry"),
    [
        ("09:10", "11-20 10:30"),
        ("10:40", "11-20 15:30"),
        ("13:00", "11-20 15:30"),
        ("16:00", "11-23 10:30"),
    ],
)
def test_another_window_is_not_that_of_the_call(clock, retry):
    assert shanghai(windows.another_window(at(FRIDAY, clock), *HOUSE)) == retry


@pytest.mark.parametrize(
    ("clock", "retry"),
    [
        ("10:40", "11-20 11:10"),
        ("11:45", "11-20 15:30"),
        ("17:15", "11-20 17:45"),
        ("19:50", "11-23 10:30"),
    ],
)
def test_a_busy_number_is_tried_later_today(clock, retry):
    assert shanghai(windows.later_today(at(FRIDAY, clock), *HOUSE)) == retry


def test_tomorrow_is_the_next_working_day():
    assert shanghai(windows.tomorrow(at(FRIDAY, "16:00"), *HOUSE)) == "11-23 10:30"


proposals = st.sampled_from([windows.another_window, windows.later_today, windows.tomorrow])
minutes = st.integers(0, 14 * 24 * 60 - 1)


@given(proposals, minutes)
def test_a_retry_lies_ahead_and_in_no_quiet_hours(propose, minute):
    now = at(FRIDAY, "00:00") + minute * windows.ONE_MINUTE
    retry = propose(now, *HOUSE)
    assert retry > now
    early = at(day_of(retry), "09:00")
    assert propose is windows.later_today or early <= retry < at(day_of(retry), "20:00")
