from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import AuditEntry, Lead, LeadMove, Person
from app.services.accounts import sessions, sign_in
from app.services.leads import leaving
from app.services.people import facts, roster
from app.services.transaction import write
from tests import builders
from tests.services.refusals import refused

pytestmark = pytest.mark.usefixtures("database")
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock_is_set(set_clock):
    return set_clock


@pytest.fixture
def boss():
    return builders.person("boss", "manager")


@pytest.fixture
def bob():
    return builders.person("bob")


def is_active(person: Person) -> bool:
    return db.session.get(Person, person.id).is_active


def token_of(person: Person) -> str:
    with write():
        return sessions.start(person, browser="", address="", installed=False)


@pytest.mark.parametrize("last_day", [TODAY, TODAY - DAY])
def test_a_leaver_is_switched_off_at_once_and_his_leads_wait_again(boss, bob, last_day):
    token = token_of(bob)
    leads = [builders.lead(owner=bob, due_at=clock.now(), due_kind="retry") for _ in range(3)]
    assert leaving.held(bob.id) == leaving.depart(bob.id, last_day, boss.id) == 3
    assert not is_active(bob)
    assert sessions.find(token) is None
    for lead in db.session.scalars(select(Lead)):
        assert (lead.owner_id, lead.owned_since, lead.waiting_since) == (None, None, clock.now())
        assert (lead.due_at, lead.due_kind, lead.rev) == (None, None, 2)
    moves = db.session.scalars(select(LeadMove).where(LeadMove.from_id == bob.id)).all()
    assert {(move.lead_id, move.rule, move.actor_id) for move in moves} == {
        (lead.id, "leaver", boss.id) for lead in leads
    }


def test_grade_and_stage_stay_with_the_lead(boss, bob):
    builders.lead(owner=bob, grade="A", stage="quote")
    leaving.depart(bob.id, TODAY, boss.id)
    assert (db.session.scalar(select(Lead)).grade, db.session.scalar(select(Lead)).stage) == (
        "A",
        "quote",
    )


def test_leads_of_others_stay_where_they_are(boss, bob):
    builders.lead(owner=boss)
    assert leaving.depart(bob.id, TODAY, boss.id) == 0
    assert db.session.scalar(select(Lead)).owner_id == boss.id


def test_the_last_day_is_worked_to_its_end_unless_somebody_says_at_once(boss, bob, set_clock):
    builders.lead(owner=bob)
    assert leaving.depart(bob.id, TODAY, boss.id, at_once=False) == 0
    leaving.switch_off_due()
    assert is_active(bob)
    set_clock(clock.at(TODAY, time(20)))
    leaving.switch_off_due()
    assert not is_active(bob)
    assert clock.day_of(db.session.scalar(select(Lead)).waiting_since) == TODAY


def test_who_leaves_later_works_until_then(boss, bob):
    assert leaving.depart(bob.id, TODAY + 10 * DAY, boss.id) == 0
    assert roster.one(bob.id, TODAY).state == "leaving"
    assert is_active(bob)


def test_nobody_is_let_in_after_his_last_day_even_before_a_job_noted_that(boss, bob, set_clock):
    token = token_of(bob)
    leaving.depart(bob.id, TODAY, boss.id, at_once=False)
    assert sessions.find(token) is not None
    set_clock(clock.at(TODAY + DAY, time(0)))
    assert sessions.find(token) is None
    args = {"browser": "", "address": "", "installed": False}
    assert refused(sign_in.sign_in, "bob", "whatever", **args) == "sign_in_wrong"


def test_a_leaver_can_be_switched_off_now_although_a_later_day_was_noted(boss, bob):
    leaving.depart(bob.id, TODAY, boss.id, at_once=False)
    leaving.depart(bob.id, TODAY, boss.id)
    assert not is_active(bob)
    assert refused(leaving.depart, bob.id, TODAY, boss.id) == "gone_already"


def test_a_last_day_that_has_not_come_can_be_taken_back(boss, bob):
    leaving.depart(bob.id, TODAY + DAY, boss.id)
    leaving.stay(bob.id, boss.id)
    assert db.session.get(Person, bob.id).left_on is None
    assert refused(leaving.stay, bob.id, boss.id) == "not_leaving"


def test_one_does_not_dismiss_oneself_nor_before_the_hire_date(boss, bob):
    assert refused(leaving.depart, boss.id, TODAY, boss.id) == "own_departure"
    assert refused(leaving.depart, bob.id, date(2020, 1, 1), boss.id) == "left_before_hired"
    assert refused(leaving.depart, 999, TODAY, boss.id) == "missing"


def test_the_last_who_can_manage_people_does_not_leave(boss):
    assert refused(leaving.depart, boss.id, TODAY, None) == "last_manager"


def test_two_managers_do_not_both_note_a_last_day(boss):
    other = builders.person("other", "admin")
    leaving.depart(boss.id, TODAY + DAY, other.id)
    assert refused(leaving.depart, other.id, TODAY + DAY, boss.id) == "last_manager"


def test_a_departure_that_fails_changes_nothing(boss, bob, monkeypatch):
    builders.lead(owner=bob)
    monkeypatch.setattr(leaving.moves, "release", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        leaving.depart(bob.id, TODAY, boss.id)
    assert is_active(bob)
    assert db.session.scalar(select(Lead)).owner_id == bob.id


def test_who_was_sent_away_by_mistake_comes_back_as_he_was(boss, bob):
    builders.lead(owner=bob)
    leaving.depart(bob.id, TODAY, boss.id)
    leaving.come_back(bob.id, TODAY, boss.id)
    back = db.session.get(Person, bob.id)
    assert (back.is_active, back.left_on, back.hired_on) == (True, None, date(2026, 11, 2))
    assert facts.about(bob.id, TODAY).active
    assert db.session.scalar(select(Lead)).owner_id is None


def test_who_comes_back_after_a_gap_begins_anew_and_needs_a_new_link(boss):
    eve = builders.person(
        "eve",
        hired_on=date(2026, 1, 5),
        precise_from=date(2026, 1, 5),
        left_on=date(2026, 6, 30),
        disabled_at=clock.now(),
        password_hash="old",
    )
    leaving.come_back(eve.id, TODAY, boss.id)
    back = roster.one(eve.id, TODAY)
    assert (back.hired_on, back.months, back.state) == (TODAY, 0, "no_password")
    assert facts.about(eve.id, TODAY).first_day == date(2026, 1, 5)
    told = db.session.scalar(select(AuditEntry).where(AuditEntry.action == "came_back")).details
    assert (told["hired_on"], told["left_on"]) == ("2026-01-05", "2026-06-30")


def test_who_is_here_cannot_come_back(boss, bob):
    assert refused(leaving.come_back, bob.id, TODAY, boss.id) == "not_gone"
