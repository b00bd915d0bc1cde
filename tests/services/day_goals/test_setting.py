from datetime import date
from fractions import Fraction

import pytest

from app.rules.measures import periods
from app.services.calls import sheet
from app.services.day_goals import reaching, setting
from app.services.people import presence
from app.services.targets.setting import Owner
from app.services.targets.setting import put as aim
from tests import builders, calls, sales
from tests.queries import queries_of
from tests.services.refusals import refused

TODAY = date(2026, 11, 23)
MONTH = periods.read("2026-11")


@pytest.fixture
def alice(database, set_clock):
    return builders.person("alice", team=builders.team())


@pytest.fixture
def boss(alice):
    return builders.person("boss", "manager")


def offered(person):
    return setting.suggested([person.id], TODAY)


def test_calls_are_the_houses_number_and_half_of_it_for_half_a_day(alice):
    assert offered(alice)[alice.id, "calls"].hundredths == 3000
    presence.note(alice.id, TODAY, TODAY, 1, reason="", by_id=None)
    assert offered(alice)[alice.id, "calls"].hundredths == 1500
    presence.note(alice.id, TODAY, TODAY, 0, reason="", by_id=None)
    assert offered(alice) == {}


def test_a_share_of_what_is_left_of_the_months_target(alice, boss):
    """November 2026 has six working days left from the 23rd on: 23 to 27, and 30."""
    aim(Owner("person", alice.id), "amount", MONTH, 80_000_00, by_id=boss.id)
    sales.sale(alice, 20_000_00, boss, day=date(2026, 11, 20))
    sales.sale(alice, 9_000_00, boss, day=TODAY)
    found = offered(alice)[alice.id, "amount"]
    assert (found.target, found.reached, found.days_left) == (80_000, 20_000, 6)
    assert found.hundredths == 10_000_00


def test_a_target_reached_asks_for_nothing(alice, boss):
    aim(Owner("person", alice.id), "deals", MONTH, 100, by_id=boss.id)
    sales.sale(alice, 20_000_00, boss, day=date(2026, 11, 20))
    assert offered(alice)[alice.id, "deals"].hundredths == 0


def test_it_stands_on_the_sheet_with_what_is_reached(alice, boss):
    numbers = {(alice.id, "calls"): 2500, (alice.id, "workload"): 300, (alice.id, "amount"): 500_00}
    setting.put(numbers, TODAY, boss.id)
    calls.call(builders.lead(owner=alice), alice)
    found = {one.measure: (one.target, one.actual) for one in sheet.of(alice.id).goals}
    assert found == {
        "calls": (25, None),
        "workload": (3, 1),
        "amount": (Fraction(500_00), 0),
    }


def test_who_has_no_goal_costs_one_question(alice):
    number = alice.id
    assert (
        queries_of(lambda: reaching.of(number, TODAY)) <= 2
    )  # with the beginning of a transaction


def test_nought_takes_a_goal_back_and_the_past_has_none(alice, boss):
    setting.put({(alice.id, "calls"): 2500}, TODAY, boss.id)
    setting.put({(alice.id, "calls"): 0}, TODAY, boss.id)
    assert setting.of_day([alice.id], TODAY) == {}
    past = date(2026, 11, 20)
    assert refused(setting.put, {(alice.id, "calls"): 100}, past, boss.id) == "goal_past"
    assert refused(setting.put, {(alice.id, "wastage"): 100}, TODAY, boss.id) == "goal_measure"
