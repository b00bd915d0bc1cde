from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import AuditEntry, DoNotCall, Lead, LeadPhone
from app.services.leads import do_not_call, listed
from app.services.transaction import write
from tests import builders
from tests.services.refusals import refused

pytestmark = pytest.mark.usefixtures("database", "set_clock")
NUMBER, OTHER = "+8613800138000", "+8613912345678"


@pytest.fixture
def boss():
    return builders.person("boss", "manager")


@pytest.fixture
def lead(boss):
    """A lead with two numbers whose customer asked not to be called."""
    made = builders.lead(phone=NUMBER)
    with write() as session:
        there = session.get(Lead, made.id)
        there.phones.append(LeadPhone(number=OTHER))
        do_not_call.add(there, boss.id, "asked_in_call")
    return made


def put(number: str, by_id: int | None = None) -> str:
    """A number on the list whose lead was erased."""
    with write():
        do_not_call.put(number, by_id, "asked")
    return do_not_call.number_hash(number)


def lifted_entries() -> int:
    query = select(func.count()).where(AuditEntry.action == "do_not_call_lifted")
    return db.session.scalar(query)


@pytest.mark.parametrize("typed", ["138 0013 8000", "+86-138-0013-8000", "13800138000"])
def test_a_number_is_found_however_it_is_typed(lead, boss, typed):
    number, key = listed.key_of(typed)
    entry = listed.show(key)
    assert number == "138 0013 8000"
    assert (entry.at, entry.reason, entry.by) == (clock.now(), "asked_in_call", "Boss")
    assert (entry.lead.id, len(entry.lead.numbers)) == (lead.id, 2)
    assert "138****8000" in entry.lead.numbers


def test_what_is_no_number_or_more_than_one_is_refused():
    assert refused(listed.key_of, "hello") == "phone_missing"
    assert refused(listed.key_of, "123") == "phone_unusable"
    assert refused(listed.key_of, "13800138000 13912345678") == "do_not_call_one_number"


def test_a_number_that_never_was_on_the_list_is_not_there():
    assert listed.show(do_not_call.number_hash(NUMBER)) is None
    assert listed.show("nothing") is None


def test_a_lead_comes_off_with_all_its_numbers_and_waits(lead, boss):
    do_not_call.lift(do_not_call.number_hash(OTHER), boss.id, " 客户本人同意 ")
    there = db.session.get(Lead, lead.id)
    assert (there.do_not_call, there.owner_id) == (False, None)
    assert do_not_call.listed([NUMBER, OTHER]) == set()
    entry = listed.show(do_not_call.number_hash(NUMBER))
    assert (entry.lifted_because, entry.lifted_by, entry.lead) == ("客户本人同意", "Boss", None)
    assert lifted_entries() == 1


def test_the_number_of_an_erased_lead_comes_off_alone(lead, boss):
    key = put("+8613700137000")
    do_not_call.lift(key, boss.id, "客户本人同意")
    assert do_not_call.listed([NUMBER, OTHER, "+8613700137000"]) == {NUMBER, OTHER}
    assert db.session.get(Lead, lead.id).do_not_call
    assert lifted_entries() == 1


def test_lifting_needs_a_reason_and_a_number_on_the_list(lead, boss):
    key = do_not_call.number_hash(NUMBER)
    assert refused(do_not_call.lift, key, boss.id, "  ") == "reason_needed"
    assert refused(do_not_call.lift, "nothing", boss.id, "why") == "do_not_call_not_listed"
    do_not_call.lift(key, boss.id, "why")
    assert refused(do_not_call.lift, key, boss.id, "again") == "do_not_call_not_listed"
    assert lifted_entries() == 1


def test_a_number_that_is_put_on_again_says_nothing_of_the_time_before(boss):
    key = put(NUMBER)
    do_not_call.lift(key, boss.id, "why")
    put(NUMBER)
    entry = listed.show(key)
    assert (entry.lifted_at, entry.lifted_because, entry.lifted_by) == (None, "", None)
    assert listed.count() == 1


def test_no_number_stands_on_the_list(lead):
    kept = db.session.scalars(select(DoNotCall.number_hash)).all()
    assert len(kept) == listed.count() == 2
    assert all("138" not in key[:3] and len(key) == 64 for key in kept)


def test_two_who_lift_at_once_are_one(app, boss):
    key = put(NUMBER)
    boss_id = boss.id
    db.session.remove()

    def press(reason):
        with app.app_context():
            try:
                return do_not_call.lift(key, boss_id, reason)
            except RuleBroken as refusal:
                return refusal.code
            finally:
                db.session.remove()

    with ThreadPoolExecutor(2) as fingers:
        outcomes = list(fingers.map(press, ("一", "二")))
    assert outcomes.count("do_not_call_not_listed") == 1
    assert lifted_entries() == 1
