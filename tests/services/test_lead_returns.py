"""Leads given back: what comes back in quota, and what does not (rules.md §2.2, §2.3)."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Lead, LeadMove, LeadReturn
from app.models.visible import ALL, TEAM
from app.services.hand_outs import claims, planning, standings
from app.services.leads import returns
from app.services.leads.returns import Judge
from tests import builders, whole
from tests.services.devices import Device

pytestmark = pytest.mark.usefixtures("database", "set_clock")


@pytest.fixture
def alice():
    return builders.person("alice")


@pytest.fixture
def boss():
    return builders.person("boss", "manager")


def claimed(alice, count: int = 1) -> list[int]:
    for _ in range(count):
        builders.lead(kind="precise", arrived_at=clock.now() - timedelta(hours=3))
    return claims.claim_precise(alice.id, count)


def entitlement(alice) -> int:
    return standings.of_each([alice], clock.today())[alice.id].entitlement


def state(lead_id: int) -> str | None:
    return db.session.scalar(select(LeadReturn.state).where(LeadReturn.lead_id == lead_id))


def waiting(boss) -> list[int]:
    return [one.id for one in returns.waiting(Judge(boss.id, ALL))]


def refused(work, *arguments, **named) -> str:
    with pytest.raises(RuleBroken) as refusal:
        work(*arguments, **named)
    return refusal.value.code


def test_claim_look_return_claim_wins_nothing(alice):
    ids = claimed(alice, 10)
    assert entitlement(alice) == 0
    for lead_id in ids:
        returns.give_back(lead_id, alice.id, "other", "不好打")
    assert entitlement(alice) == 0
    assert refused(claims.claim_precise, alice.id) == "claim_quota_taken"


def test_a_wrong_number_gives_quota_back_once_somebody_confirms_it(alice, boss):
    [lead_id, *_] = claimed(alice, 10)
    returns.give_back(lead_id, alice.id, "wrong_number", "")
    assert (state(lead_id), entitlement(alice)) == ("waiting", 0)
    [return_id] = waiting(boss)
    returns.settle(return_id, Judge(boss.id, ALL), credit=True, note="")
    assert (state(lead_id), entitlement(alice)) == ("credited", 1)
    assert waiting(boss) == []


def test_a_credit_is_of_its_day_alone(alice, boss, set_clock):
    [lead_id] = claimed(alice)
    returns.give_back(lead_id, alice.id, "duplicate", "")
    returns.settle(waiting(boss)[0], Judge(boss.id, ALL), credit=True, note="")
    set_clock(clock.now() + timedelta(days=1))
    assert entitlement(alice) == 10


def test_what_is_confirmed_leaves_the_pool_and_what_is_refused_waits_for_others(alice, boss):
    good, bad = claimed(alice, 2)
    for lead_id in (good, bad):
        returns.give_back(lead_id, alice.id, "wrong_number", "")
    first, second = waiting(boss)
    returns.settle(first, Judge(boss.id, ALL), credit=False, note="打通了")
    returns.settle(second, Judge(boss.id, ALL), credit=True, note="")
    leads = {lead.id: lead for lead in db.session.scalars(select(Lead))}
    assert (leads[good].gone_because, leads[bad].gone_because) == (None, "wrong_number")
    waits = [one.lead for one in planning.plan(clock.now()).waiting]
    assert waits == [good]


def test_another_trade_waits_for_others_at_once_and_not_for_the_same_rep(alice):
    [lead_id] = claimed(alice)
    returns.give_back(lead_id, alice.id, "other_trade", "")
    assert state(lead_id) == "noted"
    [waits] = planning.plan(clock.now()).waiting
    assert (waits.lead, waits.barred) == (lead_id, {alice.id})


def test_the_history_says_who_gave_it_back_and_why(alice):
    [lead_id] = claimed(alice)
    returns.give_back(lead_id, alice.id, "other", "同行来探底")
    move = db.session.scalars(select(LeadMove).order_by(LeadMove.id.desc())).first()
    assert (move.from_id, move.rule, move.actor_id) == (alice.id, "returned", alice.id)
    assert move.why == {"code": "return_other", "params": {"note": "同行来探底"}}
    assert whole.findings() == []


def test_a_call_that_finds_a_wrong_number_asks_for_the_same_word(alice, boss):
    [lead_id, *_] = claimed(alice, 10)
    phone = Device(alice)
    phone.send(phone.call(db.session.get(Lead, lead_id), disposition="wrong_number"))
    assert (state(lead_id), entitlement(alice)) == ("waiting", 0)
    returns.settle(waiting(boss)[0], Judge(boss.id, ALL), credit=True, note="")
    assert entitlement(alice) == 1


def test_an_ordinary_wrong_number_asks_nobody(alice, boss):
    phone = Device(alice)
    lead = builders.lead(owner=alice)
    phone.send(phone.call(lead, disposition="wrong_number"))
    returns.give_back(builders.lead(owner=alice).id, alice.id, "wrong_number", "")
    assert len(waiting(boss)) == 1
    before = entitlement(alice)
    returns.settle(waiting(boss)[0], Judge(boss.id, ALL), credit=True, note="")
    assert entitlement(alice) == before


def test_nobody_confirms_his_own(boss):
    boss_too = builders.person("both", "rep", "manager")
    [lead_id] = claimed(boss_too)
    returns.give_back(lead_id, boss_too.id, "wrong_number", "")
    judge = Judge(boss_too.id, ALL)
    [return_id] = waiting(boss_too)
    assert refused(returns.settle, return_id, judge, credit=True, note="") == "return_own"
    with pytest.raises(IntegrityError):
        db.session.execute(
            text(
                "UPDATE lead_return SET state = 'credited', settled_by_id = person_id,"
                " settled_on = '2026-11-23'"
            )
        )
    db.session.rollback()


def test_one_word_is_enough_and_a_refusal_has_a_reason(alice, boss):
    [lead_id] = claimed(alice)
    returns.give_back(lead_id, alice.id, "wrong_number", "")
    judge, [return_id] = Judge(boss.id, ALL), waiting(boss)
    assert refused(returns.settle, return_id, judge, credit=False, note="") == "reason_needed"
    returns.settle(return_id, judge, credit=True, note="")
    assert refused(returns.settle, return_id, judge, credit=False, note="不对") == "return_settled"


def test_a_supervisor_of_another_team_sees_nothing_of_it(alice):
    team, other = builders.team(), builders.team("二队")
    carol = builders.person("carol", team=team)
    chief = builders.person("chief", "supervisor", team=other)
    [lead_id] = claimed(carol)
    returns.give_back(lead_id, carol.id, "wrong_number", "")
    judge, [return_id] = Judge(chief.id, TEAM), waiting(carol)
    assert returns.waiting(judge) == []
    assert refused(returns.settle, return_id, judge, credit=True, note="") == "missing"


@pytest.mark.parametrize(
    ("reason", "note", "code"),
    [("", "", "return_reason"), ("bored", "", "return_reason"), ("other", "", "return_note")],
)
def test_a_return_without_a_good_reason_is_refused(alice, reason, note, code):
    [lead_id] = claimed(alice)
    assert refused(returns.give_back, lead_id, alice.id, reason, note) == code
    assert db.session.get(Lead, lead_id).owner_id == alice.id


def test_only_the_owner_gives_back(alice):
    [lead_id] = claimed(alice)
    bob = builders.person("bob")
    assert refused(returns.give_back, lead_id, bob.id, "other", "给我") == "missing"
    assert refused(returns.give_back, 999, bob.id, "other", "给我") == "missing"
