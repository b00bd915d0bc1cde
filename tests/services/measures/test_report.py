"""A report says what the rows say, for each and for all together (rules.md §6)."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from app import clock
from app.models.visible import ALL, OWN, TEAM
from app.rules.measures import periods
from app.services.measures import report
from app.services.measures.report import Asked
from app.services.targets import setting
from app.services.targets.setting import Owner
from tests import builders, calls

pytestmark = pytest.mark.usefixtures("database", "set_clock")
MONTH = periods.containing("month", date(2026, 11, 23))


@pytest.fixture
def team():
    return builders.team("一队")


@pytest.fixture
def alice(team):
    return builders.person("alice", team=team)


@pytest.fixture
def bob(team):
    return builders.person("bob", team=team)


def asked(**facts):
    return report.of(Asked(**{"period": MONTH, "by": "person", "first": "calls", **facts}))


def test_who_did_most_is_first_and_equals_share_a_place(alice, bob):
    carol = builders.person("carol")
    lead = builders.lead(owner=alice)
    for who, n in ((alice, 1), (bob, 2), (carol, 1)):
        for _ in range(n):
            calls.call(lead, who)
    found = [(one.name, one.place, one.now["calls"]) for one in asked().lines]
    assert found == [("Bob", 1, 2), ("Alice", 2, 1), ("Carol", 2, 1)]


def test_who_has_no_value_comes_last(alice, bob):
    calls.call(builders.lead(owner=alice), alice, connected=False, disposition="no_answer")
    first, last = asked(first="connect_rate").lines
    assert (first.name, first.now["connect_rate"]) == ("Alice", 0)
    assert (last.name, last.now["connect_rate"]) == ("Bob", None)


def test_two_who_reached_one_customer_reached_one_together(alice, bob, team):
    lead = builders.lead(owner=alice)
    for who in (alice, bob):
        calls.call(lead, who, wechat="added")
    found = asked(by="team")
    assert [one.now["wechat_rate"] for one in (*found.lines, found.whole)] == [1, 1]


def test_beside_it_stands_the_period_before(alice):
    lead = builders.lead(owner=alice)
    calls.call(lead, alice)
    for _ in range(3):
        calls.call(lead, alice, at=clock.now() - timedelta(days=30))
    (line,) = asked().lines
    assert (line.now["calls"], line.before["calls"]) == (1, 3)


def test_the_target_stands_in_the_unit_of_its_measure(alice, team):
    boss = builders.person("boss", "manager").id
    for owner, measure, hundredths in (
        (Owner("person", alice.id), "amount", 50_000_00),
        (Owner("person", alice.id), "conversion", 15_00),
        (Owner("person", alice.id), "deals", 2_50),
        (Owner("team", team.id), "amount", 90_000_00),
    ):
        setting.put(owner, measure, MONTH, hundredths, by_id=boss)
    (line,) = asked(first="amount").lines
    assert line.targets == {
        "amount": 50_000_00,
        "conversion": Fraction(15, 100),
        "deals": Fraction(5, 2),
    }
    assert asked(within=("team", team.id)).whole.targets == {"amount": 90_000_00}


def test_each_sees_as_far_as_he_may(alice, bob, team):
    outsider = builders.person("carol")
    for who in (alice, bob, outsider):
        calls.call(builders.lead(owner=who), who)
    for who, reach, seen in (
        (alice, ALL, 3),
        (alice, TEAM, 2),
        (alice, OWN, 1),
        (alice, "group", 1),
        (outsider, TEAM, 1),
    ):
        found = asked(within=report.within(who.id, reach))
        assert (len(found.lines), found.whole.now["calls"]) == (seen, seen)
