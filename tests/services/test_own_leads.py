"""A customer whom somebody found himself (rules.md §2): his by right, and no number twice."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Call, Lead, LeadEntry, LeadMove, NumberCheck
from app.models.visible import ALL, OWN
from app.services import settings
from app.services.calls import sheet
from app.services.leads import do_not_call
from app.services.own_leads import adding, guard
from app.services.transaction import write
from tests import builders
from tests.services.devices import Device, statuses

pytestmark = pytest.mark.usefixtures("database", "set_clock")
NUMBER = "138 0013 8000"
E164 = "+8613800138000"


@pytest.fixture
def alice():
    return builders.person("alice")


@pytest.fixture
def bob():
    return builders.person("李娜")


def add(person, key="form-0001", **typed):
    return adding.add(key, {"number": NUMBER, **typed}, person.id, OWN)


def leads() -> int:
    return db.session.scalar(select(func.count()).select_from(Lead))


def test_it_is_his_at_once_with_its_history_and_on_his_sheet(alice):
    added = add(alice, name="王秀英", referred_by="赵老板", note="想开店")
    lead = db.session.get_one(Lead, added.lead_id)
    assert (lead.kind, lead.owner_id, lead.referred_by) == ("own", alice.id, "赵老板")
    assert [one.number for one in lead.phones] == [E164]
    [move] = db.session.scalars(select(LeadMove))
    assert (move.to_id, move.rule) == (alice.id, "found")
    assert [one.holding.lead.id for one in sheet.of(alice.id).leads] == [lead.id]


def test_the_same_form_twice_is_one_customer(alice):
    first, second = add(alice, name="王秀英"), add(alice, name="王秀英")
    assert (first.lead_id, first.state) == (second.lead_id, second.state)
    assert leads() == 1


def test_ones_own_customer_gains_what_is_new_and_keeps_what_stands(alice):
    lead = builders.lead("王秀英", owner=alice, phone=E164, company="")
    added = add(alice, number=f"{NUMBER} / 139 1234 5678", name="别名", company="丽华火锅")
    assert (added.state, added.lead_id) == ("grown", lead.id)
    db.session.refresh(lead)
    assert (lead.name, lead.company) == ("王秀英", "丽华火锅")
    assert len(lead.phones) == 2


def test_somebody_elses_customer_stays_as_it_is_and_its_owner_is_masked(alice, bob):
    lead = builders.lead("王秀英", owner=bob, phone=E164, company="")
    added = add(alice, company="丽华火锅")
    refusal = adding.refusal(added)
    assert (refusal.code, refusal.params["owner"]) == ("own_others", "李*")
    assert leads() == 1
    db.session.refresh(lead)
    assert (lead.company, lead.owner_id) == ("", bob.id)


def test_a_lead_that_waits_is_not_got_by_typing_its_number(alice):
    lead = builders.lead(phone=E164, kind="precise")
    assert adding.refusal(add(alice)).code == "own_pool"
    db.session.refresh(lead)
    assert lead.owner_id is None


def test_a_number_that_nobody_may_call_is_refused_also_without_a_lead(alice):
    with write():
        do_not_call.put(E164, None, "asked")
    assert adding.refusal(add(alice)).code == "own_listed"
    assert leads() == 0


@pytest.mark.parametrize("number", ["", "12345", "王秀英", "1.38E+10"])
def test_what_is_no_number_is_refused(alice, number):
    with pytest.raises(RuleBroken):
        add(alice, number=number)
    assert leads() == 0
    assert db.session.scalar(select(func.count()).select_from(LeadEntry)) == 0


def test_the_guard_tells_whose_a_whole_number_is_and_no_more(alice, bob):
    builders.lead("王秀英", owner=bob, phone=E164, last_call_at=clock.now())
    seen = guard.check(NUMBER, alice.id, OWN)
    assert (seen.state, seen.owner, seen.opens) == ("others", "李*", None)
    known = guard.check(NUMBER, alice.id, ALL)
    assert (known.owner, known.opens is not None) == (bob.name, True)
    assert guard.check("1380013", alice.id, OWN) is None
    assert guard.check("139 9999 8888", alice.id, OWN).state == "free"


def test_nobody_learns_by_trying_who_is_known(alice, set_clock):
    settings.put(
        "number_checks.per_minute", 5, since=clock.today(), actor_id=None, scope="company", note=""
    )
    for _ in range(5):
        guard.check(NUMBER, alice.id, OWN)
    assert guard.check("1380", alice.id, OWN) is None
    with pytest.raises(RuleBroken):
        guard.check(NUMBER, alice.id, OWN)
    set_clock(clock.now() + timedelta(minutes=1))
    assert guard.check(NUMBER, alice.id, OWN).state == "free"
    set_clock(clock.now() + timedelta(days=31))
    assert guard.forget_number_checks() == {"forgotten": 6}
    assert db.session.scalar(select(func.count()).select_from(NumberCheck)) == 0


def entered(phone, number=NUMBER, **typed):
    return phone.op("lead.add", None, {"number": number, **typed})


def called(phone, entry, **more):
    op = phone.op(
        "call.log",
        None,
        {"disposition": "no_answer", "duration_s": 20, "note": "", **more},
    )
    return {**op, "lead": entry["id"], "lead_rev": None}


def test_a_customer_entered_without_a_network_comes_with_the_calls_made_to_him(alice):
    phone = Device(alice)
    entry = entered(phone, name="王秀英")
    call = called(phone, entry)
    assert statuses(phone.send(entry, call)) == ["applied", "applied"]
    lead = db.session.scalars(select(Lead)).one()
    assert (lead.name, lead.owner_id) == ("王秀英", alice.id)
    assert db.session.scalars(select(Call)).one().lead_id == lead.id
    assert statuses(phone.send(called(phone, entry))) == ["applied"]
    assert statuses(phone.send(entry)) == ["duplicate"]
    assert leads() == 1


def test_of_two_who_enter_one_number_the_second_is_told_and_his_call_counts(alice, bob):
    first, second = Device(alice), Device(bob, "phone-of-bob")
    assert statuses(first.send(entered(first))) == ["applied"]
    entry = entered(second)
    call = called(second, entry, disposition="not_now")
    results = second.send(entry, call).results
    assert [one["status"] for one in results] == ["conflict", "conflict"]
    assert (results[0]["code"], results[1]["code"]) == ("own_others", "reassigned")
    assert results[0]["owner"] == "A*"
    assert leads() == 1
    assert db.session.scalars(select(Call)).one().person_id == bob.id


def test_what_cannot_be_read_is_parked_and_the_queue_goes_on(alice):
    phone = Device(alice)
    bad = entered(phone, number="12")
    lost = called(phone, bad)
    good = entered(phone, "139 1234 5678", name={"a": 1})
    last = entered(phone, "139 1234 5678")
    assert statuses(phone.send(bad, lost, good, last)) == ["parked", "parked", "parked", "applied"]
    assert leads() == 1


def test_nobody_calls_a_customer_by_the_record_of_somebody_else(alice, bob):
    first, second = Device(alice), Device(bob, "phone-of-bob")
    entry = entered(first)
    first.send(entry)
    assert statuses(second.send(called(second, entry))) == ["parked"]
