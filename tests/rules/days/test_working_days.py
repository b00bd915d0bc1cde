from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.days.working_days import ALTERNATING, ONE_FREE_DAY, Weekly, WorkingDays

NATIONAL_DAY, MAKE_UP_SATURDAY = date(2026, 10, 1), date(2026, 10, 10)
PUBLISHED = {date(2026, 10, d): "holiday" for d in range(1, 8)} | {MAKE_UP_SATURDAY: "make_up"}
FRIDAY, SATURDAY, SUNDAY = date(2026, 3, 6), date(2026, 3, 7), date(2026, 3, 8)

plain = WorkingDays()
calendar = WorkingDays(published=PUBLISHED, published_years=frozenset({2026}))
days = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def test_two_free_days_by_default():
    assert [plain.is_working(day) for day in (FRIDAY, SATURDAY, SUNDAY)] == [True, False, False]


def test_one_free_day():
    one = WorkingDays(ONE_FREE_DAY)
    assert [one.is_working(day) for day in (FRIDAY, SATURDAY, SUNDAY)] == [True, True, False]


def test_one_and_two_free_days_in_turn_from_the_anchor_week_on_and_back():
    turns = WorkingDays(ALTERNATING, anchor=date(2026, 3, 4))
    saturdays = [SATURDAY + timedelta(weeks=n) for n in (-2, -1, 0, 1, 2)]
    assert [turns.is_working(day) for day in saturdays] == [False, True, False, True, False]
    assert not turns.is_working(SUNDAY)


def test_alternating_weeks_need_an_anchor():
    with pytest.raises(ValueError, match="anchor"):
        WorkingDays(ALTERNATING)


def test_an_unknown_pattern_is_refused():
    with pytest.raises(ValueError, match="pattern"):
        WorkingDays("four_day_week")


def test_a_public_holiday_is_free_and_its_make_up_day_works():
    assert not calendar.is_working(NATIONAL_DAY)
    assert calendar.is_working(MAKE_UP_SATURDAY)


def test_a_company_exception_beats_the_published_calendar():
    own = WorkingDays(
        published=PUBLISHED, exceptions={NATIONAL_DAY: "work", MAKE_UP_SATURDAY: "free"}
    )
    assert own.is_working(NATIONAL_DAY)
    assert not own.is_working(MAKE_UP_SATURDAY)


def test_a_year_not_published_follows_the_pattern_and_says_so():
    assert calendar.is_working(date(2027, 10, 1))
    assert calendar.is_guessed(date(2027, 10, 1))
    assert not calendar.is_guessed(NATIONAL_DAY)


def test_a_company_exception_in_a_year_not_published_is_no_guess():
    own = WorkingDays(exceptions={date(2027, 10, 1): "free"})
    assert not own.is_guessed(date(2027, 10, 1))


def test_next_and_previous_step_over_the_holiday():
    assert calendar.next(date(2026, 9, 30)) == date(2026, 10, 8)
    assert calendar.previous(date(2026, 10, 8)) == date(2026, 9, 30)
    assert calendar.on_or_after(NATIONAL_DAY) == date(2026, 10, 8)


def test_the_second_working_day_after_friday_is_tuesday():
    assert plain.add(FRIDAY, 2) == date(2026, 3, 10)
    assert plain.add(SATURDAY, 2) == date(2026, 3, 10)
    assert plain.add(SUNDAY, -1) == FRIDAY
    assert plain.add(SUNDAY, 0) == SUNDAY


def test_october_2026_has_18_working_days():
    assert calendar.count(date(2026, 10, 1), date(2026, 10, 31)) == 18
    assert calendar.count(date(2026, 10, 31), date(2026, 10, 1)) == 0


def test_the_last_working_day_of_a_month():
    assert calendar.last_of_month(date(2026, 10, 8)) == date(2026, 10, 30)
    assert calendar.last_of_month(date(2026, 9, 1)) == date(2026, 9, 30)


@given(days, st.integers(1, 40))
def test_adding_n_passes_n_working_days(day, n):
    reached = calendar.add(day, n)
    assert calendar.is_working(reached)
    assert calendar.count(day + timedelta(days=1), reached) == n


@given(days)
def test_previous_undoes_next(day):
    assert calendar.previous(calendar.next(day)) <= day < calendar.next(day)


def test_a_weekly_pattern_holds_from_its_day_on_and_the_past_stays():
    changed = WorkingDays(changes=[(FRIDAY, Weekly(ONE_FREE_DAY))])
    assert [changed.is_working(SATURDAY + timedelta(weeks=n)) for n in (-1, 0, 1)] == [
        False,
        True,
        True,
    ]
    assert changed.count(SATURDAY - timedelta(weeks=1), SATURDAY) == 6


@given(days, days, st.sampled_from([ONE_FREE_DAY, ALTERNATING]))
def test_a_change_of_pattern_changes_no_day_before_it(day, since, pattern):
    changed = WorkingDays(changes=[(since, Weekly(pattern, since))])
    before = changed.is_working(day) == plain.is_working(day)
    assert (
        before if day < since else changed.is_working(day) == Weekly(pattern, since).is_working(day)
    )
