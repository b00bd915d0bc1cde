"""Leads beyond what the quotas take, on Tuesday 24 November 2026 at ten in the morning."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import AllocationRun, HandOut, Lead, Presence
from app.models.allocation import BY_HAND
from app.rules.leads.claims import Standing
from app.services.hand_outs import runs, standings, surplus
from tests import builders, whole

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def tuesday(set_clock):
    set_clock(datetime(2026, 11, 24, 2, tzinfo=UTC))


def waits(days: int, count: int = 1, **facts: object) -> list[Lead]:
    at = clock.now() - timedelta(days=days)
    return [builders.lead(kind="precise", arrived_at=at, **facts) for _ in range(count)]


def standing(person) -> Standing:
    return standings.of_each([person], clock.today())[person.id]


def refused(*arguments) -> str:
    with pytest.raises(RuleBroken) as refusal:
        surplus.hand_out_extra(*arguments)
    return refusal.value.code


def test_what_waits_longer_than_a_working_day_is_shown_with_its_cost():
    waits(1, 5, cost_fen=999)
    waits(4, 2, cost_fen=8050)
    waits(5)
    assert surplus.of_today() == surplus.Surplus(leads=3, cost_fen=16100, cost_known=2, wasted=1)


def test_a_lead_somebody_once_had_is_no_waste_of_the_team():
    alice = builders.person("alice")
    [lead] = waits(6)
    runs.hand_out(BY_HAND, None)
    assert surplus.of_today().wasted == 0
    assert db.session.get(Lead, lead.id).owner_id == alice.id


def test_the_extra_goes_beyond_the_quota_and_does_not_count_as_taken():
    alice, bob = builders.person("alice"), builders.person("bob")
    waits(4, 30)
    runs.hand_out(BY_HAND, None)
    run = db.session.get(
        AllocationRun, surplus.hand_out_extra(3, [alice.id, bob.id], bob.id, "展会")
    )
    assert (run.how, run.handed_out, run.left_over, run.note) == ("extra", 6, 4, "展会")
    extra = db.session.scalars(select(HandOut).where(HandOut.run_id == run.id)).all()
    assert {row.counts for row in extra} == {False}
    assert standing(alice).taken == 10
    assert whole.findings() == []


def test_the_extra_takes_the_surplus_alone():
    alice = builders.person("alice")
    waits(1, 2)
    assert refused(5, [alice.id], alice.id, "多") == "extra_nothing"


def test_who_is_away_gets_no_extra():
    alice, bob = builders.person("alice"), builders.person("bob")
    builders.add(Presence(person_id=bob.id, day=clock.today(), half_days=0))
    waits(4, 4)
    assert refused(2, [bob.id], alice.id, "多") == "extra_nobody"
    surplus.hand_out_extra(4, [alice.id, bob.id], alice.id, "多")
    assert {lead.owner_id for lead in db.session.scalars(select(Lead))} == {alice.id}


@pytest.mark.parametrize("each", [0, -1, 101])
def test_a_number_that_makes_no_sense_is_refused(each):
    alice = builders.person("alice")
    waits(4)
    assert refused(each, [alice.id], alice.id, "多") == "extra_number"
