from datetime import date, timedelta

import pytest

from app import clock
from app.extensions import db
from app.models import Membership, PayGrade, Person, Presence
from app.services.people import history, roster
from app.services.people.history import Since
from app.services.transaction import write
from tests import builders

pytestmark = pytest.mark.usefixtures("database", "set_clock")
TODAY, HIRED = date(2026, 11, 23), date(2026, 11, 2)


@pytest.fixture
def team():
    return builders.team()


def logins(**which: object) -> list[str]:
    return [one.login for one in roster.roster(TODAY, **which)]


def test_people_stand_by_team_and_group_those_without_a_place_last(team):
    a, b = builders.group(team, "A组"), builders.group(team, "B组")
    builders.person("loose")
    builders.person("bob", team=team, group=b)
    builders.person("alice", team=team, group=a)
    assert logins() == ["alice", "bob", "loose"]


def test_those_who_left_are_listed_when_asked_for():
    builders.person("gone", disabled_at=clock.now(), left_on=TODAY)
    assert (logins(), logins(with_gone=True)) == ([], ["gone"])
    assert roster.roster(TODAY, with_gone=True)[0].state == "gone"


def test_an_entry_says_tenure_presence_and_leads_of_today(team):
    bob = builders.person("bob", team=team, hired_on=date(2026, 8, 24), password_hash="x")
    builders.add(Presence(person_id=bob.id, day=TODAY, half_days=1, reason="看牙"))
    builders.lead(owner=bob)
    one = roster.one(bob.id, TODAY)
    assert (one.months, one.half_days, one.reason, one.leads) == (2, 1, "看牙", 1)
    assert (one.state, one.team, one.group) == ("here", "一队", "")


def test_one_is_the_same_as_the_line_of_the_roster(team):
    for n in range(3):
        made = builders.person(f"p{n}", team=team, grade="formal")
        builders.lead(owner=made)
    for line in roster.roster(TODAY):
        assert roster.one(line.id, TODAY) == line
    assert roster.one(999, TODAY) is None


def test_a_day_in_the_past_shows_what_held_then(team):
    bob = builders.person("bob", team=team, grade="probation")
    builders.add(Membership(person_id=bob.id, since=TODAY, team_id=None))
    builders.add(PayGrade(person_id=bob.id, since=TODAY, grade="formal"))
    before, now = (roster.one(bob.id, day) for day in (TODAY - timedelta(days=1), TODAY))
    assert (before.team, before.grade) == ("一队", "probation")
    assert (now.team, now.grade) == ("", "formal")


@pytest.mark.parametrize(
    ("reach", "seen"),
    [
        ("own", ["eve"]),
        ("group", ["eve", "near"]),
        ("team", ["eve", "near", "mate"]),
        ("all", ["eve", "near", "mate", "far"]),
    ],
)
def test_nobody_beyond_ones_reach_is_there(team, reach, seen):
    a, b = builders.group(team, "A组"), builders.group(team, "B组")
    eve = builders.person("eve", "supervisor", team=team, group=a)
    people = [
        builders.person("near", team=team, group=a),
        builders.person("mate", team=team, group=b),
        builders.person("far", team=builders.team("二队")),
    ]
    assert logins(by_id=eve.id, reach=reach) == seen
    found = [roster.one(one.id, TODAY, by_id=eve.id, reach=reach) for one in people]
    assert [one.login for one in found if one] == seen[1:]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("", 3), ("王", 2), ("wang", 1), ("一队", 1), ("王 一队", 1), ("LI", 1), ("%", 0)],
)
def test_searching_is_by_name_login_and_place(team, wanted, found):
    names = {"wang": "王芳", "fang": "王方", "li": "李娜"}
    people = [builders.person(login, team=team if login == "wang" else None) for login in names]
    with write():
        for one in people:
            db.session.get(Person, one.id).name = names[one.login]
    assert len(roster.matching(roster.roster(TODAY), wanted)) == found


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", ["alice", "bob", "carol"]),
        ("hired", ["carol", "alice", "bob"]),
        ("leads", ["bob", "alice", "carol"]),
        ("nonsense", ["alice", "bob", "carol"]),
    ],
)
def test_the_list_is_sorted_as_asked(sort, order):
    people = {name: builders.person(name) for name in ("alice", "bob")}
    builders.person("carol", hired_on=HIRED - timedelta(days=9))
    builders.lead(owner=people["bob"])
    assert [one.login for one in roster.in_order(roster.roster(TODAY), sort)] == order


def test_the_history_of_a_person_is_the_latest_first_and_pay_is_not_for_everybody(team):
    bob = builders.person("bob", team=team, group=builders.group(team), grade="probation")
    builders.add(Membership(person_id=bob.id, since=TODAY, team_id=None))
    whole = history.of(bob.id, with_pay=True)
    assert whole[0] == Since(TODAY, "place", ())
    assert Since(HIRED, "place", ("一队", "A组")) in whole
    assert Since(HIRED, "grade", ("probation",)) in whole
    assert {one.kind for one in history.of(bob.id, with_pay=False)} == {"place", "role"}
