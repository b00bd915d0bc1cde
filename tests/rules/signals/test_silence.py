"""What does not come: the first call of a window, a deal."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules import signals
from app.rules.days.working_days import HOLIDAY, MAKE_UP, WorkingDays
from app.rules.defaults import DEFAULTS
from app.rules.leads.quota import ABSENT, FULL, HALF
from app.rules.signals.silence import no_deal, no_first_call
from tests.rules.signals.histories import TODAY, clock, days_before, dial, history, numbers

FRIDAY = date(2026, 11, 20)
CALLED = numbers([30] * 10)


def at(moment: str, *dials, **facts):
    """How it stands on Monday at this time, with these calls out."""
    shipped = {"calls": CALLED, "now": clock(TODAY, moment), "dials": dials}
    return no_first_call(history(**{**shipped, **facts}), DEFAULTS)


def test_no_call_in_the_first_45_minutes_of_a_window_is_a_signal():
    found = at("11:15").figures
    assert found == {"day": "2026-11-23", "windows": ["10:30"], "minutes": 45}
    assert at("16:15").figures["windows"] == ["10:30", "15:30"]


def test_one_minute_before_they_are_over_yesterday_still_speaks():
    friday = dial(FRIDAY, "10:40"), dial(FRIDAY, "15:40")
    assert at("11:14", *friday) is None
    assert at("11:14", friday[0]).figures == {
        "day": "2026-11-20",
        "windows": ["15:30"],
        "minutes": 45,
    }


@pytest.mark.parametrize(
    ("start", "seconds", "silent"),
    [
        ("10:30", 0, False),
        ("11:14", 0, False),
        ("11:15", 0, True),
        ("10:29", 59, True),
        ("10:29", 60, False),
        ("10:00", 3600, False),
    ],
)
def test_a_call_of_the_first_minutes_begins_before_they_end_or_goes_on_into_them(
    start, seconds, silent
):
    assert (at("12:00", dial(TODAY, start, seconds)) is not None) == silent


@pytest.mark.parametrize(("half_days", "silent"), [(FULL, True), (HALF, False), (ABSENT, False)])
def test_who_is_away_or_here_for_half_a_day_is_not_looked_at(half_days, silent):
    friday = dial(FRIDAY, "10:40"), dial(FRIDAY, "15:40")
    found = at("16:20", *friday, half_days={TODAY: half_days})
    assert (found is not None) == silent


def test_a_free_day_has_no_windows_and_a_make_up_day_has():
    sunday = date(2026, 11, 22)
    calm = {"today": sunday, "now": clock(sunday, "17:00")}
    friday = dial(FRIDAY, "10:40"), dial(FRIDAY, "15:40")
    assert no_first_call(history(calls=CALLED, dials=friday, **calm), DEFAULTS) is None
    works = WorkingDays(published={sunday: MAKE_UP})
    assert no_first_call(history(calls=CALLED, dials=friday, calendar=works, **calm), DEFAULTS)


def test_who_has_not_begun_to_call_is_not_looked_at():
    assert at("17:00", calls={}) is None
    assert at("17:00", calls={TODAY: 3}) is None
    assert at("17:00", calls={FRIDAY: 1})


def test_without_windows_there_is_nothing_to_look_at():
    moment = history(calls=CALLED, now=clock(TODAY, "17:00"))
    assert no_first_call(moment, {**DEFAULTS, "calls.windows": []}) is None


def deal(last=None, **facts):
    return no_deal(history(last_deal=last, **facts), DEFAULTS)


def test_no_deal_for_fifteen_working_days_is_a_signal():
    days = days_before(many=17)
    assert deal(days[14]) is None
    found = deal(days[15]).figures
    assert found == {
        "last": days[15].isoformat(),
        "first": days[14].isoformat(),
        "days": 15,
        "limit": 15,
    }


def test_a_newcomers_days_count_from_his_first():
    days = days_before(many=15)
    assert deal(since=days[13]) is None
    assert deal(since=days[14]).figures["last"] is None


def test_leave_does_not_count_and_half_a_day_does():
    days = days_before(many=16)
    assert deal(days[15], half_days={days[3]: ABSENT}) is None
    assert deal(days[15], half_days={days[3]: HALF})


def test_holidays_do_not_count_and_make_up_days_do():
    days = days_before(many=16)
    assert deal(days[15], calendar=WorkingDays(published={days[3]: HOLIDAY})) is None
    saturday = WorkingDays(published={days[3]: HOLIDAY, date(2026, 11, 21): MAKE_UP})
    assert deal(days[15], calendar=saturday)


def test_a_deal_today_ends_it():
    assert deal(TODAY) is None


@given(
    st.sets(st.integers(0, 29)), st.sets(st.integers(0, 29)), st.integers(0, 30), st.integers(1, 30)
)
def test_own_days_of_work_since_the_last_deal_are_what_counts(leave, free, last, limit):
    days = days_before(many=31)
    facts = {
        "half_days": {days[n]: ABSENT for n in leave},
        "calendar": WorkingDays(published={days[n]: HOLIDAY for n in free}),
    }
    found = no_deal(
        history(last_deal=days[last], **facts), {**DEFAULTS, "signals.no_deal_days": limit}
    )
    worked = len(set(range(last)) - leave - free)
    assert (found.figures["days"] if found else None) == (worked if worked >= limit else None)


@given(st.lists(st.integers(9 * 60, 18 * 60 - 1), max_size=4))
def test_a_window_is_silent_if_no_call_lies_in_its_first_minutes(minutes):
    dials = [dial(TODAY, f"{m // 60:02}:{m % 60:02}", 0) for m in minutes]
    found = at("18:00", *dials)
    silent = [
        f"{start // 60}:{start % 60}"
        for start in (10 * 60 + 30, 15 * 60 + 30)
        if not any(start <= m < start + 45 for m in minutes)
    ]
    assert (found.figures["windows"] if found else []) == silent


def test_who_works_as_ever_gives_no_signal_at_all():
    usual = numbers([30] * 30)
    good = {"connected": numbers([12] * 30), "due": usual, "in_time": numbers([28] * 30)}
    dials = dial(TODAY, "10:31"), dial(TODAY, "15:31")
    now = clock(TODAY, "18:00")
    facts = {"calls": usual, **good, "dials": dials, "last_deal": FRIDAY, "now": now}
    assert signals.found(history(**facts), DEFAULTS) == []


def test_who_needs_help_gives_each_once():
    low = {"calls": numbers([30] * 27 + [10] * 3), "connected": numbers([15] * 25 + [1] * 5)}
    late = {"due": numbers([6] * 30), "in_time": numbers([6] * 25 + [2] * 5)}
    found = signals.found(history(**low, **late, now=clock(TODAY, "18:00")), DEFAULTS)
    assert sorted(one.code for one in found) == sorted(signals.CODES)


def test_a_history_reaches_back_as_far_as_the_longest_look():
    assert signals.days_needed(DEFAULTS) == 25
    assert signals.days_needed({**DEFAULTS, "signals.no_deal_days": 40}) == 40
