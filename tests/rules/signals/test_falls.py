"""Numbers that fall below somebody's own: at the boundary, and not one step above it."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.days.working_days import HOLIDAY, MAKE_UP, WorkingDays
from app.rules.defaults import DEFAULTS
from app.rules.leads.quota import ABSENT, HALF
from app.rules.signals.falls import calls_fall, connect_rate_falls, follow_ups_late
from tests.rules.signals.histories import TODAY, days_before, history, numbers

THIRTY = [30] * 10
FRIDAY = date(2026, 11, 20)


def calls(*values: int, **facts: object):
    return calls_fall(history(calls=numbers(values), **facts), DEFAULTS)


def test_forty_percent_below_the_own_average_on_three_days_running_is_a_signal():
    found = calls(*THIRTY, 18, 18, 18)
    assert found.figures["days"] == [["2026-11-18", 18], ["2026-11-19", 18], ["2026-11-20", 18]]
    assert (found.figures["average"], found.figures["limit"]) == ("30", "18")
    assert (found.figures["percent"], found.figures["over"]) == (40, 10)
    assert len(found.figures["before"]) == 10


@pytest.mark.parametrize("last", [(19, 18, 18), (18, 19, 18), (18, 18, 19)])
def test_one_call_more_on_one_of_the_days_is_none(last):
    assert calls(*THIRTY, *last) is None


def test_the_average_is_of_the_days_before_so_that_the_fall_does_not_lower_it():
    """With the three days in it the average would be 24, and 18 no fall of 40 %."""
    assert calls(*THIRTY, 18, 18, 18)
    assert calls(*THIRTY, 0, 0, 0).figures["average"] == "30"


def test_an_average_that_is_no_whole_number_stays_exact():
    """Of 10 days 301 in all: 40 % below 30.1 is 18.06."""
    assert calls(*[30] * 9, 31, 18, 18, 18).figures["limit"] == "903/50"
    assert calls(*[30] * 9, 32, 19, 19, 19) is None


def test_today_is_not_over_and_does_not_count():
    made = numbers([*THIRTY, 18, 18, 18])
    assert calls_fall(history(calls={**made, TODAY: 90}), DEFAULTS)
    assert calls_fall(history(calls=numbers([*THIRTY, 30, 18, 18])), DEFAULTS) is None


def test_a_newcomer_has_no_average_yet():
    """Twelve days here are nine to compare with; the thirteenth makes ten."""
    made = numbers([*THIRTY, 5, 5, 5])
    days = days_before(many=13)
    assert calls_fall(history(calls=made, since=days[12]), DEFAULTS)
    assert calls_fall(history(calls=made, since=days[11]), DEFAULTS) is None


def test_who_never_called_falls_from_nothing():
    assert calls(*[0] * 13) is None


def away(days, half_days):
    """Thirty calls a day, none on these days, on which he is noted so."""
    made = numbers([30] * 20)
    return history(
        calls={**made, **dict.fromkeys(days, 0)}, half_days=dict.fromkeys(days, half_days)
    )


@pytest.mark.parametrize("half_days", [ABSENT, HALF])
def test_leave_is_no_fall(half_days):
    days = days_before(many=5)
    assert calls_fall(away(days, half_days), DEFAULTS) is None
    assert calls_fall(away(days, 2), DEFAULTS)


def test_days_around_leave_are_running():
    """Wednesday and Friday low, Thursday on leave, Tuesday low: three own days running."""
    days = days_before(many=14)
    made = numbers([*THIRTY, 9, 9, 0, 9], days)
    assert calls_fall(history(calls=made, half_days={days[1]: ABSENT}), DEFAULTS)


def test_a_holiday_is_no_fall_and_a_make_up_day_is_a_day_like_others():
    golden = [date(2026, 10, n) for n in range(1, 8)]
    saturday = date(2026, 10, 10)
    calendar = WorkingDays(published={**dict.fromkeys(golden, HOLIDAY), saturday: MAKE_UP})
    days = days_before(date(2026, 10, 12), 13, calendar)
    assert days[0] == saturday and not set(golden) & set(days)
    low, usual = numbers([*THIRTY, 9, 9, 9], days), numbers([30] * 13, days)
    facts = {"today": date(2026, 10, 12), "calendar": calendar}
    assert calls_fall(history(calls=low, **facts), DEFAULTS)
    assert calls_fall(history(calls=usual, **facts), DEFAULTS) is None
    assert calls_fall(history(calls=low | {saturday: 30}, **facts), DEFAULTS) is None


def test_calls_on_a_free_day_count_for_nothing():
    sunday = date(2026, 11, 22)
    assert calls_fall(history(calls=numbers([*THIRTY, 9, 9, 9]) | {sunday: 90}), DEFAULTS)


@given(
    st.lists(st.integers(0, 60), min_size=10, max_size=10),
    st.lists(st.integers(0, 60), min_size=3, max_size=3),
    st.integers(1, 100),
)
def test_it_says_what_the_rule_says(before, last, percent):
    found = calls_fall(
        history(calls=numbers([*before, *last])), {**DEFAULTS, "signals.fall_percent": percent}
    )
    limit = Fraction(sum(before), 10) * (100 - percent) / 100
    assert (found is not None) == (sum(before) > 0 and max(last) <= limit)


@given(st.lists(st.integers(0, 40), min_size=13, max_size=13), st.sets(st.integers(0, 12)))
def test_leave_put_in_anywhere_changes_nothing(values, gaps):
    """The same days of work with days of leave between them say the same."""
    without = calls(*values)
    days = days_before(many=26)
    leave = {days[2 * n] for n in gaps}
    worked = [day for day in days if day not in leave][:13]
    made = numbers(values, worked)
    with_leave = calls_fall(history(calls=made, half_days=dict.fromkeys(leave, ABSENT)), DEFAULTS)
    assert (without is None) == (with_leave is None)


RATES = [
    (connect_rate_falls, "connected", "calls"),
    (follow_ups_late, "in_time", "due"),
]


def rate(look, names, before, last, **facts):
    """Twenty days of `before`, then five of `last`, each as so many of so many."""
    (top, bottom), (was, of), (now, made) = names, before, last
    counts = {top: numbers([was] * 20 + [now] * 5), bottom: numbers([of] * 20 + [made] * 5)}
    return look(history(**counts, **facts), DEFAULTS)


@pytest.mark.parametrize(("look", *("top", "bottom")), RATES)
def test_a_rate_lower_by_a_third_is_a_signal(look, top, bottom):
    """15 of 30 before; a third less is 10 of 30, and 11 of 30 is not."""
    found = rate(look, (top, bottom), (15, 30), (10, 30))
    assert (found.figures["now"], found.figures["was"]) == ([50, 150], [300, 600])
    assert (found.figures["limit"], found.figures["part"]) == ("1/3", 3)
    assert (found.figures["first"], found.figures["last"]) == ("2026-11-16", "2026-11-20")
    assert rate(look, (top, bottom), (15, 30), (11, 30)) is None


@pytest.mark.parametrize(("look", *("top", "bottom")), RATES)
def test_one_connection_more_in_five_days_is_none(look, top, bottom):
    lows = numbers([15] * 20 + [10] * 4 + [11])
    made = numbers([30] * 25)
    assert look(history(**{top: lows, bottom: made}), DEFAULTS) is None


@pytest.mark.parametrize(("look", *("top", "bottom")), RATES)
def test_of_too_few_nothing_is_said(look, top, bottom):
    least = {"calls": 50, "due": 10}[bottom]
    each = least // 5
    assert rate(look, (top, bottom), (each, each), (0, each))
    assert rate(look, (top, bottom), (each, each), (0, each - 1)) is None


@pytest.mark.parametrize(("look", *("top", "bottom")), RATES)
def test_a_newcomer_has_no_rate_to_compare_with(look, top, bottom):
    days = days_before(many=25)
    assert rate(look, (top, bottom), (15, 30), (5, 30), since=days[24])
    assert rate(look, (top, bottom), (15, 30), (5, 30), since=days[23]) is None


@pytest.mark.parametrize(("look", *("top", "bottom")), RATES)
def test_what_falls_due_on_leave_is_left_out(look, top, bottom):
    days = days_before(many=30)
    leave = days[:5]
    counts = {
        top: numbers([15] * 25 + [0] * 5, days),
        bottom: numbers([30] * 30, days),
    }
    assert look(history(**counts), DEFAULTS)
    assert look(history(**counts, half_days=dict.fromkeys(leave, ABSENT)), DEFAULTS) is None


def test_who_never_reached_anybody_has_no_rate_that_falls():
    assert rate(connect_rate_falls, ("connected", "calls"), (0, 30), (0, 30)) is None


@given(st.integers(1, 30), st.integers(0, 30), st.integers(2, 10))
def test_a_rate_falls_by_one_part_of_itself_exactly(was, now, part):
    counts = {
        "connected": numbers([was] * 20 + [now] * 5),
        "calls": numbers([30] * 25),
    }
    found = connect_rate_falls(history(**counts), {**DEFAULTS, "signals.rate_part": part})
    assert (found is not None) == (now * part <= was * (part - 1))


def test_a_day_is_counted_once_however_the_clock_stands():
    assert len(history().worked()) == len(set(history().worked()))
    assert history(since=TODAY).worked() == []
    assert history(since=TODAY - timedelta(days=3)).worked() == [FRIDAY]
