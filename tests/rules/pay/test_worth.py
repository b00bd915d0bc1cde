from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.pay import engine, worth
from app.rules.pay.facts import PROBATION, SUPERVISOR, Credit, Sold
from app.rules.pay.plan import Champions, Performance
from app.rules.pay.worth import Deal
from tests.rules.pay.months import PLAN, TODAY, A, B, credit, facts, sold, worker

ALICE, BOB = worker(1), worker(2, group=B)
QUIET = replace(PLAN, champions=Champions(0, 0))


def more(said, fen=10_000_00, plan=PLAN, **deal):
    return worth.one_more(said, plan, Deal(1, fen, TODAY, **deal))


@pytest.mark.parametrize(
    ("amount", "units", "adds"),
    [
        (0, 120, 300_00),  # 3 % below the target
        (45_000_00, 120, 150_00 + 250_00),  # half of it above the target
        (60_000_00, 120, 500_00),
        (99_000_00, 120, 50_00 + 720_00),  # the next band begins 50,000 above the target
        (60_000_00, 110, 300_00),  # who is short of the quota gets the first rate
    ],
)
def test_a_deal_is_worth_what_the_bands_say(amount, units, adds):
    month = facts(ALICE, units={1: units}, target=50_000_00, credits=[credit(1, amount)])
    (commission,) = [
        sum(c.fen - c.before_fen for c in more(month, plan=QUIET).changes if c.kind == "commission")
    ]
    assert commission == adds


def test_parts_of_a_commission_are_shown_as_one_line():
    parts = [worth.Changed("commission", "a", 100, 150), worth.Changed("pk", "pk", 0, 9)]
    said = worth.Worth(None, [*parts, worth.Changed("commission", "b", 0, 20)])
    shown = [(one.kind, one.before_fen, one.fen) for one in said.kinds]
    assert shown == [("commission", 100, 170), ("pk", 0, 9)]


def test_it_may_win_a_contest_and_the_line_says_so():
    month = facts(ALICE, BOB, units={1: 120, 2: 120}, credits=[credit(2, 9_000_00)])
    said = more(month)
    won = {one.kind: one.fen - one.before_fen for one in said.changes}
    assert won == {"commission": 300_00, "champion_amount": 500_00, "champion_deals": 500_00}
    assert said.fen == 1_300_00


def test_it_lifts_the_groups_conversion_and_may_win_the_pk():
    members = ALICE, BOB
    month = facts(*members, units={1: 100, 2: 100}, reached={A: 10, B: 10}, deals=[sold(2)])
    assert "pk" not in {one.kind for one in more(replace(month, deals=[sold(2), sold(2)])).changes}
    assert "pk" in {one.kind for one in more(month).changes}


def test_the_score_counts_it_among_the_same_leads():
    """Conversion is a part of the score, and the score decides about performance pay."""
    plan = replace(QUIET, performance=Performance({"formal": 1_000_00}, [(100, 100), (0, 50)]))
    targets = {("person", 1, "conversion", "2026-11"): 20_00}
    month = facts(ALICE, units={1: 120}, rates={(1, "conversion"): Fraction(1, 10)})
    month = replace(month, targets=targets)
    assert {c.kind: c.fen for c in more(month, plan=plan, reached=10).changes}[
        "performance"
    ] == 1_000_00
    assert "performance" not in {c.kind for c in more(month, plan=plan).changes}


def test_who_is_not_paid_gets_nothing_for_it():
    gone = worker(1, left_on=ALICE.hired_on)
    assert more(facts(gone, BOB)).fen == 0
    assert worth.steps(facts(gone), PLAN, 1) is None


people = st.builds(
    worker,
    st.just(1),
    st.sampled_from([PROBATION, "formal", SUPERVISOR]),
    st.sampled_from([A, B, None]),
)
fens = st.integers(0, 200_000_00)


@st.composite
def months(draw):
    one, others = draw(people), [worker(2), worker(3, group=B)]
    return facts(
        one,
        *others,
        target=draw(fens),
        units={n: draw(st.integers(0, 200)) for n in (1, 2, 3)},
        credits=[credit(n, draw(fens)) for n in (1, 2, 3)],
        deals=[sold(n, first=draw(st.booleans())) for n in (1, 2, 3) if draw(st.booleans())],
        reached={A: draw(st.integers(0, 20)), B: draw(st.integers(0, 20))},
        minimum_wage_fen=2_200_00,
    )


def total(said):
    return sum(one.total_fen for one in engine.compute(said, PLAN) if one.worker.number == 1)


@given(months(), st.integers(1, 100_000_00))
def test_it_never_costs_anything_and_is_what_a_new_computation_says(month, fen):
    said = more(month, fen)
    after = replace(
        month,
        credits=[*month.credits, Credit(1, TODAY, fen, 7, 7)],
        deals=[*month.deals, Sold(1, TODAY, 10_000, 7, first=True)],
    )
    assert said.fen == total(after) - total(month)
    assert said.fen >= 0


@given(months())
def test_who_makes_up_what_he_lacks_is_first(month):
    """One fen or one deal more than the distance, and nobody is ahead."""
    found = worth.steps(month, PLAN, 1)
    lack = found.contests.get("champion_amount")
    if lack is None or lack.at != worth.FIRST:
        return
    ahead = replace(month, credits=[*month.credits, credit(1, int(lack.by) + 1)])
    assert worth.steps(ahead, PLAN, 1).contests["champion_amount"] is None


def test_the_steps_name_the_target_the_next_band_and_the_quota():
    month = facts(ALICE, units={1: 120}, target=50_000_00, credits=[credit(1, 30_000_00)])
    found = worth.steps(month, PLAN, 1)
    assert (found.to_target_fen, found.to_step_fen, found.step.bp) == (20_000_00, 20_000_00, 500)
    above = worth.steps(replace(month, credits=[credit(1, 60_000_00)]), PLAN, 1)
    assert (above.to_target_fen, above.to_step_fen, above.step.bp) == (0, 40_000_00, 800)
    short = worth.steps(facts(ALICE, units={1: 100}, target=50_000_00), PLAN, 1)
    assert (short.units_short, short.step) == (20, None)


def test_a_contest_is_told_by_the_part_that_decides():
    same = [credit(1, 5_000_00), credit(2, 5_000_00)]
    month = facts(ALICE, BOB, units={1: 120, 2: 130}, credits=same, deals=[sold(2)])
    found = worth.steps(month, PLAN, 1).contests
    assert (found["champion_amount"].at, found["champion_amount"].by) == ("second", 1)
    assert (found["champion_deals"].at, found["champion_deals"].by) == ("first", 1)
    assert worth.steps(month, PLAN, 2).contests == {"champion_amount": None, "champion_deals": None}


def test_nobody_is_first_with_nothing():
    found = worth.steps(facts(ALICE, units={1: 1}), PLAN, 1).contests["champion_amount"]
    assert (found.at, found.by) == ("first", 0)


def test_a_supervisor_is_in_no_contest():
    assert worth.steps(facts(worker(1, SUPERVISOR)), PLAN, 1).contests == {}
