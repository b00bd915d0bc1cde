from datetime import UTC, date, datetime, timedelta

import pytest

from app.services.hand_outs import planning, runs
from app.services.leads import returns
from app.services.recycling import drops, wastage
from tests import builders
from tests.calls import call

pytestmark = pytest.mark.usefixtures("database")
MARCH = (date(2026, 3, 1), date(2026, 3, 31))


def march(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 3, day, hour - 8, tzinfo=UTC)


@pytest.fixture
def alice(set_clock):
    set_clock(march(2))
    return builders.person("alice", hired_on=date(2026, 2, 2))


@pytest.fixture
def leads(alice):
    """Five precise leads, handed out on Monday 2 March."""
    leads = [builders.lead(kind="precise") for _ in range(5)]
    runs.hand_out("morning", None, march(2))
    return leads


def test_what_becomes_of_each_hand_out_is_counted_once(alice, leads, set_clock):
    uncalled, tried, talked, once, returned = leads
    for hours in (2, 26, 50):
        call(tried, alice, at=march(2) + timedelta(hours=hours), connected=False)
    call(talked, alice, at=march(3, 11))
    call(once, alice, at=march(2, 11), connected=False)
    call(returned, alice, at=march(2, 11), connected=False)
    call(returned, alice, at=march(2, 12), connected=False, void=True)
    set_clock(march(3))
    returns.give_back(returned.id, alice.id, "other", "不好打")
    drops.recycle(march(4))
    drops.recycle(march(12))
    [line] = wastage.of_period(*MARCH)
    assert (line.name, line.handed_out, line.wasted, line.attempts) == ("Alice", 5, 1, 6)
    assert (line.worked, line.given_up) == (2, 2)


def test_it_counts_in_the_month_of_its_hand_out(alice, leads):
    drops.recycle(planning.at_morning(date(2026, 4, 1)))
    assert wastage.of_period(date(2026, 4, 1), date(2026, 4, 30)) == []
    [line] = wastage.of_period(*MARCH)
    assert line.wasted == 5


def test_whoever_has_it_next_answers_for_his_time_alone(alice, leads):
    bob = builders.person("bob", hired_on=date(2026, 2, 2))
    call(leads[0], bob, at=march(2, 11))
    drops.recycle(march(4))
    runs.hand_out("morning", None, march(4))
    call(leads[0], bob, at=march(4, 11))
    first, second = wastage.of_period(*MARCH)
    assert (first.name, first.wasted, first.attempts) == ("Alice", 5, 0)
    assert (second.name, second.wasted, second.attempts) == ("Bob", 0, 1)
