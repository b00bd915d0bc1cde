"""A measure over consecutive periods says what each period's report says (rules.md §6)."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from app import clock
from app.rules.measures import periods
from app.rules.measures.dictionary import MEASURES
from app.services.measures import goals, report, series
from app.services.measures.report import Asked
from app.services.measures.stretches import Stretch
from app.services.targets import setting
from app.services.targets.setting import Owner
from tests import builders, calls
from tests.queries import queries_of

pytestmark = pytest.mark.usefixtures("database", "set_clock")
MONTH = periods.containing("month", date(2026, 11, 23))


@pytest.fixture
def team():
    return builders.team("一队")


@pytest.fixture
def alice(team):
    alice = builders.person("alice", team=team)
    for days, answered in ((0, {}), (30, {"connected": False, "disposition": "no_answer"})):
        at = clock.now() - timedelta(days=days)
        calls.call(builders.lead(owner=alice), alice, at=at, **answered)
    return alice


@pytest.mark.parametrize("kind", periods.KINDS)
def test_twelve_periods_follow_each_other_up_to_the_last(kind):
    last = periods.containing(kind, date(2026, 11, 23))
    found = Stretch.up_to(last, series.PERIODS).periods
    assert (len(found), found[-1]) == (12, last)
    assert [one.after() for one in found[:-1]] == list(found[1:])


@pytest.mark.parametrize("code", MEASURES)
def test_every_period_has_the_value_of_its_report(alice, code):
    points = series.of_reach(code, MONTH, None)
    for point in points[-2:]:
        assert point.value == report.of(Asked(point.period, "person", code)).whole.now[code]


def test_a_period_without_calls_has_no_connect_rate(alice):
    values = [point.value for point in series.of_reach("connect_rate", MONTH, None)]
    assert values == [None] * 10 + [Fraction(0), Fraction(1)]


def test_only_what_the_measure_is_made_of_is_counted(alice):
    assert queries_of(lambda: series.of_reach("connect_rate", MONTH, None)) <= 7


def test_the_company_is_asked_for_what_its_teams_are_together(team):
    boss, other = builders.person("boss", "manager").id, builders.team("二队")
    for team_id, fen in ((team.id, 10_000_00), (other.id, 5_000_00)):
        setting.put(Owner("team", team_id), "amount", MONTH, fen, by_id=boss)
        setting.put(Owner("team", team_id), "conversion", MONTH, 15_00, by_id=boss)
    assert goals.of_reach([MONTH], None) == {"2026-11": {"amount": 15_000_00}}
    assert goals.of_reach([MONTH], ("team", other.id))["2026-11"]["conversion"] == Fraction(15, 100)
    assert series.of_reach("amount", MONTH, None)[-1].target == 15_000_00
