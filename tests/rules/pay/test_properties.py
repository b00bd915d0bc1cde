"""What holds of every month's pay (rules.md §8)."""

import random
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.rules.pay import engine
from app.rules.pay.lines import rounded
from app.rules.pay.month import Month
from app.rules.pay.pots import among, equally
from tests.rules.pay.made import DAYS, PLAN, credit, facts, sold, worker

fen = st.integers(0, 10_000_000)
people = st.integers(1, 5)


@st.composite
def months(draw):
    workers = [
        worker(
            n,
            draw(st.sampled_from(["probation", "formal", "supervisor"])),
            group=draw(st.sampled_from([None, 1, 2, 3])),
            left_on=draw(st.sampled_from([None, None, DAYS[9]])),
        )
        for n in range(1, draw(people) + 1)
    ]
    some = st.sampled_from(workers)
    days = st.sampled_from(DAYS)
    return facts(
        *workers,
        credits=[credit(draw(some), draw(fen), draw(days)) for _ in range(draw(st.integers(0, 6)))],
        deals=[sold(draw(some), 5_000, draw(days)) for _ in range(draw(st.integers(0, 4)))],
        units={(one.number, draw(days)): draw(st.integers(0, 150)) for one in workers},
        reached={group: draw(st.integers(0, 30)) for group in (1, 2, 3)},
        targets={
            ("person", one.number, "amount", "2026-10"): draw(st.sampled_from([0, 1_000_000]))
            for one in workers
        },
    )


def pay(known):
    return engine.computed(Month(known, PLAN))


@given(months(), st.randoms(use_true_random=False))
def test_the_order_of_what_goes_in_does_not_matter(known, by: random.Random):
    def shuffled(values):
        return by.sample(list(values), len(values))

    other = replace(
        known,
        workers=shuffled(known.workers),
        credits=shuffled(known.credits),
        deals=shuffled(known.deals),
        units=dict(shuffled(list(known.units.items()))),
    )
    assert pay(other) == pay(known)


@given(months(), fen, st.data())
def test_one_more_deal_never_pays_less(known, amount, data):
    one = data.draw(st.sampled_from(known.workers))
    more = replace(
        known,
        credits=[*known.credits, credit(one, amount, DAYS[5])],
        deals=[*known.deals, sold(one, day=DAYS[5])],
    )
    before, after = (
        {got.worker.number: got.total_fen for got in pay(each)}[one.number]
        for each in (known, more)
    )
    assert after >= before


@given(months())
def test_a_pot_is_paid_out_whole_or_not_at_all(known):
    sums = {}
    for one in pay(known):
        for line in one.lines:
            sums[line.kind] = sums.get(line.kind, 0) + line.fen
    assert sums.get("champion_amount", 0) in (0, PLAN.champions.amount_fen)
    assert sums.get("champion_deals", 0) in (0, PLAN.champions.deals_fen)


@given(months())
def test_what_is_taken_off_leaves_the_minimum_wage_and_says_what_it_waived(known):
    for one in pay(known):
        of = {line.kind: line for line in one.lines}
        if "workload_shortfall" in of:
            assert one.total_fen >= known.minimum_wage_fen * len(DAYS[:10]) // len(DAYS)
        if "workload_waived" in of:
            assert of["workload_waived"].fen == 0 < of["workload_waived"].waived_fen


@given(st.integers(0, 10**7), st.integers(1, 7))
def test_shares_of_a_pot_sum_to_it_and_differ_by_a_fen_at_most(pot, heads):
    for parts in (
        list(equally(pot, [worker(n) for n in range(1, heads + 1)]).values()),
        among(pot, [str(n) for n in range(heads)]),
    ):
        assert sum(parts) == pot
        assert max(parts) - min(parts) <= 1


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**4))
def test_rounding_is_half_away_from_zero(numerator, denominator):
    value = Fraction(numerator, denominator)
    got = rounded(value)
    assert abs(got - value) <= Fraction(1, 2)
    assert rounded(-value) == -got
    if abs(got - value) == Fraction(1, 2):
        assert abs(got) > abs(value)
