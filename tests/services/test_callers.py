"""A customer rings: who he is, whose, and what logging it does (rules.md §3, direction)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Call, Lead
from app.services.calls import callers, sheet
from tests import builders, calls
from tests.services.devices import Device, statuses

pytestmark = pytest.mark.usefixtures("database", "set_clock")
NUMBER = "+8613800138000"


@pytest.fixture
def alice():
    return builders.person("alice")


@pytest.fixture
def bob():
    return builders.person("bob")


@pytest.fixture
def phone(alice):
    return Device(alice)


def find(person, typed="8000"):
    return callers.find(person.id, typed)


def the_call():
    return db.session.scalars(select(Call)).one()


def test_an_own_lead_is_found_also_when_it_is_on_no_list_today(alice):
    in_a_week = clock.now() + timedelta(days=7)
    mine = builders.lead(owner=alice, phone=NUMBER, due_at=in_a_week, due_kind="follow_up")
    [found] = find(alice).own
    assert (found.holding.lead.id, found.numbers) == (mine.id, [NUMBER])
    assert find(alice).others == []


def test_somebody_elses_lead_shows_its_name_its_owner_and_no_number(alice, bob):
    lead = builders.lead("王秀英", owner=bob, phone=NUMBER)
    [found] = find(alice).others
    assert (found.id, found.name, found.number) == (lead.id, "王秀英", "138****8000")
    assert (found.whose.code, found.whose.params) == ("caller_others", {"owner": "Bob"})
    assert find(alice).own == []


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({}, "caller_pool"),
        ({"do_not_call": True}, "caller_do_not_call"),
        ({"gone_because": "wrong_number"}, "caller_gone"),
    ],
)
def test_a_lead_of_nobody_says_why(alice, facts, code):
    builders.lead(phone=NUMBER, **facts)
    assert [other.whose.code for other in find(alice).others] == [code]


def test_of_many_others_a_few_are_shown_those_called_last_first(alice, bob):
    for number in range(7):
        last = clock.now() - timedelta(days=number) if number else None
        builders.lead(f"客户{number}", owner=bob, phone=f"+86138{number:04}8000", last_call_at=last)
    found = find(alice)
    assert [other.name for other in found.others] == [f"客户{n}" for n in (1, 2, 3, 4, 5)]
    assert found.more
    assert not find(alice, "00068000").more


def test_a_number_of_an_extension_is_found_by_its_own_end(alice):
    builders.lead(owner=alice, phone="+8675540641493;ext=12")
    assert len(find(alice, "1493").own) == 1
    assert find(alice, "1412").own == []


def test_what_is_typed_is_no_pattern(alice):
    builders.lead(owner=alice, phone=NUMBER)
    with pytest.raises(RuleBroken):
        find(alice, "%%%%")


def test_an_incoming_call_is_kept_for_its_lead_and_is_no_dial(alice, phone):
    lead = builders.lead(owner=alice)
    later = (clock.now() + timedelta(days=1)).isoformat()
    record = phone.call(lead, "interested", direction="in", grade="B", follow_up_at=later)
    assert statuses(phone.send(record)) == ["applied"]
    assert (the_call().direction, the_call().connected) == ("in", True)
    assert db.session.get(Lead, lead.id).grade == "B"
    assert sheet.count(alice.id, clock.today()) == sheet.DayCount(0, 0, 0, 0)


def test_an_incoming_call_counts_from_the_tap_not_from_saving(alice, phone):
    lead = builders.lead(owner=alice)
    begun = clock.now() - timedelta(minutes=6)
    record = phone.call(lead, direction="in", at=begun.isoformat(), age_ms=360_000)
    phone.send(record)
    assert the_call().started_at == begun


def test_who_rings_a_fourth_time_is_not_called_too_often(alice, phone):
    lead = builders.lead(owner=alice)
    for hours in (3, 2, 1):
        calls.call(lead, alice, at=clock.now() - timedelta(hours=hours))
    phone.send(phone.call(lead, "not_now", direction="in"))
    last = db.session.scalars(select(Call).order_by(Call.id.desc())).first()
    assert "too_often" not in last.flags


def test_a_colleagues_customer_who_rings_is_kept_and_stays_the_colleagues(alice, bob, phone):
    lead = builders.lead(owner=bob, phone=NUMBER, grade="B")
    before = lead.rev
    record = phone.call(lead, "refused", direction="in", caller="8000", note="问费用")
    answer = phone.send(record)
    assert statuses(answer) == ["applied"]
    kept = db.session.get(Lead, lead.id)
    assert (kept.owner_id, kept.grade, kept.rev) == (bob.id, "B", before)
    assert (the_call().person_id, the_call().note) == (alice.id, "问费用")
    [shown] = sheet.of(bob.id).leads
    assert [call.note for call in shown.holding.calls] == ["问费用"]


def test_who_rings_and_asks_never_to_be_called_is_heard_whoever_took_the_call(alice, bob, phone):
    lead = builders.lead(owner=bob, phone=NUMBER)
    phone.send(phone.call(lead, "do_not_call", direction="in", caller="8000"))
    kept = db.session.get(Lead, lead.id)
    assert (kept.do_not_call, kept.owner_id) == (True, None)


@pytest.mark.parametrize(
    "payload",
    [
        {"direction": "in"},
        {"direction": "in", "caller": "8001"},
        {"direction": "in", "caller": "000"},
        {"direction": "out", "caller": "8000"},
        {"caller": "8000"},
    ],
)
def test_without_the_end_of_the_number_a_foreign_lead_is_none(alice, bob, phone, payload):
    lead = builders.lead(owner=bob, phone=NUMBER)
    answer = phone.send(phone.call(lead, **payload))
    assert [(one["status"], one["detail"]) for one in answer.results] == [
        ("parked", "call_lead_unknown")
    ]
    assert db.session.scalars(select(Call)).all() == []


def test_a_call_that_came_in_cannot_be_made_a_dial_afterwards(alice, bob, phone):
    lead = builders.lead(owner=bob, phone=NUMBER)
    record = phone.call(lead, direction="in", caller="8000")
    phone.send(record)
    phone.send(phone.op("call.amend", lead, {"amends": record["id"], "direction": "out"}))
    db.session.expire_all()
    assert the_call().direction == "in"


def test_an_incoming_call_can_be_taken_back(alice, bob, phone):
    lead = builders.lead(owner=bob, phone=NUMBER)
    record = phone.call(lead, direction="in", caller="8000")
    undo = phone.op("call.undo", lead, {"undoes": record["id"]})
    assert statuses(phone.send(record, undo)) == ["applied", "applied"]
    assert the_call().voided_because == "undone"


def test_who_was_called_today_stays_at_hand_for_when_he_rings_back(alice):
    tried, fresh = builders.lead(owner=alice), builders.lead(owner=alice)
    calls.call(tried, alice, disposition="no_answer", connected=False)
    made = sheet.of(alice.id)
    assert [one.line.lead for one in made.leads] == [fresh.id]
    assert [one.line.lead for one in made.called] == [tried.id]


def test_who_was_called_yesterday_or_by_a_colleague_is_not_among_them(alice, bob):
    due = {"due_at": clock.now() + timedelta(days=3), "due_kind": "follow_up"}
    due["owned_since"] = clock.now() - timedelta(days=9)
    yesterday, colleague = builders.lead(owner=alice, **due), builders.lead(owner=alice, **due)
    calls.call(yesterday, alice, at=clock.now() - timedelta(days=1))
    calls.call(colleague, bob)
    assert sheet.of(alice.id).called == []


def test_a_device_holds_no_more_than_sixty_leads_and_the_list_does_not_run_dry(alice):
    for _ in range(70):
        builders.lead(owner=alice)
    this_morning = clock.now() - timedelta(hours=1)
    for number in range(25):
        lead = builders.lead(owner=alice, owned_since=this_morning)
        calls.call(lead, alice, at=clock.now() - timedelta(minutes=number))
    made = sheet.of(alice.id)
    assert (len(made.leads), len(made.called)) == (40, 20)
    latest = [one.holding.calls[-1].started_at for one in made.called]
    assert latest == sorted(latest, reverse=True)
    assert latest[0] == clock.now()


def test_the_sheet_says_when_each_was_called_out_of_late_whoever_called(alice, bob):
    lead = builders.lead(owner=alice)
    calls.call(lead, bob, at=clock.now() - timedelta(days=2))
    calls.call(lead, bob, at=clock.now() - timedelta(days=31))
    calls.call(lead, bob, at=clock.now() - timedelta(days=1), direction="in")
    calls.call(lead, bob, at=clock.now() - timedelta(days=1), void=True)
    [shown] = sheet.of(alice.id).leads
    assert shown.dials == [clock.now() - timedelta(days=2)]
