from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Lead, LeadMove, Person
from app.services.hand_outs import giving
from app.services.hand_overs import departing
from app.services.hand_overs.handing import Done
from app.services.leads import moves
from app.services.transaction import write
from tests import builders, whole
from tests.services.refusals import refused

pytestmark = pytest.mark.usefixtures("database", "set_clock")
TODAY, DAY = date(2026, 11, 23), timedelta(days=1)


@pytest.fixture
def boss():
    return builders.person("boss", "manager")


@pytest.fixture
def bob():
    return builders.person("bob")


@pytest.fixture
def alice():
    return builders.person("alice")


def held(owner) -> int:
    lead = builders.lead()
    giving.give(lead.id, owner.id, owner.id, "test")
    return lead.id


def owners() -> list[int | None]:
    return list(db.session.scalars(select(Lead.owner_id).order_by(Lead.id)))


def is_active(person) -> bool:
    return db.session.get(Person, person.id).is_active


def test_who_leaves_now_hands_all_over_in_the_same_act(boss, bob, alice):
    lead = held(bob)
    assert departing.depart(bob.id, TODAY, [alice.id], boss.id) == Done(1, 0)
    assert (owners(), is_active(bob)) == ([alice.id], False)
    last = db.session.scalars(
        select(LeadMove).where(LeadMove.lead_id == lead).order_by(LeadMove.id.desc())
    ).first()
    assert (last.rule, last.why["params"]["reason"]["code"]) == ("hand_over", "hand_over_leaver")
    assert whole.findings() == []


def test_what_they_may_not_have_goes_to_the_pool(boss, bob, alice):
    lead = held(alice)
    with write():
        moves.release(db.session.get(Lead, lead), "returned", {}, None)
    giving.give(lead, bob.id, bob.id, "test")
    held(bob)
    assert departing.depart(bob.id, TODAY, [alice.id], boss.id) == Done(1, 1)
    assert owners() == [None, alice.id]


def test_without_anybody_all_goes_to_the_pool(boss, bob):
    held(bob)
    assert departing.depart(bob.id, TODAY, [], boss.id) == Done(0, 1)
    assert owners() == [None]


def test_who_has_nothing_leaves_all_the_same(boss, bob, alice):
    assert departing.depart(bob.id, TODAY, [alice.id], boss.id) == Done(0, 0)
    assert not is_active(bob)


@pytest.mark.parametrize("last_day", [TODAY, TODAY + DAY])
def test_on_a_later_day_they_cannot_go_to_colleagues(boss, bob, alice, last_day):
    held(bob)
    named = {"at_once": False}
    assert refused(departing.depart, bob.id, last_day, [alice.id], boss.id, **named) == (
        "hand_over_later"
    )
    assert (owners(), is_active(bob)) == ([bob.id], True)
    assert db.session.get(Person, bob.id).left_on is None


def test_a_departure_that_is_refused_moves_nothing(boss, bob, alice):
    builders.lead(owner=boss)
    assert refused(departing.depart, boss.id, TODAY, [alice.id], boss.id) == "own_departure"
    assert owners() == [boss.id]
