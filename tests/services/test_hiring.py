from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import AuditEntry, Membership, Person
from app.rules.people.permissions import ROLES
from app.services.accounts import sessions
from app.services.people import hiring, managing, roster
from app.services.people.hiring import Facts
from app.services.transaction import write
from tests import builders
from tests.services.refusals import refused

pytestmark = pytest.mark.usefixtures("database", "set_clock")
TODAY = date(2026, 11, 23)
A_MONTH_AGO = TODAY - timedelta(days=30)


@pytest.fixture
def boss():
    return builders.person("boss", "manager")


@pytest.fixture
def wang(boss):
    return hiring.hire("wang", A_MONTH_AGO, said(since=A_MONTH_AGO), boss.id)


def said(*roles: str, **changes: object) -> Facts:
    plain = {"name": "王芳", "team": "一队", "group": "A组", "grade": "probation", "since": TODAY}
    return Facts(roles=roles or ("rep",), **{**plain, **changes})


def audited(action: str) -> list[AuditEntry]:
    query = select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id)
    return list(db.session.scalars(query))


def test_a_new_person_has_a_place_a_grade_and_no_password(boss):
    made = roster.one(hiring.hire(" Wang ", TODAY, said(), boss.id), TODAY)
    assert (made.login, made.name, made.state) == ("wang", "王芳", "no_password")
    assert (made.team, made.group, made.grade) == ("一队", "A组", "probation")


def test_a_new_person_gets_precise_leads_from_the_hire_date_on(boss):
    made = hiring.hire("wang", A_MONTH_AGO, said(), boss.id)
    assert db.session.get(Person, made).precise_from == A_MONTH_AGO


def test_a_login_is_given_once(boss, wang):
    assert refused(hiring.hire, "WANG", TODAY, said(), boss.id) == "login_taken"
    assert refused(hiring.change, wang, said(login="Boss"), boss.id) == "login_taken"


def test_somebody_without_a_team_is_hired_too(boss):
    made = roster.one(hiring.hire("wang", TODAY, said(team="", group=""), boss.id), TODAY)
    assert (made.team, made.team_id) == ("", None)


def test_facts_hold_from_their_day_on_and_the_past_stays(boss, wang):
    hiring.change(wang, said(group="B组", grade="supervisor"), boss.id)
    before, now = (roster.one(wang, day) for day in (TODAY - timedelta(days=1), TODAY))
    assert (before.group, before.grade) == ("A组", "probation")
    assert (now.group, now.grade) == ("B组", "supervisor")


def test_formal_after_probation_needs_a_second_person(boss, wang):
    assert refused(hiring.change, wang, said(grade="formal"), boss.id) == "grade_by_conversion"


def test_nobody_changes_his_own_grade(boss):
    own = said("manager", name="Boss", grade="supervisor", since=boss.hired_on)
    assert refused(hiring.change, boss.id, own, boss.id) == "grade_own"


def test_an_emptied_team_means_none_from_that_day_on(boss, wang):
    hiring.change(wang, said(team="", group=""), boss.id)
    assert roster.one(wang, TODAY).team == ""
    assert roster.one(wang, TODAY - timedelta(days=1)).team == "一队"


def test_an_empty_grade_leaves_the_grade_as_it_is(boss, wang):
    hiring.change(wang, said(grade=""), boss.id)
    assert roster.one(wang, TODAY).grade == "probation"


def test_saying_the_same_again_changes_nothing(boss, wang):
    before = db.session.scalars(select(AuditEntry.id)).all()
    hiring.change(wang, said(), boss.id)
    assert db.session.scalars(select(AuditEntry.id)).all() == before
    assert len(db.session.scalars(select(Membership)).all()) == 1


def test_name_and_login_change_and_the_old_ones_are_audited(boss, wang):
    hiring.change(wang, said(name="王小芳", login="Fang"), boss.id)
    assert (roster.one(wang, TODAY).name, roster.one(wang, TODAY).login) == ("王小芳", "fang")
    (row,) = audited("renamed")
    assert (row.actor_id, row.details["before"]["login"]) == (boss.id, "wang")


@pytest.mark.parametrize("action", ["person_added", "roles", "team_added", "group_added", "place"])
def test_what_is_said_at_hiring_is_audited(boss, wang, action):
    assert {row.actor_id for row in audited(action)} == {boss.id}


def test_new_roles_end_the_sessions_of_the_person_at_once(boss, wang):
    with write() as session:
        token = sessions.start(session.get(Person, wang), browser="", address="", installed=False)
    hiring.change(wang, said("rep", "supervisor"), boss.id)
    assert sessions.find(token) is None
    assert set(roster.one(wang, TODAY).roles) == {"rep", "supervisor"}


def test_a_change_that_is_none_of_roles_keeps_the_person_signed_in(boss, wang):
    with write() as session:
        token = sessions.start(session.get(Person, wang), browser="", address="", installed=False)
    hiring.change(wang, said(group="B组"), boss.id)
    assert sessions.find(token) is not None


def test_a_role_taken_away_and_given_back_the_same_day_is_there(boss, wang):
    for roles in (("supervisor",), ("rep",), ("supervisor", "rep")):
        hiring.change(wang, said(*roles), boss.id)
    assert set(roster.one(wang, TODAY).roles) == {"rep", "supervisor"}


def test_nobody_changes_his_own_roles(boss):
    assert refused(hiring.change, boss.id, said("manager", "owner"), boss.id) == "own_roles"


def test_one_may_change_ones_own_name(boss):
    hiring.change(boss.id, said("manager", name="老板", grade=""), boss.id)
    assert roster.one(boss.id, TODAY).name == "老板"


def test_the_last_who_can_manage_people_keeps_the_role(boss):
    assert refused(hiring.change, boss.id, said("rep"), None) == "last_manager"
    builders.person("gone", "admin", disabled_at=clock.now())
    builders.person("leaving", "manager", left_on=TODAY + timedelta(days=9))
    assert refused(hiring.change, boss.id, said("rep"), None) == "last_manager"
    builders.person("other", "admin")
    hiring.change(boss.id, said("rep"), None)
    assert roster.one(boss.id, TODAY).roles == ("rep",)


@settings(max_examples=settings.default.max_examples // 2)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["rep", "manager", "admin"])), max_size=8)
)
def test_whatever_changes_somebody_remains_who_can_manage_people(changes):
    with write() as session:
        people = [builders.person(f"p{n}", "manager").id for n in range(4)]
        for who, role in changes:
            try:
                hiring.change(people[who], said(role), None)
            except Exception as refusal:
                assert str(refusal) == "last_manager"
        roles = [set(person.roles) for person in session.query(Person)]
        assert any(held & set(managing.MANAGING) for held in roles)
        session.rollback()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"roles": ()}, "roles_missing"),
        ({"roles": ("king",)}, "role_unknown"),
        ({"team": "", "group": "A组"}, "group_without_team"),
        ({"since": TODAY - timedelta(days=1)}, "since_before_hired"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nobody(boss, changes, code):
    facts = Facts(**{**vars(said()), **changes})
    assert refused(hiring.hire, "wang", TODAY, facts, boss.id) == code
    assert db.session.scalars(select(Person.login)).all() == ["boss"]


@pytest.mark.parametrize("role", ROLES)
def test_every_role_of_the_table_can_be_given(boss, role):
    assert roster.one(hiring.hire("wang", TODAY, said(role), boss.id), TODAY).roles == (role,)


def test_somebody_who_does_not_exist_is_not_changed(boss):
    assert refused(hiring.change, 999, said(), boss.id) == "missing"
