from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import HandOut, Lead, LeadMove, Presence, Source
from app.services import settings
from app.services.hand_outs import claims
from app.services.leads import moves
from app.services.transaction import write
from tests import builders
from tests.services.devices import Device

pytestmark = pytest.mark.usefixtures("database", "set_clock")
LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def alice():
    return builders.person("alice", hired_on=date(2026, 11, 2))


def waiting(count: int, kind: str = "precise", **facts: object) -> list[Lead]:
    first = clock.now() - timedelta(days=1)
    return [
        builders.lead(kind=kind, arrived_at=first + timedelta(minutes=n), **facts)
        for n in range(count)
    ]


def refused(work, *arguments) -> str:
    with pytest.raises(RuleBroken) as refusal:
        work(*arguments)
    return refusal.value.code


def test_the_oldest_waiting_lead_comes_first(alice):
    oldest = waiting(3)[0]
    assert claims.claim_precise(alice.id) == [oldest.id]
    lead = db.session.get(Lead, oldest.id)
    assert (lead.owner_id, lead.owned_since) == (alice.id, clock.now())


def test_every_claim_is_a_row_of_the_ledger_and_of_the_leads_history(alice):
    waiting(3)
    claims.claim_precise(alice.id, 2)
    claims.claim_precise(alice.id)
    ledger = db.session.scalars(select(HandOut).order_by(HandOut.number)).all()
    assert [row.number for row in ledger] == [1, 2, 3]
    assert ledger[0].why["code"] == "claim_offer"
    assert len(db.session.scalars(select(LeadMove)).all()) == 3


def test_the_source_with_the_most_waiting_gives_first(alice):
    small, large = builders.add(Source(name="a")), builders.add(Source(name="b"))
    waiting(1, source_id=small.id)
    waiting(2, source_id=large.id)
    got = claims.claim_precise(alice.id, 3)
    sources = [db.session.get(Lead, lead_id).source_id for lead_id in got]
    assert sources == [large.id, small.id, large.id]


def test_ten_a_day_in_the_first_month_and_not_one_more(alice):
    waiting(12)
    assert len(claims.claim_precise(alice.id, 20)) == 10
    assert refused(claims.claim_precise, alice.id) == "claim_quota_taken"


def test_leads_in_hand_without_a_call_stop_the_claim_until_they_are_called(alice):
    settings.put("quota.first_month", 2, since=LONG_AGO, actor_id=None)
    held = [builders.lead(kind="precise", owner=alice) for _ in range(2)]
    waiting(2)
    assert refused(claims.claim_precise, alice.id) == "claim_uncalled"
    phone = Device(alice)
    phone.send(phone.call(held[0], at=clock.now().isoformat(), age_ms=0))
    assert len(claims.claim_precise(alice.id)) == 1


def test_returning_a_lead_wins_nothing(alice):
    settings.put("quota.first_month", 1, since=LONG_AGO, actor_id=None)
    waiting(2)
    [got] = claims.claim_precise(alice.id)
    with write():
        moves.release(db.session.get(Lead, got), "returned", {}, alice.id)
    assert refused(claims.claim_precise, alice.id) == "claim_quota_taken"


def test_who_gave_a_lead_up_does_not_get_it_back_for_30_days(alice, set_clock):
    [lead] = waiting(1)
    claims.claim_precise(alice.id)
    with write():
        moves.release(db.session.get(Lead, lead.id), "returned", {}, alice.id)
    assert refused(claims.claim_precise, alice.id) == "claim_nothing_waiting"
    set_clock(clock.now() + timedelta(days=31))
    assert claims.claim_precise(alice.id) == [lead.id]


def test_the_absent_get_nothing(alice):
    waiting(1)
    waiting(1, kind="ordinary")
    builders.add(Presence(person_id=alice.id, day=clock.today(), half_days=0))
    assert refused(claims.claim_precise, alice.id) == "claim_absent"
    assert refused(claims.claim_ordinary, alice.id) == "claim_absent_ordinary"


def test_half_a_day_is_half_the_quota_rounded_up(alice):
    settings.put("quota.first_month", 5, since=LONG_AGO, actor_id=None)
    waiting(9)
    builders.add(Presence(person_id=alice.id, day=clock.today(), half_days=1))
    assert len(claims.claim_precise(alice.id, 9)) == 3


def test_nobody_gets_who_said_stop_is_gone_or_cools_down(alice):
    waiting(1, do_not_call=True)
    waiting(1, gone_because="wrong_number")
    waiting(1, cool_until=clock.today() + timedelta(days=1))
    assert refused(claims.claim_precise, alice.id) == "claim_nothing_waiting"


def test_a_cool_down_is_over_on_its_day(alice):
    [lead] = waiting(1, cool_until=clock.today())
    assert claims.claim_precise(alice.id) == [lead.id]


def test_ordinary_leads_come_in_batches_up_to_the_holding_cap(alice):
    waiting(75, kind="ordinary")
    batches = [len(claims.claim_ordinary(alice.id)) for _ in range(6)]
    assert batches == [10] * 6
    assert refused(claims.claim_ordinary, alice.id) == "claim_holding_cap"


def test_the_last_batch_is_what_is_left(alice):
    waiting(3, kind="ordinary")
    assert len(claims.claim_ordinary(alice.id)) == 3
    assert refused(claims.claim_ordinary, alice.id) == "claim_no_ordinary"


def test_the_database_refuses_the_same_number_of_the_ledger_twice(alice):
    [lead] = waiting(1)
    claims.claim_precise(alice.id)
    row = {"person_id": alice.id, "day": clock.today(), "kind": "precise", "number": 1}
    with pytest.raises(Exception, match="(?i)unique"), write() as session:
        session.add(HandOut(**row, lead_id=lead.id, at=clock.now(), how="claim", why={}))


def test_a_lead_that_is_still_to_arrive_is_not_claimed(alice):
    for kind in ("precise", "ordinary"):
        builders.lead(kind=kind, arrived_at=clock.now() + timedelta(minutes=1))
    assert refused(claims.claim_precise, alice.id) == "claim_nothing_waiting"
    assert refused(claims.claim_ordinary, alice.id) == "claim_no_ordinary"
