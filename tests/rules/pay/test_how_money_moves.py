"""How money moves, as rules alone (rules.md §8)."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.errors import RuleBroken
from app.rules.pay import adjusting, approval, carry, states
from app.rules.pay.adjusting import Difference
from app.rules.pay.lines import BASE, COMMISSION, PK, SHORTFALL, Line
from app.rules.why import Why

BOSS, OWNER, WANG, LI = 1, 2, 3, 4


def line(person: int, kind: str, fen: int, key: str = "") -> Line:
    return Line(person, kind, key or kind, fen, 1, Why("why", {}))


def test_a_month_goes_from_open_to_paid_one_step_at_a_time():
    state = states.OPEN
    for step in (states.PROPOSE, states.PUBLISH, states.CLOSE, states.PAY):
        state = states.after(state, step)
    assert state == states.PAID


@pytest.mark.parametrize("state", states.STATES)
@pytest.mark.parametrize("step", states.STEPS)
def test_no_step_leads_back_and_none_passes_a_state_over(state, step):
    try:
        after = states.after(state, step)
    except RuleBroken as refusal:
        assert refusal.code == f"pay_month_{state}"
    else:
        assert states.STATES.index(after) - states.STATES.index(state) in (0, 1)


def test_every_line_but_base_pay_and_commission_needs_approval():
    assert not approval.needed(BASE)
    assert not approval.needed(COMMISSION)
    assert approval.needed(SHORTFALL)
    assert approval.needed("adjustment")


def test_nobody_decides_on_his_own_on_what_he_proposed_or_competed_for():
    assert approval.barred(BOSS, BOSS, None, ()) == approval.OWN
    assert approval.barred(BOSS, WANG, BOSS, ()) == approval.PROPOSER
    assert approval.barred(LI, WANG, None, {WANG, LI}) == approval.ROSTER
    assert approval.barred(OWNER, BOSS, WANG, {BOSS, WANG}) is None


def test_a_closed_month_differs_by_what_it_comes_to_now():
    stands = {(WANG, COMMISSION): 300, (WANG, PK): 100, (LI, COMMISSION): 50}
    now = [line(WANG, COMMISSION, 100, "a"), line(WANG, COMMISSION, 80, "b"), line(LI, PK, 100)]
    assert adjusting.differences([*now, line(LI, COMMISSION, 50)], stands) == [
        Difference(WANG, COMMISSION, 180, 300),
        Difference(WANG, PK, 0, 100),
        Difference(LI, PK, 100, 0),
    ]


def test_what_was_refused_does_not_come_back_as_a_difference():
    now = [line(WANG, PK, 100)]
    assert adjusting.differences(now, {}, {(WANG, PK)}) == []


fens = some.integers(-10_000, 10_000)


@given(some.lists(fens, min_size=1, max_size=6))
def test_late_facts_add_up_to_the_last_of_them(amounts):
    stands = {(WANG, COMMISSION): 0}
    for fen in amounts:
        for one in adjusting.differences([line(WANG, COMMISSION, fen)], stands):
            stands[one.person, one.kind] += one.fen
    assert stands == {(WANG, COMMISSION): amounts[-1]}


def test_incentives_below_zero_are_carried_and_base_pay_is_not_touched():
    assert carry.rest([(BASE, 350_000), (COMMISSION, 100), (SHORTFALL, -300)]) == -200
    assert carry.rest([(BASE, 350_000), (COMMISSION, 300), (SHORTFALL, -300)]) == 0
    assert carry.rest([(BASE, -100)]) == 0
    assert carry.rest([]) == 0
