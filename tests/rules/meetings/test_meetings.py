from datetime import date, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.days.working_days import FREE, HOLIDAY, MAKE_UP, WORK, WorkingDays
from app.rules.defaults import DEFAULTS
from app.rules.meetings import agenda, carrying, goals, kinds
from app.rules.meetings.carrying import Coming
from app.rules.meetings.kinds import EVENING, KINDS, MONTHLY, MORNING, WEEKLY

FESTIVAL = {date(2026, 10, n): HOLIDAY for n in range(1, 8)}
OCTOBER = WorkingDays(published={**FESTIVAL, date(2026, 10, 10): MAKE_UP})


def held(day: date, calendar: WorkingDays = OCTOBER) -> list[str]:
    return [one.kind for one in kinds.planned(day, day, calendar, DEFAULTS)]


def test_a_working_day_has_a_morning_and_an_evening_and_a_free_day_none():
    assert held(date(2026, 10, 12)) == [MORNING, EVENING]
    assert held(date(2026, 10, 5)) == held(date(2026, 10, 11)) == []
    assert held(date(2026, 10, 10)) == [MORNING, EVENING]


@pytest.mark.parametrize(
    ("calendar", "day"),
    [
        (OCTOBER, date(2026, 10, 16)),
        (OCTOBER, date(2026, 9, 30)),
        (WorkingDays(exceptions={date(2026, 10, 16): FREE}), date(2026, 10, 15)),
        (
            WorkingDays(
                exceptions={date(2026, 10, n): FREE for n in range(12, 17)}
                | {date(2026, 10, 17): WORK}
            ),
            date(2026, 10, 17),
        ),
    ],
)
def test_the_weekly_one_is_on_friday_or_the_working_day_nearest_before_else_after(calendar, day):
    assert WEEKLY in held(day, calendar)
    monday = day - timedelta(days=day.weekday())
    week = [monday + timedelta(days=n) for n in range(7)]
    assert sum(WEEKLY in held(one, calendar) for one in week) == 1


def test_the_monthly_one_is_on_the_last_working_day():
    assert MONTHLY in held(date(2026, 10, 30))
    assert MONTHLY not in held(date(2026, 10, 29))


def test_times_and_lengths_are_settings():
    chosen = DEFAULTS | {"meetings.morning.at": "08:50", "meetings.morning.minutes": 10}
    (morning, *_) = kinds.planned(date(2026, 10, 12), date(2026, 10, 12), OCTOBER, chosen)
    assert (morning.at, morning.minutes) == (time(8, 50), 10)


@given(st.sampled_from(KINDS), st.integers(5, 120))
def test_an_agenda_fills_its_minutes_and_no_point_is_without(kind, minutes):
    found = agenda.points(kind, minutes)
    assert sum(one.minutes for one in found) == minutes
    assert min(one.minutes for one in found) >= 1
    assert agenda.from_json(agenda.as_json(found)) == found


@pytest.mark.parametrize("kind", KINDS)
def test_as_shipped_an_agenda_is_as_long_as_its_meeting(kind):
    minutes = DEFAULTS[f"meetings.{kind}.minutes"]
    assert [one.minutes for one in agenda.points(kind, minutes)] == [
        n for _, n in agenda.POINTS[kind]
    ]


def test_what_is_up_for_the_third_time_and_open_must_be_decided():
    coming = [Coming(1, 2, 2), Coming(2, 3, 3), Coming(3, 5, 1), Coming(4, 4, 4)]
    assert carrying.undecided(coming, {1, 2, 3}, 3) == [2]


def test_age_is_in_working_days():
    assert carrying.age(date(2026, 9, 30), date(2026, 9, 30), OCTOBER) == 0
    assert carrying.age(date(2026, 9, 30), date(2026, 10, 10), OCTOBER) == 3


@pytest.mark.parametrize(
    ("target", "reached", "days", "asked"),
    [(120, 0, 20, 600), (120, 1, 20, 600), (120, 120, 3, 0), (120, 130, 3, 0), (7, 0, 2, 400)],
)
def test_a_goal_is_what_is_left_over_the_days_left_in_whole_units(target, reached, days, asked):
    assert goals.suggested(Fraction(target), Fraction(reached), days) == asked


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(1, 25))
def test_who_meets_each_suggestion_meets_the_target(target, reached, days):
    so_far = Fraction(reached)
    for left in range(days, 0, -1):
        so_far += Fraction(goals.suggested(Fraction(target), so_far, left), 100)
    assert so_far >= target


def test_half_a_day_asks_for_half_of_the_calls():
    assert [goals.calls(30, half) for half in (0, 1, 2)] == [0, 1500, 3000]
    assert goals.calls(25, 1) == 1300
