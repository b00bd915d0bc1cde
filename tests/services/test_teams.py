from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import AuditEntry, Group, Team
from app.services.people import facts, lineup, teams
from tests import builders
from tests.services.refusals import refused

pytestmark = pytest.mark.usefixtures("database", "set_clock")


def of_today(by_id: int = 0, reach: str = "all") -> lineup.Teams:
    return lineup.of_today(by_id, reach)


def codes(found: lineup.Teams) -> list[str]:
    return [why.code for team in found.teams for why in team.advice]


def test_a_team_and_its_groups_are_made_and_renamed():
    team = teams.create_team(" 一队 ", None)
    group = teams.create_group(team, "A组", None)
    teams.change_team(team, "先锋队", None, None)
    teams.rename_group(group, "火狐组", None)
    (shown,) = of_today().teams
    assert (shown.name, [one.name for one in shown.groups]) == ("先锋队", ["火狐组"])


def test_a_name_is_given_once_groups_within_their_team():
    one, two = teams.create_team("一队", None), teams.create_team("二队", None)
    teams.create_group(one, "A组", None)
    teams.create_group(two, "A组", None)
    assert refused(teams.create_team, "一队", None) == "team_taken"
    assert refused(teams.create_group, one, "A组", None) == "group_taken"
    assert refused(teams.change_team, two, "一队", None, None) == "team_taken"
    b = teams.create_group(one, "B组", None)
    assert refused(teams.rename_group, b, "A组", None) == "group_taken"
    assert set(db.session.scalars(select(Team.name))) == {"一队", "二队"}


@pytest.mark.parametrize(
    ("work", "arguments"),
    [
        (teams.create_group, (9, "A组", None)),
        (teams.change_team, (9, "一队", None, None)),
        (teams.rename_group, (9, "A组", None)),
    ],
)
def test_what_does_not_exist_is_missing(work, arguments):
    assert refused(work, *arguments) == "missing"
    assert db.session.scalars(select(Group)).all() == []


def test_who_changed_what_is_on_record():
    boss = builders.person("boss", "manager").id
    team = teams.create_team("一队", boss)
    teams.change_team(team, "先锋队", date(2026, 3, 2), boss)
    row = db.session.scalar(select(AuditEntry).where(AuditEntry.action == "team_changed"))
    assert (row.actor_id, row.details["before"]["name"]) == (boss, "一队")
    assert row.details["after"] == {"name": "先锋队", "started_on": "2026-03-02"}


def test_a_team_starts_as_set_else_with_the_earliest_hire_date():
    team = builders.team()
    assert facts.team_starts(team.id).get(team.id) is None
    for n, day in enumerate((date(2026, 5, 4), date(2026, 3, 2))):
        builders.person(f"p{n}", team=team, hired_on=day)
    assert facts.team_starts(team.id).get(team.id) == date(2026, 3, 2)
    teams.change_team(team.id, team.name, date(2026, 6, 1), None)
    assert facts.team_starts(team.id).get(team.id) == date(2026, 6, 1)


def test_the_leader_is_the_member_with_that_role():
    team = builders.team()
    group = builders.group(team)
    builders.person("alice", "group_leader", team=team, group=group)
    builders.person("bob", team=team, group=group)
    (shown,) = of_today().teams[0].groups
    assert [one.login for one in shown.leaders] == ["alice"]
    assert (shown.size.reps, shown.size.has_leader) == (1, True)


def test_past_five_people_another_team_is_advised_and_nobody_is_turned_away():
    team = builders.team()
    for n in range(3):
        builders.person(f"p{n}", team=team)
    assert codes(of_today()) == []
    for n in range(3, 6):
        builders.person(f"p{n}", team=team)
    assert codes(of_today()) == ["team_large"]
    assert of_today().teams[0].size == 6


def test_those_who_left_are_no_part_of_a_team():
    team = builders.team()
    builders.person("gone", team=team, disabled_at=clock.now())
    assert of_today().teams[0].size == 0


def test_reach_shows_ones_own_team_and_all_shows_empty_ones_too():
    one, _two = builders.team("一队"), builders.team("二队")
    eve = builders.person("eve", "supervisor", team=one)
    loose = builders.person("loose")
    own, everything = of_today(eve.id, "team"), of_today()
    assert [team.name for team in own.teams] == ["一队"]
    assert own.placeless == []
    assert [team.name for team in everything.teams] == ["一队", "二队"]
    assert [one.id for one in everything.placeless] == [loose.id]


def test_the_supply_of_precise_leads_says_how_many_reps_it_feeds():
    builders.person("alice", team=builders.team(), hired_on=date(2026, 9, 1))
    assert of_today().supply is None
    for n in range(40):
        builders.lead(kind="precise", arrived_at=clock.now() - timedelta(days=1 + n // 4))
    builders.lead(kind="ordinary", arrived_at=clock.now() - timedelta(days=1))
    assert of_today().supply.params == {"supply": "2.0", "quota": 5, "heads": 1}
