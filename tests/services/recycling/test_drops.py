"""What drops in which morning run. 2 March 2026 is a Monday."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Lead, LeadMove, Presence
from app.services.hand_outs import planning, runs
from app.services.recycling import drops
from tests import builders, whole
from tests.calls import call

pytestmark = pytest.mark.usefixtures("database")


def march(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour - 8, minute, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday(set_clock):
    set_clock(march(2))


@pytest.fixture
def alice():
    return builders.person("alice", hired_on=date(2026, 2, 2))


def dropped(day: int) -> list[int]:
    return [one.lead_id for one in drops.recycle(planning.at_morning(date(2026, 3, day))).dropped]


def held(alice, since: datetime, kind: str = "precise", **facts: object) -> Lead:
    lead = builders.lead(kind=kind, **facts)
    with_owner(lead, alice, since)
    return lead


def with_owner(lead: Lead, person, since: datetime) -> None:
    found = db.session.get(Lead, lead.id)
    found.owner_id, found.owned_since = person.id, since
    db.session.add(LeadMove(lead_id=lead.id, at=since, to_id=person.id, rule="given", why={}))
    db.session.commit()


def test_a_precise_lead_of_friday_without_a_call_drops_on_tuesday(alice):
    lead = held(alice, march(6))
    assert dropped(9) == []
    assert dropped(10) == [lead.id]
    found = db.session.get(Lead, lead.id)
    assert (found.owner_id, found.waiting_since) == (None, march(10))
    move = db.session.scalars(select(LeadMove).order_by(LeadMove.id.desc())).first()
    assert (move.from_id, move.to_id, move.rule, move.at) == (
        *(alice.id, None),
        *("recycle_uncalled", march(10)),
    )
    assert move.why["params"] == {"since": "2026-03-06", "days": 2}


def test_the_run_of_the_day_catches_up_what_an_earlier_one_missed(alice):
    lead = held(alice, march(6))
    assert dropped(13) == [lead.id]


def test_running_twice_changes_nothing(alice):
    held(alice, march(6))
    assert len(dropped(10)) == 1
    before = db.session.scalar(select(LeadMove.id).order_by(LeadMove.id.desc()))
    assert dropped(10) == []
    assert db.session.scalar(select(LeadMove.id).order_by(LeadMove.id.desc())) == before


def test_looking_takes_nothing_and_says_the_same(alice):
    lead = held(alice, march(6))
    assert [one.lead_id for one in drops.look(march(10)).dropped] == [lead.id]
    assert db.session.get(Lead, lead.id).owner_id == alice.id


def test_it_is_warned_about_on_the_working_day_before(alice):
    lead = held(alice, march(2), "ordinary")
    assert drops.look(march(10)).warned == []
    [warned] = drops.look(march(11)).warned
    assert (warned.lead_id, warned.drop.day) == (lead.id, date(2026, 3, 12))
    assert dropped(12) == [lead.id]


def test_a_day_of_absence_does_not_count(alice):
    lead = held(alice, march(6))
    builders.add(Presence(person_id=alice.id, day=date(2026, 3, 9), half_days=0))
    assert dropped(10) == []
    assert dropped(11) == [lead.id]


def test_a_call_saves_it_and_a_voided_one_does_not(alice):
    saved, lost = held(alice, march(6)), held(alice, march(6))
    call(saved, alice, at=march(6, 11))
    call(lost, alice, at=march(6, 11), voided_at=march(6, 12), voided_because="测试")
    assert dropped(10) == [lost.id]


def test_a_call_after_the_morning_of_the_day_does_not_save_it(alice):
    lead = held(alice, march(6))
    call(lead, alice, at=march(10, 9, 1))
    assert dropped(10) == [lead.id]


def test_a_call_of_an_earlier_owner_is_none_of_ours(alice):
    lead = builders.lead(kind="precise")
    call(lead, builders.person("bob"), at=march(3, 11))
    with_owner(lead, alice, march(6))
    assert dropped(10) == [lead.id]


def test_a_promise_keeps_it_past_its_day(alice):
    lead = held(alice, march(2))
    call(lead, alice, at=march(2, 11), disposition="interested", follow_up_at=march(12, 10))
    assert dropped(20) == []
    assert dropped(24) == [lead.id]


def test_a_friendly_contact_on_the_maintenance_list_stays_thirty_working_days(alice):
    lead = held(alice, march(2))
    call(lead, alice, at=march(2, 11), disposition="friendly_not_coming", later=["maintenance"])
    assert dropped(31) == []
    [found] = [one.drop.day for one in drops.recycle(march(1) + timedelta(60)).dropped]
    assert found == date(2026, 4, 14)
    assert db.session.get(Lead, lead.id).owner_id is None


def test_an_own_lead_that_drops_waits_among_the_ordinary_ones(alice):
    lead = held(alice, march(2), "own")
    [fallen] = drops.recycle(planning.at_morning(date(2026, 4, 20))).dropped
    assert fallen.drop.why.code == "recycle_own"
    assert db.session.get(Lead, lead.id).kind == "ordinary"


def test_what_drops_in_the_morning_goes_out_in_the_same_morning_to_another(alice):
    lead = held(alice, march(6))
    bob = builders.person("bob", hired_on=date(2026, 2, 2))
    drops.recycle(march(10))
    runs.hand_out("morning", None, march(10))
    assert db.session.get(Lead, lead.id).owner_id == bob.id


def test_it_does_not_come_back_to_the_same_rep_for_thirty_days(alice, set_clock):
    lead = held(alice, march(6))
    drops.recycle(march(10))
    for day, owner in (("2026-04-08", None), ("2026-04-09", alice.id)):
        runs.hand_out("morning", None, planning.at_morning(date.fromisoformat(day)))
        assert db.session.get(Lead, lead.id).owner_id == owner


def test_a_free_day_is_refused(alice):
    with pytest.raises(RuleBroken, match="recycle_free_day"):
        drops.recycle(march(8))


def test_the_data_are_whole_afterwards(alice):
    held(alice, march(6))
    held(alice, march(2), "own")
    drops.recycle(march(12))
    found = {one.code for one in whole.findings()} - {"check_move_without_ledger"}
    assert found == set()
    assert clock.now() == march(2)
