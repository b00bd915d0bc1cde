"""The report of a week or a month: measures, targets, meetings in one place (rules.md §6, §9)."""

from datetime import UTC, date, datetime

import pytest

from app.models.visible import ALL
from app.rules.measures import periods
from app.services.meetings import deciding, items, notes, opening
from app.services.meetings.items import Said
from app.services.meetings.notes import Typed
from app.services.meetings.within import Who
from app.services.period_reports import written
from app.services.targets.setting import Owner
from app.services.targets.setting import put as aim
from tests import builders, calls, sales
from tests.queries import queries_of

TODAY = date(2026, 11, 23)
WEEK, MONTH = periods.read("2026-W48"), periods.read("2026-11")
LATER = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


@pytest.fixture
def team(database, set_clock):
    return builders.team()


@pytest.fixture
def alice(team):
    return builders.person("alice", team=team)


@pytest.fixture
def bob(team):
    return builders.person("bob", team=team)


@pytest.fixture
def boss(database):
    return builders.person("boss", "manager")


def of(team, period=WEEK):
    return written.of(period, ("team", team.id))


def test_a_week_stands_beside_the_month_it_lies_in(team, alice, boss):
    aim(Owner("team", team.id), "amount", MONTH, 20_000_00, by_id=boss.id)
    sales.sale(alice, 3_000_00, boss, day=date(2026, 11, 20))
    sales.sale(alice, 2_000_00, boss)
    found = of(team)
    whole = found.figures.whole
    assert (whole.now["amount"], whole.before["amount"]) == (2_000_00, 3_000_00)
    assert (found.month.values["amount"], found.month.targets["amount"]) == (5_000_00, 20_000_00)
    assert not found.is_over


def test_a_month_has_targets_of_its_own_and_those_of_the_next(team, alice, boss):
    aim(Owner("team", team.id), "deals", MONTH, 300, by_id=boss.id)
    aim(Owner("team", team.id), "deals", periods.read("2026-12"), 400, by_id=boss.id)
    found = of(team, MONTH)
    assert found.month is None
    assert (found.figures.whole.targets, found.ahead) == ({"deals": 3}, {"deals": 4})


def test_best_moments(team, alice, bob, boss):
    sales.sale(alice, 2_000_00, boss, day=date(2026, 11, 20))
    sales.sale(bob, 5_000_00, boss)
    calls.call(builders.lead(owner=alice), alice)
    best = of(team, MONTH).moments
    assert [(one.code, one.names) for one in best.firsts] == [
        ("amount", ["Bob"]),
        ("deals", ["Bob", "Alice"]),
        ("workload", ["Alice"]),
    ]
    assert (best.best_day.day, best.best_day.value) == (TODAY, 5_000_00)
    assert [one.fen for one in best.deals] == [5_000_00, 2_000_00]


def test_without_money_the_best_day_is_that_of_the_most_work(team, alice):
    calls.call(builders.lead(owner=alice), alice)
    assert (of(team).moments.best_day.code, of(team).moments.firsts) == ("workload", [])


def test_what_meetings_of_the_period_left_behind(team, alice, boss, set_clock):
    who = Who(boss.id, ALL)
    meeting = opening.hold("weekly", team.id, who)
    items.raise_item(meeting, Said("d", "decision", "先打老客户"), who)
    first, _ = [
        items.raise_item(
            meeting, Said(name, "task", name, alice.id, date(2026, 11, 27), "做完"), who
        )
        for name in ("整理异议表", "写话术")
    ]
    notes.save(meeting, Typed("n", "next_week", "每天多打五通"), who)
    set_clock(LATER)
    deciding.end(first, "", who)
    said = of(team).said
    assert [one.text for one in said.decisions] == ["先打老客户"]
    assert [[x.text for x in part] for part in (said.done, said.left)] == [
        ["整理异议表"],
        ["写话术"],
    ]
    assert [one.text for one in said.notes] == ["每天多打五通"]
    later = of(team, periods.read("2026-W49")).said
    assert (later.decisions, [one.text for one in later.left]) == ([], ["写话术"])


def test_one_sees_ones_own_and_nothing_of_others(team, alice, bob, boss):
    who = Who(boss.id, ALL)
    meeting = opening.hold("weekly", team.id, who)
    items.raise_item(meeting, Said("t", "task", "给小王打样", bob.id, TODAY, "做完"), who)
    sales.sale(bob, 5_000_00, boss)
    found = written.of(WEEK, ("person", alice.id))
    assert (found.figures.whole.now["amount"], found.moments.deals, found.said.left) == (0, [], [])


def test_a_team_of_many_costs_no_more_queries(team, alice):
    few = queries_of(lambda: of(team))
    for number in range(4):
        calls.call(builders.lead(), builders.person(f"rep{number}", team=team))
    assert queries_of(lambda: of(team)) <= few <= 50
