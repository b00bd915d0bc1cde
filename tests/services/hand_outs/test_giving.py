from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import HandOut, Lead, LeadMove, Presence
from app.services import settings
from app.services.hand_outs import giving, standings
from app.services.leads import moves
from app.services.transaction import write
from tests import builders, whole

pytestmark = pytest.mark.usefixtures("database", "set_clock")


@pytest.fixture
def boss():
    return builders.person("boss", "manager")


@pytest.fixture
def alice():
    return builders.person("alice")


def refused(*arguments) -> str:
    with pytest.raises(RuleBroken) as refusal:
        giving.give(*arguments)
    return refusal.value.code


def give_up(lead, when: datetime, set_clock) -> None:
    set_clock(when)
    with write():
        moves.release(db.session.get(Lead, lead.id), "leaver", {}, None)


def test_it_goes_to_this_rep_with_the_reason_and_counts_as_taken(boss, alice):
    lead = builders.lead(kind="precise")
    giving.give(lead.id, alice.id, boss.id, "老客户点名找她")
    [entry] = db.session.scalars(select(HandOut))
    [move] = db.session.scalars(select(LeadMove))
    assert (entry.how, entry.counts, move.rule, move.actor_id) == ("given", True, "given", boss.id)
    assert move.why["params"] == {"reason": "老客户点名找她"}
    assert standings.of_each([alice], clock.today())[alice.id].taken == 1
    assert whole.findings() == []


def test_it_may_go_beyond_the_quota(boss, alice):
    settings.put("quota.first_month", 0, since=date(2020, 1, 1), actor_id=None)
    giving.give(builders.lead(kind="precise").id, alice.id, boss.id, "点名")
    assert standings.of_each([alice], clock.today())[alice.id].entitlement == 0


def test_a_lead_in_somebodys_hands_stays_there(boss, alice):
    held = builders.lead(kind="precise", owner=builders.person("bob"))
    assert refused(held.id, alice.id, boss.id, "换人") == "give_owned"


def test_who_gave_it_up_does_not_get_it_back_for_thirty_days(boss, alice, set_clock):
    lead = builders.lead(kind="precise", owner=alice)
    give_up(lead, datetime(2026, 11, 2, 2, tzinfo=UTC), set_clock)
    set_clock(datetime(2026, 12, 1, 2, tzinfo=UTC))
    assert refused(lead.id, alice.id, boss.id, "再试") == "give_barred"
    set_clock(datetime(2026, 12, 2, 1, tzinfo=UTC))
    giving.give(lead.id, alice.id, boss.id, "再试")


@pytest.mark.parametrize(
    "facts",
    [{"do_not_call": True}, {"gone_because": "wrong_number"}, {"cool_until": date(2026, 12, 1)}],
)
def test_a_lead_that_nobody_may_call_goes_to_nobody(boss, alice, facts):
    lead = builders.lead(kind="precise", **facts)
    assert refused(lead.id, alice.id, boss.id, "试试") == "give_not_callable"


def test_the_absent_get_nothing(boss, alice):
    builders.add(Presence(person_id=alice.id, day=clock.today(), half_days=0))
    for kind in ("precise", "ordinary"):
        assert refused(builders.lead(kind=kind).id, alice.id, boss.id, "急") == "give_absent"


def test_on_a_free_day_ordinary_leads_alone_are_given(boss, alice, set_clock):
    set_clock(clock.now() - timedelta(days=1))
    assert refused(builders.lead(kind="precise").id, alice.id, boss.id, "急") == "give_free_day"
    giving.give(builders.lead().id, alice.id, boss.id, "急")


def test_who_does_not_sell_gets_no_leads(boss, alice):
    lead = builders.lead(kind="precise")
    assert refused(lead.id, boss.id, boss.id, "自己来") == "give_nobody"
    assert refused(lead.id, 99, boss.id, "谁") == "missing"
