"""How many calls people were to make: 30 for each working day they were here (rules.md §6)."""

from datetime import date
from fractions import Fraction

import pytest

from app.models import Membership, Presence
from app.rules.measures import periods
from app.services import settings
from app.services.measures import attending, counting
from app.services.measures.cutting import Cut
from tests import builders

pytestmark = pytest.mark.usefixtures("database", "set_clock")
WEEK = periods.containing("week", date(2026, 11, 18))
DAYS = 5


def absent(person, day, half_days):
    builders.add(Presence(person_id=person.id, day=day, half_days=half_days))


def test_a_working_day_asks_for_thirty_calls_half_of_it_for_half_and_a_day_off_for_none():
    alice, bob = builders.person("alice"), builders.person("bob")
    absent(bob, date(2026, 11, 17), 1)
    absent(bob, date(2026, 11, 18), 0)
    whole = 30 * DAYS
    assert attending.goals(WEEK, "person") == {alice.id: whole, bob.id: whole - 45}
    assert attending.goals(WEEK, "company") == {0: 2 * whole - 45}


def test_days_before_somebody_came_after_he_left_and_to_come_ask_for_nothing():
    builders.person("new", hired_on=date(2026, 11, 19))
    gone = builders.person("gone", left_on=date(2026, 11, 16))
    found = attending.goals(WEEK, "person")
    assert sorted(found.values()) == [30, 60]
    assert found[gone.id] == 30
    assert attending.goals(periods.containing("week", date(2026, 11, 23)), "company") == {0: 30}
    assert attending.goals(periods.containing("week", date(2026, 12, 8)), "company") == {}


def test_only_who_calls_for_a_living_is_asked():
    builders.person("boss", "manager")
    builders.person("lead", "supervisor")
    builders.person("fina", "finance")
    assert attending.goals(WEEK, "person") == {}


def test_each_day_counts_for_the_group_of_that_day():
    one, other = builders.team("一队"), builders.team("二队")
    alice = builders.person("alice", team=one)
    builders.add(Membership(person_id=alice.id, since=date(2026, 11, 18), team_id=other.id))
    assert attending.goals(WEEK, "team") == {one.id: 60, other.id: 90}
    assert attending.goals(WEEK, "company", ("team", other.id)) == {0: 90}


def test_each_day_asks_for_what_the_setting_said_then():
    builders.person("alice")
    settings.put("calls.per_day", 40, since=date(2026, 11, 19), actor_id=None)
    assert attending.goals(WEEK, "company") == {0: 3 * 30 + 2 * 40}


def test_no_calls_asked_for_is_no_rate():
    found = counting.counts(WEEK, Cut("company"))
    assert found == {}
    builders.person("alice")
    assert counting.counts(WEEK, Cut("company"))[0]["dial_goal"] == Fraction(150)
