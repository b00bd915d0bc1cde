"""A day is counted by the measures of the house, whenever it is read (rules.md §6, §9)."""

from datetime import UTC, date, datetime

import pytest

from app.models.visible import ALL
from app.rules.measures import periods
from app.services.daily_reports import customers, team_day, writing
from app.services.daily_reports import day as days
from app.services.day_goals import setting
from app.services.measures.report import Asked, of
from app.services.meetings import deciding, items, opening
from app.services.meetings.items import Said
from app.services.meetings.within import Who
from app.services.people import presence
from app.services.targets.setting import Owner
from app.services.targets.setting import put as aim
from tests import builders, calls, sales
from tests.queries import queries_of

TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)
MONTH = periods.read("2026-11")


@pytest.fixture
def team(database, set_clock):
    return builders.team()


@pytest.fixture
def alice(team):
    return builders.person("alice", team=team)


@pytest.fixture
def bob(team):
    return builders.person("bob", "supervisor", team=team)


@pytest.fixture
def boss(database):
    return builders.person("boss", "manager")


def reports(team, day=TODAY):
    return {one.who.name: one for one in days.of_day(("team", team.id), day).reports}


def test_it_says_what_the_report_of_the_day_says(team, alice, bob, boss):
    calls.call(builders.lead(owner=alice), alice)
    calls.call(builders.lead(owner=alice), alice, connected=False, disposition="no_answer")
    calls.call(builders.lead(owner=bob), bob)
    sales.sale(alice, 9_800_00, boss)
    figures = reports(team)["Alice"].figures
    told = of(Asked(periods.read("2026-11-23"), "person", "amount", ("team", team.id)))
    line = next(one for one in told.lines if one.key == alice.id)
    whole = days.of_day(("team", team.id), TODAY).whole
    for code in days.CODES:
        assert (figures[code], whole[code]) == (line.now[code], told.whole.now[code])
    assert (figures["calls"], figures.connected, figures["amount"]) == (2, 1, 9_800_00)


def test_a_call_voided_later_is_gone_from_a_day_that_is_over(team, alice, set_clock):
    calls.call(builders.lead(owner=alice), alice)
    calls.call(builders.lead(owner=alice), alice, void=True)
    set_clock(datetime(2026, 11, 26, 2, 0, tzinfo=UTC))
    assert reports(team)["Alice"].figures["calls"] == 1


def test_goals_stand_beside_what_was_reached(team, alice, boss):
    setting.put({(alice.id, "workload"): 100, (alice.id, "calls"): 3000}, TODAY, boss.id)
    calls.call(builders.lead(owner=alice), alice)
    assert reports(team)["Alice"].asked_calls == 0
    found = {one.measure: one for one in reports(team)["Alice"].goals}
    assert (found["calls"].target, found["calls"].actual, found["calls"].is_reached) == (
        30,
        1,
        False,
    )
    assert found["workload"].is_reached


def test_tasks_done_and_left_are_those_of_that_day(team, alice, boss, set_clock):
    who = Who(boss.id, ALL)
    meeting = opening.hold("morning", team.id, who)
    for name in ("一", "二"):
        items.raise_item(meeting, Said(name, "task", name, alice.id, TOMORROW, "做完"), who)
    first = reports(team)["Alice"].doing.left[0]
    set_clock(datetime(2026, 11, 24, 2, 0, tzinfo=UTC))
    deciding.end(first.id, "", Who(alice.id, "own"))
    on_monday, on_tuesday = (reports(team, day)["Alice"].doing for day in (TODAY, TOMORROW))
    assert ([x.text for x in on_monday.done], len(on_monday.left)) == ([], 2)
    assert ([x.text for x in on_tuesday.done], len(on_tuesday.left)) == (["一"], 1)


def test_what_is_due_next_is_said_until_that_day_is_over(team, alice, set_clock):
    due = {"due_kind": "follow_up", "due_at": datetime(2026, 11, 24, 3, 0, tzinfo=UTC)}
    builders.lead(owner=alice, **due)
    assert reports(team)["Alice"].ahead == 1
    set_clock(datetime(2026, 11, 25, 3, 0, tzinfo=UTC))
    assert reports(team)["Alice"].ahead is None


def test_who_was_away_is_not_missed(team, alice, bob):
    presence.note(bob.id, TODAY, TODAY, 0, reason="", by_id=None)
    assert days.of_day(("team", team.id), TODAY).silent == ["Alice"]
    writing.keep(alice.id, writing.Typed(TODAY, "约了两家", 0))
    assert days.of_day(("team", team.id), TODAY).silent == []


def test_nobody_is_asked_for_a_line_of_a_free_day_unless_he_worked(team, alice, bob, set_clock):
    sunday = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
    calls.call(builders.lead(owner=bob), bob, at=sunday)
    assert days.of_day(("team", team.id), date(2026, 11, 22)).silent == ["Bob"]


def test_the_teams_day_is_ranked_and_stands_against_the_months_target(team, alice, bob, boss):
    aim(Owner("team", team.id), "amount", MONTH, 20_000_00, by_id=boss.id)
    sales.sale(bob, 4_000_00, boss, day=date(2026, 11, 20))
    sales.sale(alice, 6_000_00, boss)
    calls.call(builders.lead(owner=bob), bob)
    builders.person("carol", team=team)
    found = team_day.of_day(("team", team.id), TODAY)
    assert [(place, one.who.name) for place, one in found.ranked] == [(1, "Alice"), (2, "Bob")]
    assert (found.standing.reached, found.standing.target) == (10_000_00, 20_000_00)
    assert [one.fen for one in found.won] == [6_000_00]


def test_customers_are_known_by_name_and_company_whether_held_or_called(alice, bob):
    calls.call(builders.lead("王秀英", owner=bob, company="丽华火锅"), alice)
    builders.lead("张建国", owner=alice)
    builders.lead("别人的", owner=bob)
    assert customers.known_to([alice.id], TODAY) == {"王秀英", "丽华火锅", "张建国"}


def test_a_team_of_many_costs_no_more_queries_than_one(team, alice):
    few = queries_of(lambda: days.of_day(("team", team.id), TODAY))
    for number in range(5):
        builders.person(f"rep{number}", team=team)
    assert queries_of(lambda: days.of_day(("team", team.id), TODAY)) == few <= 20
