from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Lead, LeadMove, Person, Presence
from app.services.accounts import sessions
from app.services.leads import leaving
from app.services.people import calendar, facts, hiring, presence, roster, working_days
from app.services.people.hiring import Facts
from app.services.transaction import write
from tests import builders

pytestmark = pytest.mark.usefixtures("database", "set_clock")
TODAY = date(2026, 11, 23)


@pytest.fixture
def boss():
    return builders.person("boss", "manager")


def said(*roles: str, **changes: object) -> Facts:
    plain = {"name": "王芳", "team": "一队", "group": "A组", "grade": "probation", "since": TODAY}
    return Facts(roles=roles or ("rep",), **{**plain, **changes})


def refused(work, *arguments, **named) -> str:
    with pytest.raises(RuleBroken) as refusal:
        work(*arguments, **named)
    return refusal.value.code


def test_a_new_person_has_a_place_a_grade_and_no_password(boss):
    made = hiring.hire(" Wang ", TODAY, said(), boss.id)
    there = roster.one(made, TODAY)
    assert (there.login, there.team, there.group, there.grade) == (
        "wang",
        "一队",
        "A组",
        "probation",
    )
    assert not there.can_sign_in


def test_a_login_is_given_once(boss):
    hiring.hire("wang", TODAY, said(), boss.id)
    assert refused(hiring.hire, "WANG", TODAY, said(), boss.id) == "login_taken"


def test_facts_hold_from_their_day_on_and_the_past_stays(boss):
    made = hiring.hire(
        "wang", TODAY - timedelta(days=30), said(since=TODAY - timedelta(days=30)), boss.id
    )
    hiring.change(made, said(group="B组", grade="formal"), boss.id)
    before, now = (roster.one(made, day) for day in (TODAY - timedelta(days=1), TODAY))
    assert (before.group, before.grade) == ("A组", "probation")
    assert (now.group, now.grade) == ("B组", "formal")


def test_new_roles_end_the_sessions_of_the_person_at_once(boss):
    made = hiring.hire("wang", TODAY, said(), boss.id)
    with write():
        wang = db.session.get(Person, made)
        token = sessions.start(wang, browser="", address="", installed=False)
    hiring.change(made, said("rep", "supervisor"), boss.id)
    assert sessions.find(token) is None
    assert set(roster.one(made, TODAY).roles) == {"rep", "supervisor"}


def test_nobody_changes_his_own_roles(boss):
    assert refused(hiring.change, boss.id, said("manager", "owner"), boss.id) == "own_roles"


def test_somebody_who_can_manage_people_always_remains(boss):
    assert refused(hiring.change, boss.id, said("rep"), by_id=0) == "last_manager"
    assert refused(leaving.depart, boss.id, TODAY, by_id=0) == "last_manager"


@pytest.mark.parametrize(("roles", "code"), [((), "roles_missing"), (("king",), "role_unknown")])
def test_roles_are_of_the_table(boss, roles, code):
    with pytest.raises(RuleBroken, match=code):
        hiring.hire("wang", TODAY, Facts("王", roles, "", "", "", TODAY), boss.id)


def test_a_leaver_is_switched_off_at_once_and_his_leads_wait_again(boss):
    bob = builders.person("bob")
    leads = [builders.lead(owner=bob, due_at=clock.now(), due_kind="retry") for _ in range(3)]
    assert leaving.depart(bob.id, TODAY, boss.id) == 3
    assert not db.session.get(Person, bob.id).is_active
    for lead in db.session.scalars(select(Lead)):
        assert (lead.owner_id, lead.due_at, lead.waiting_since) == (None, None, clock.now())
    moves = db.session.scalars(select(LeadMove).where(LeadMove.from_id == bob.id)).all()
    assert {move.lead_id for move in moves} == {lead.id for lead in leads}


def test_who_leaves_later_works_until_then(boss):
    bob = builders.person("bob")
    assert leaving.depart(bob.id, TODAY + timedelta(days=10), boss.id) == 0
    assert db.session.get(Person, bob.id).is_active


def test_one_does_not_dismiss_oneself_nor_before_the_hire_date(boss):
    bob = builders.person("bob")
    assert refused(leaving.depart, boss.id, TODAY, boss.id) == "own_departure"
    assert refused(leaving.depart, bob.id, date(2020, 1, 1), boss.id) == "left_before_hired"


def test_leave_is_noted_for_a_range_of_days(boss):
    bob = builders.person("bob")
    presence.note(bob.id, TODAY, TODAY + timedelta(days=2), 0, reason="病假", by_id=boss.id)
    presence.note(bob.id, TODAY, TODAY, 1, reason="", by_id=boss.id)
    noted = {
        row.day: row.half_days
        for row in db.session.scalars(select(Presence).order_by(Presence.day))
    }
    assert list(noted.values()) == [1, 0, 0]
    assert facts.about(bob.id, TODAY + timedelta(days=1)).half_days == 0


def test_a_range_that_ends_before_it_begins_is_refused(boss):
    assert refused(presence.note, boss.id, TODAY, date(2020, 1, 1), 0, reason="", by_id=1) == (
        "presence_range"
    )


def test_without_a_word_somebody_employed_is_there_in_full(boss):
    bob = builders.person("bob", hired_on=TODAY)
    assert facts.about(bob.id, TODAY).half_days == 2
    assert facts.about(bob.id, TODAY - timedelta(days=1)).half_days == 0


def test_the_published_calendar_knows_holidays_and_make_up_days():
    assert 2026 in working_days.fill()
    days = working_days.around(date(2026, 10, 1))
    assert not days.is_working(date(2026, 10, 1))
    assert any(days.is_working(day) and day.weekday() >= 5 for day in days.published)
    assert working_days.fill() == []


def test_a_year_that_is_not_published_follows_the_weekly_pattern():
    working_days.fill()
    unpublished = max(working_days.published_years()) + 1
    days = working_days.around(date(unpublished, 10, 1))
    weekday = next(
        date(unpublished, 10, n) for n in range(1, 8) if date(unpublished, 10, n).weekday() == 2
    )
    assert days.is_guessed(weekday)
    assert days.is_working(weekday)
    assert not days.is_working(weekday + timedelta(days=4))


def test_the_companys_own_word_goes_before_the_state(boss):
    working_days.fill()
    calendar.except_day(date(2026, 10, 1), "work", "展会", boss.id)
    assert working_days.around(date(2026, 10, 1)).is_working(date(2026, 10, 1))
    calendar.except_day(date(2026, 10, 1), None, "", boss.id)
    assert not working_days.around(date(2026, 10, 1)).is_working(date(2026, 10, 1))


def test_alternating_weeks_need_the_week_with_two_free_days(boss):
    assert refused(calendar.choose_pattern, "alternating", None, since=TODAY, by_id=boss.id) == (
        "anchor_needed"
    )
    calendar.choose_pattern("alternating", TODAY, since=TODAY, by_id=boss.id)
    days = working_days.around(TODAY)
    assert not days.is_working(date(2026, 11, 28))
    assert days.is_working(date(2026, 12, 5))


def test_a_pattern_holds_from_its_day_on(boss):
    calendar.choose_pattern("one_free_day", None, since=TODAY, by_id=boss.id)
    assert working_days.around(TODAY).is_working(date(2026, 11, 28))
    assert not working_days.around(TODAY - timedelta(days=1)).is_working(date(2026, 11, 21))
