"""When calls are answered and how far customers came, against plain counting (rules.md §6)."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import clock
from app.rules.measures import periods
from app.services.measures import hours
from app.services.measures.hours import Cell, Funnel
from tests import builders, calls

pytestmark = pytest.mark.usefixtures("database", "set_clock")
YEAR = periods.containing("year", date(2026, 1, 1))


def test_a_call_counts_in_its_weekday_and_half_hour_in_shanghai():
    alice = builders.person("alice")
    lead = builders.lead(owner=alice)
    monday = datetime(2026, 11, 23, tzinfo=clock.SHANGHAI)
    for hour, minute, connected in ((0, 0, True), (9, 29, True), (9, 29, False), (9, 30, True)):
        at = monday + timedelta(hours=hour, minutes=minute)
        calls.call(lead, alice, at=at, connected=connected)
    sunday = monday - timedelta(seconds=1)
    calls.call(lead, alice, at=sunday)
    calls.call(lead, alice, at=monday, direction="in")
    calls.call(lead, alice, at=monday, void=True)
    assert hours.of(YEAR, None) == {
        (0, 0): Cell(1, 1),
        (0, 18): Cell(2, 1),
        (0, 19): Cell(1, 1),
        (6, 47): Cell(1, 1),
    }


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seconds=st.lists(st.integers(0, 363 * 86_400), min_size=1, max_size=6))
def test_every_moment_falls_where_the_clock_on_the_wall_says(fresh, seconds):
    fresh()
    alice = builders.person("alice")
    lead, expected = builders.lead(owner=alice), Counter()
    for one in seconds:
        at = datetime(2026, 1, 1, tzinfo=clock.SHANGHAI) + timedelta(seconds=one)
        calls.call(lead, alice, at=at)
        expected[at.weekday(), at.hour * 2 + at.minute // 30] += 1
    assert {key: cell.calls for key, cell in hours.of(YEAR, None).items()} == expected


def test_each_customer_counts_once_at_each_step():
    alice, bob = builders.person("alice"), builders.person("bob")
    one, other = builders.lead(owner=alice), builders.lead("李雷", owner=alice)
    for who in (alice, bob):
        calls.call(one, who, grade="A")
    calls.call(other, alice, connected=False, disposition="no_answer")
    assert hours.funnel(YEAR, None) == Funnel(called=2, reached=1, interested=1, won=0)
    assert hours.funnel(YEAR, ("person", bob.id)) == Funnel(1, 1, 1, 0)
