from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.rules.calls.times import Tap, call_time, is_skew_shown
from app.rules.defaults import DEFAULTS

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def test_within_a_page_session_it_is_the_servers_now_less_the_age():
    found = call_time(Tap(NOW + 3 * HOUR, age_ms=60_000, sent_at=NOW), NOW)
    assert (found.value, found.method) == (NOW - MINUTE, "age")
    assert found.skew_s == (3 * HOUR + MINUTE).total_seconds()


def test_after_a_reload_the_devices_clock_is_corrected_by_its_offset():
    found = call_time(Tap(NOW + 2 * HOUR, sent_at=NOW + 3 * HOUR), NOW)
    assert (found.value, found.method) == (NOW - HOUR, "offset")
    assert found.skew_s == 3 * 3600


def test_without_an_offset_the_devices_clock_is_taken_and_its_skew_is_unknown():
    found = call_time(Tap(NOW - HOUR), NOW)
    assert (found.value, found.method, found.skew_s) == (NOW - HOUR, "device", None)


def test_no_call_is_later_than_its_receipt():
    found = call_time(Tap(NOW + HOUR), NOW)
    assert (found.value, found.limited_by) == (NOW, "receipt")


def test_no_call_is_earlier_than_the_devices_previous_record():
    found = call_time(Tap(NOW - HOUR), NOW, previous_at=NOW - MINUTE)
    assert (found.value, found.limited_by) == (NOW - MINUTE, "previous")


def test_a_negative_age_is_no_age():
    assert call_time(Tap(NOW, age_ms=-5), NOW).method == "device"


def test_an_age_beyond_all_reckoning_counts_as_the_time_of_receipt():
    found = call_time(Tap(NOW, age_ms=10**18), NOW)
    assert (found.value, found.method) == (NOW, "receipt")


def test_more_than_two_minutes_of_skew_are_shown():
    shown = [is_skew_shown(s, DEFAULTS) for s in (None, 120, -120, 121, -121)]
    assert shown == [False, False, False, True, True]


instants = st.integers(-(10**6), 10**6).map(lambda s: NOW + timedelta(seconds=s))
taps = st.builds(Tap, instants, st.none() | st.integers(-5, 10**9), st.none() | instants)


@given(taps, st.none() | st.integers(0, 10**6).map(lambda s: NOW - timedelta(seconds=s)))
def test_whatever_the_device_says_the_time_lies_between_its_limits(tap, previous):
    found = call_time(tap, NOW, previous)
    assert found.value <= NOW
    assert previous is None or found.value >= previous
