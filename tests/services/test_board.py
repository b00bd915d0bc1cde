from datetime import UTC, datetime, time, timedelta

import pytest

from app import clock
from app.models import Membership, Presence
from app.rules.people.permissions import ALL
from app.services import board
from app.services.transaction import write
from tests import builders
from tests.calls import call

pytestmark = pytest.mark.usefixtures("database", "set_clock")


@pytest.fixture
def alice(database, set_clock):
    return builders.person("alice")


def line(person):
    return next(one for one in board.of(person.id, ALL).lines if one.caller.id == person.id)


def test_dials_are_calls_out_that_are_not_void(alice):
    lead = builders.lead(owner=alice)
    call(lead, alice, grade="A")
    call(lead, alice, connected=False, disposition="no_answer")
    call(builders.lead(owner=alice), alice, grade="B", direction="in")
    call(builders.lead(owner=alice), alice, grade="A", void=True)
    calls = line(alice).calls
    assert (calls.dials, calls.reached, calls.connected, calls.interested) == (2, 1, 1, 1)


def test_calls_of_another_day_are_not_of_today(alice):
    call(builders.lead(owner=alice), alice, at=clock.now() - timedelta(days=1))
    assert line(alice).calls.dials == 0
    assert line(alice).last.code == "board_no_call"


def test_what_is_due_today_and_what_is_overdue(alice):
    now = clock.now()
    builders.lead(owner=alice, due_at=now - timedelta(hours=1), due_kind="call_back")
    builders.lead(owner=alice, due_at=now - timedelta(days=1), due_kind="follow_up")
    builders.lead(owner=alice, due_at=now, due_kind="retry")
    builders.lead(owner=alice)
    leads = line(alice).leads
    assert (leads.held, leads.due, leads.overdue) == (4, 1, 1)


def test_only_those_who_make_calls_have_a_row(alice):
    builders.person("boss", "manager")
    builders.person("lead", "group_leader", "trainer")
    builders.person("gone", disabled_at=clock.now())
    builders.person("left", left_on=clock.today() - timedelta(days=1))
    names = [one.caller.name for one in board.of(alice.id, ALL).lines]
    assert names == ["Alice", "Lead"]


def test_a_supervisor_has_a_row_once_he_calls_or_holds_leads(alice):
    boss, chief, head = (builders.person(name, "supervisor") for name in ("boss", "chief", "head"))
    lead = builders.lead(owner=alice)
    call(lead, boss)
    builders.lead(owner=chief)
    ids = [one.caller.id for one in board.of(alice.id, ALL).lines]
    assert ids == [alice.id, boss.id, chief.id]
    assert head.id not in ids


def test_who_changed_teams_stands_once_in_the_team_of_today(alice):
    old, new = builders.team("旧"), builders.team("新")
    moved = builders.person("moved", team=old)
    builders.add(Membership(person_id=moved.id, since=clock.today(), team_id=new.id, group_id=None))
    found = [one.caller.team for one in board.of(alice.id, ALL).lines if one.caller.id == moved.id]
    assert found == ["新"]


def test_who_is_away_is_not_silent(alice):
    away = builders.person("away")
    builders.add(Presence(person_id=away.id, day=clock.today(), half_days=0, reason=""))
    builders.lead(owner=alice)
    assert line(away).state == "away"
    assert line(alice).state == "calling"


def test_who_has_nobody_to_call_and_never_called_is_not_silent(alice, set_clock):
    set_clock(clock.at(clock.today(), time(11, 30)))
    assert line(alice).state == "resting"
    builders.lead(owner=alice)
    assert line(alice).state == "silent"


def test_the_pace_is_by_half_hours_of_the_companys_day_against_the_last_working_day(alice):
    lead = builders.lead(owner=alice)
    call(lead, alice, at=datetime(2026, 11, 23, 2, 29, tzinfo=UTC))
    call(lead, alice, at=datetime(2026, 11, 23, 2, 30, tzinfo=UTC))
    call(lead, alice, at=datetime(2026, 11, 20, 7, 45, tzinfo=UTC))
    shown = board.of(alice.id, ALL)
    assert f"{shown.before:%m-%d}" == "11-20"
    assert {n: c for n, c in enumerate(shown.pace[shown.day]) if c} == {20: 1, 21: 1}
    assert {n: c for n, c in enumerate(shown.pace[shown.before]) if c} == {31: 1}


def test_the_mark_stays_while_nothing_changes(alice):
    before = board.mark()
    assert board.mark() == before
    with write():
        call(builders.lead(owner=alice), alice)
    assert board.mark() != before
