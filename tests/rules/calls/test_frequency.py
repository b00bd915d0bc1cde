from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.rules.calls.frequency import KEYS, is_offered, too_often
from app.rules.defaults import DEFAULTS

SETTINGS = {key: DEFAULTS[key] for key in KEYS}
NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def hours_ago(*hours):
    return [NOW - n * HOUR for n in hours]


def test_the_third_call_within_24_hours_is_the_last():
    assert too_often(hours_ago(1, 2), NOW, SETTINGS) is None
    assert too_often(hours_ago(1, 2, 5), NOW, SETTINGS).code == "too_often_day"


def test_the_reason_names_when_it_may_ring_again():
    why = too_often(hours_ago(1, 2, 5), NOW, SETTINGS)
    assert why.params == {"calls": 3, "most": 3, "again_at": NOW + 19 * HOUR}
    assert too_often(hours_ago(1, 2, 5), why.params["again_at"], SETTINGS) is None


def test_a_call_24_hours_ago_counts_no_more():
    assert too_often(hours_ago(1, 2, 24), NOW, SETTINGS) is None


def test_ten_calls_within_30_days_are_the_most():
    dials = [NOW - n * 2 * DAY for n in range(1, 11)]
    assert too_often(dials[:9], NOW, SETTINGS) is None
    assert too_often(dials, NOW, SETTINGS).params["again_at"] == NOW + 10 * DAY


def test_a_call_logged_with_a_later_time_does_not_count_yet():
    assert too_often(hours_ago(-1, -2, -3), NOW, SETTINGS) is None


def test_a_lead_is_offered_while_one_of_its_numbers_may_ring():
    spent = hours_ago(1, 2, 3)
    assert is_offered([spent, []], NOW, SETTINGS)
    assert not is_offered([spent, spent], NOW, SETTINGS)


dials = st.lists(st.integers(0, 40 * 24 * 60).map(lambda m: NOW - timedelta(minutes=m)))


@given(dials)
def test_from_the_instant_named_it_is_allowed_by_the_same_limit(dials):
    why = too_often(dials, NOW, SETTINGS)
    if why is not None:
        later = too_often(dials, why.params["again_at"], SETTINGS)
        assert why.params["again_at"] > NOW
        assert later is None or later.code != why.code
