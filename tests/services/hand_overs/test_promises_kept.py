"""What a colleague agreed with a customer holds for who gets the lead (rules.md §2.3, §3)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app import clock
from app.extensions import db
from app.models import Call, Lead
from app.services.calls import sheet
from app.services.hand_overs import handing
from app.services.hand_overs.parts import Part
from app.services.hand_overs.receivers import Within
from app.services.recycling import drops, extending
from app.services.transaction import write
from tests import builders
from tests.calls import call
from tests.services.refusals import refused

pytestmark = pytest.mark.usefixtures("database", "set_clock")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)
THURSDAY_NOON = datetime(2026, 11, 26, 4, tzinfo=UTC)


@pytest.fixture
def bob():
    return builders.person("bob")


@pytest.fixture
def alice():
    return builders.person("alice")


@pytest.fixture
def promised(bob, set_clock):
    """A precise lead whose customer expects a call on Thursday."""
    due = {"due_at": THURSDAY_NOON, "due_kind": "call_back"}
    before = clock.now() - HOUR
    lead = builders.lead(kind="precise", owner=bob, owned_since=before - HOUR, **due)
    call(lead, bob, at=before, follow_up_at=THURSDAY_NOON)
    return lead.id


def over(giver, taker) -> None:
    handing.hand_over(giver.id, Part(), [taker.id], Within(giver.id), "病假")


def sections(person) -> list[str]:
    return [one.line.section for one in sheet.of(person.id).leads]


def test_it_is_left_in_peace_until_then_and_first_on_the_day(bob, alice, promised, set_clock):
    over(bob, alice)
    assert sections(alice) == []
    set_clock(THURSDAY_NOON - 2 * HOUR)
    assert sections(alice) == ["call_back"]


def test_a_lead_without_a_promise_is_a_new_one_for_who_gets_it(bob, alice):
    builders.lead(kind="precise", owner=bob, owned_since=clock.now() - HOUR)
    over(bob, alice)
    assert sections(alice) == ["new_precise"]


def test_it_does_not_drop_as_uncalled_before_the_promise(bob, alice, promised, set_clock):
    over(bob, alice)
    set_clock(clock.at(WEDNESDAY, datetime(2026, 1, 1, 9).time()))
    assert drops.look(clock.now()).dropped == []


def test_it_drops_eight_working_days_after_the_promise(bob, alice, promised):
    over(bob, alice)
    assert extending.dropping(promised, alice.id).now == date(2026, 12, 8)


def test_without_a_promise_it_drops_as_any_uncalled_one(bob, alice, set_clock):
    lead = builders.lead(kind="precise", owner=bob, owned_since=clock.now() - HOUR)
    over(bob, alice)
    assert extending.dropping(lead.id, alice.id).now == WEDNESDAY


def test_a_promise_in_a_call_that_counts_nowhere_is_none(bob, alice, promised):
    with write():
        made = db.session.query(Call).one()
        made.voided_at, made.voided_because = clock.now(), "test"
    over(bob, alice)
    assert sections(alice) == ["new_precise"]
    assert extending.dropping(promised, alice.id).now == WEDNESDAY


def test_his_own_call_takes_the_place_of_the_colleagues(bob, alice, promised, set_clock):
    over(bob, alice)
    set_clock(clock.now() + HOUR)
    call(db.session.get(Lead, promised), alice)
    assert extending.dropping(promised, alice.id).now == date(2026, 12, 3)


def test_a_promise_may_be_extended_but_not_a_lead_nobody_called(bob, alice, promised):
    uncalled = builders.lead(kind="precise", owner=bob, owned_since=clock.now() - HOUR)
    over(bob, alice)
    extending.extend(promised, alice.id, "客户出差")
    assert extending.dropping(promised, alice.id).now > date(2026, 12, 8)
    assert refused(extending.extend, uncalled.id, alice.id, "x") == "extend_uncalled"
    assert refused(extending.extend, promised, alice.id, "x") == "extend_twice"
