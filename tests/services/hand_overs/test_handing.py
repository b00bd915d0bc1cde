from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import HandOut, Lead, LeadMove, Presence
from app.services.hand_outs import giving, standings
from app.services.hand_overs import handing, planning
from app.services.hand_overs.parts import Part
from app.services.hand_overs.receivers import Within
from app.services.leads import moves
from app.services.transaction import write
from tests import builders, whole
from tests.services.refusals import refused

pytestmark = pytest.mark.usefixtures("database", "set_clock")
TODAY = date(2026, 11, 23)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def boss():
    return builders.person("boss", "manager")


@pytest.fixture
def bob():
    return builders.person("bob")


@pytest.fixture
def alice():
    return builders.person("alice")


@pytest.fixture
def carol():
    return builders.person("carol")


def held(owner, **facts) -> Lead:
    """A lead that came to its owner by the rules, so that the checks may be run over it."""
    kind = facts.pop("kind", "precise")
    lead = builders.lead(kind="ordinary" if kind == "own" else kind)
    giving.give(lead.id, owner.id, owner.id, "test")
    with write():
        lead = again(lead)
        for name, value in {**facts, "kind": kind}.items():
            setattr(lead, name, value)
    return lead


def again(lead: Lead) -> Lead:
    return db.session.get(Lead, lead.id)


def let_go(lead: Lead) -> None:
    with write():
        moves.release(again(lead), "returned", {}, None)


def owners() -> list[int | None]:
    return list(db.session.scalars(select(Lead.owner_id).order_by(Lead.id)))


def over(giver, *takers, part=None, reason="休假", by=None):
    within = Within(by.id if by else giver.id)
    return handing.hand_over(giver.id, part or Part(), [one.id for one in takers], within, reason)


def test_a_colleague_gets_it_with_its_promise_and_all_that_is_known(boss, bob, alice, set_clock):
    due = clock.now() + 3 * HOUR
    lead = held(bob, due_at=due, due_kind="call_back", grade="A", stage="quote")
    rev = lead.rev
    set_clock(clock.now() + HOUR)
    assert over(bob, alice, by=boss) == handing.Done(1, 0)
    lead = again(lead)
    assert (lead.owner_id, lead.owned_since, lead.rev) == (alice.id, clock.now(), rev + 1)
    assert (lead.due_at, lead.due_kind, lead.grade, lead.stage) == (due, "call_back", "A", "quote")
    [*_, move] = db.session.scalars(select(LeadMove).order_by(LeadMove.id))
    assert (move.from_id, move.to_id, move.rule, move.actor_id) == (
        bob.id,
        alice.id,
        "hand_over",
        boss.id,
    )
    assert move.why == {"code": "hand_over", "params": {"reason": "休假"}}


def test_it_is_no_hand_out_and_gives_no_quota_back(bob, alice):
    held(bob)
    before = standings.of_each([bob, alice], TODAY)
    over(bob, alice)
    after = standings.of_each([bob, alice], TODAY)
    assert len(db.session.scalars(select(HandOut)).all()) == 1
    for one in (bob, alice):
        assert after[one.id].taken == before[one.id].taken
        assert after[one.id].credits == before[one.id].credits
    assert after[alice.id].uncalled == 1
    assert whole.findings() == []


def test_what_he_found_himself_is_ordinary_in_other_hands(bob, alice):
    lead = held(bob, kind="own")
    over(bob, alice)
    assert again(lead).kind == "ordinary"


def test_promises_and_grade_a_are_shared_out_first(bob, alice, carol):
    plain = [held(bob) for _ in range(3)]
    good = [held(bob, grade="A") for _ in range(2)]
    due = {"due_at": clock.now() + HOUR, "due_kind": "follow_up"}
    promised = [held(bob, **due) for _ in range(2)]
    over(bob, alice, carol)
    for group in (good, promised):
        assert {again(one).owner_id for one in group} == {alice.id, carol.id}
    assert sorted(again(one).owner_id for one in plain) == [alice.id, alice.id, carol.id]


def test_who_let_go_of_it_of_late_does_not_get_it_and_the_pool_does(bob, alice, set_clock):
    lead = builders.lead(kind="ordinary", owner=alice)
    let_go(lead)
    giving.give(lead.id, bob.id, bob.id, "test")
    assert over(bob, alice) == handing.Done(0, 1)
    assert again(lead).owner_id is None
    [*_, move] = db.session.scalars(select(LeadMove).order_by(LeadMove.id))
    assert (move.rule, move.to_id) == ("called_in", None)
    assert move.why["code"] == "hand_over_barred"
    assert move.why["params"] == {"reason": "休假", "days": 30}


@pytest.mark.parametrize(("days", "to_alice"), [(29, False), (30, True)])
def test_thirty_days_later_he_may_have_it_again(bob, alice, set_clock, days, to_alice):
    lead = builders.lead(kind="ordinary", owner=alice)
    let_go(lead)
    set_clock(clock.now() + days * DAY)
    giving.give(lead.id, bob.id, bob.id, "test")
    over(bob, alice)
    assert (again(lead).owner_id == alice.id) is to_alice


def test_another_colleague_gets_what_one_may_not_have(bob, alice, carol):
    lead = builders.lead(kind="ordinary", owner=alice)
    let_go(lead)
    giving.give(lead.id, bob.id, bob.id, "test")
    assert over(bob, alice, carol) == handing.Done(1, 0)
    assert again(lead).owner_id == carol.id


def test_who_was_away_may_have_his_leads_back(bob, alice):
    lead = held(bob, kind="ordinary")
    over(bob, alice)
    assert over(alice, bob) == handing.Done(1, 0)
    assert again(lead).owner_id == bob.id
    assert whole.findings() == []


def test_the_pool_gets_all_with_nothing_due(boss, bob):
    lead = held(bob, due_at=clock.now() + HOUR, due_kind="call_back", grade="A", kind="own")
    assert handing.give_back(bob.id, Part(), boss.id, "长假") == handing.Done(0, 1)
    lead = again(lead)
    assert (lead.owner_id, lead.due_at, lead.grade, lead.kind) == (None, None, "A", "ordinary")
    [*_, move] = db.session.scalars(select(LeadMove).order_by(LeadMove.id))
    assert (move.rule, move.why["params"], move.actor_id) == (
        "called_in",
        {"reason": "长假"},
        boss.id,
    )
    assert whole.findings() == []


def test_only_the_promises_of_his_days_away_go(bob, alice):
    days = {"call_back": 0, "follow_up": 1, "retry": 0}
    leads = {
        kind: held(bob, due_at=clock.now() + n * DAY, due_kind=kind) for kind, n in days.items()
    }
    late = held(bob, due_at=clock.now() + 2 * DAY, due_kind="call_back")
    before = held(bob, due_at=clock.now() - DAY, due_kind="call_back")
    over(bob, alice, part=Part("promises", TODAY, TODAY + DAY))
    assert {kind: again(lead).owner_id for kind, lead in leads.items()} == {
        "call_back": alice.id,
        "follow_up": alice.id,
        "retry": bob.id,
    }
    assert again(late).owner_id == again(before).owner_id == bob.id
    over(bob, alice, part=Part("call_backs"))
    assert again(late).owner_id == again(before).owner_id == alice.id


def test_whoever_presses_second_finds_nothing_left(boss, bob, alice):
    held(bob)
    over(bob, alice)
    assert refused(over, bob, alice) == "hand_over_nothing"
    assert refused(handing.give_back, bob.id, Part(), boss.id, "x") == "hand_over_nothing"


def test_it_needs_a_reason_and_somebody_who_sells_within_reach(boss, bob, alice):
    held(bob)
    assert refused(over, bob, alice, reason="") == "reason_needed"
    gone = builders.person("gone", disabled_at=clock.now())
    later = builders.person("later", hired_on=TODAY + DAY)
    for taker in (bob, boss, gone, later):
        assert refused(over, bob, taker) == "hand_over_nobody"
        assert refused(over, bob, alice, taker) == "hand_over_nobody"
    assert refused(over, bob) == "hand_over_nobody"
    assert owners() == [bob.id]


def test_a_supervisor_hands_over_within_the_own_team(bob):
    first, second = builders.team("一队"), builders.team("二队")
    chief = builders.person("chief", "supervisor", team=first)
    mate = builders.person("mate", team=first)
    stranger = builders.person("stranger", team=second)
    giver = builders.person("giver", team=first)
    held(giver)
    act = [giver.id, Part()]
    within = Within(chief.id, "team")
    assert refused(handing.hand_over, *act, [stranger.id], within, "x") == "hand_over_nobody"
    assert handing.hand_over(*act, [mate.id], within, "x").passed == 1


def test_the_absent_get_leads_when_they_are_named(bob, alice):
    held(bob)
    builders.add(Presence(person_id=alice.id, day=TODAY, half_days=0))
    [share] = planning.plan(bob.id, Part(), [alice.id], Within(bob.id)).shares
    assert share.receiver.away
    assert over(bob, alice).passed == 1


def test_when_one_goes_wrong_nobody_has_anything(bob, alice, monkeypatch):
    for _ in range(3):
        held(bob)
    passed = moves.pass_on
    times = iter([passed, passed, lambda *_: 1 / 0])
    monkeypatch.setattr(moves, "pass_on", lambda *args: next(times)(*args))
    with pytest.raises(ZeroDivisionError):
        over(bob, alice)
    assert owners() == [bob.id] * 3


def test_leads_of_others_stay_where_they_are(bob, alice, carol):
    held(bob)
    theirs = held(carol)
    over(bob, alice)
    assert again(theirs).owner_id == carol.id
