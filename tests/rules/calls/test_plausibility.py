from datetime import UTC, datetime, timedelta

from app.rules.calls.plausibility import KEYS, Span, flags
from app.rules.defaults import DEFAULTS

SETTINGS = {key: DEFAULTS[key] for key in KEYS}
NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)


def span(seconds_ago=0, duration_s=60, connected=False):
    return Span(NOW - timedelta(seconds=seconds_ago), duration_s, connected)


def test_an_ordinary_call_is_not_flagged():
    assert flags(span(), [span(300)], SETTINGS) == ()


def test_it_overlaps_when_it_begins_before_the_previous_one_is_over():
    assert flags(span(), [span(300, 301)], SETTINGS) == ("overlap",)
    assert flags(span(), [span(300, 300)], SETTINGS) == ()


def test_only_the_previous_call_can_be_overlapped():
    assert flags(span(), [span(3000, 4000), span(300, 60), span(-10, 60)], SETTINGS) == ()


def test_connected_under_five_seconds_is_odd():
    assert flags(span(duration_s=4, connected=True), [], SETTINGS) == ("short",)
    assert flags(span(duration_s=5, connected=True), [], SETTINGS) == ()
    assert flags(span(duration_s=4, connected=False), [], SETTINGS) == ()
    assert flags(span(duration_s=None, connected=True), [], SETTINGS) == ()


def test_the_fifth_call_within_a_minute_is_a_burst():
    earlier = [span(n, 1) for n in (10, 20, 30, 59)]
    assert flags(span(), earlier, SETTINGS) == ("burst",)
    assert flags(span(), [*earlier[:3], span(60, 1)], SETTINGS) == ()
