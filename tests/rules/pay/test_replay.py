"""rules.md §8, what if: a draft beside what held."""

from copy import deepcopy
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules.defaults.plan import SAMPLE_PLAN
from app.rules.measures import periods
from app.rules.pay import engine, plan, replay
from app.rules.pay.facts import Credit, Facts, Sold, Worker

MAY = periods.read("2026-05", ("month",))
DAYS = [date(2026, 5, n) for n in range(4, 29) if date(2026, 5, n).weekday() < 5]
STARTED = date(2025, 1, 6)


def worker(number, group):
    grades, places = [(STARTED, "formal")], [(STARTED, 1, group)]
    return Worker(number, f"p{number}", f"P{number}", STARTED, None, grades, places)


def facts(units, shares):
    """Two in group 1, two in group 2; everybody's units, and group 2's deals."""
    return Facts(
        month=MAY,
        quarter=periods.containing("quarter", MAY.first),
        working=DAYS,
        workers=[worker(1, 1), worker(2, 1), worker(3, 2), worker(4, 2)],
        credits=[Credit(1, DAYS[0], 100_000, 1, 1), Credit(3, DAYS[1], 50_000, 2, 2)],
        deals=[Sold(3, DAYS[1], bp, n, first=True) for n, bp in enumerate(shares)],
        units={(number, DAYS[2]): n for number, n in enumerate(units, 1)},
        reached={1: 10, 2: 10},
        team_starts={1: STARTED},
        names={("group", 1): "甲组", ("group", 2): "乙组"},
    )


def computed(known, **changed):
    document = deepcopy(SAMPLE_PLAN)
    for part, values in changed.items():
        document[part] |= values
    return engine.compute(known, plan.read(document))


KNOWN = facts([200, 200, 150, 150], [10_000, 10_000])


def test_other_weights_let_another_group_win():
    """Half and half group 2 wins by its deals; by workload alone group 1 does."""
    old = computed(KNOWN)
    new = computed(KNOWN, pk={"workload": 100, "conversion": 0})
    won = {one.kind: (one.old, one.new, one.changed) for one in replay.prizes(KNOWN, old, new)}
    assert won["pk"] == (("乙组",), ("甲组",), True)
    assert won["champion_amount"] == (("P1",), ("P1",), False)
    found = {one.worker.number: one for one in replay.compared(old, new)}
    assert [found[number].fen for number in (1, 2, 3, 4)] == [30_000, 30_000, -30_000, -30_000]
    assert found[1].changes == [("pk", 30_000)]


def test_a_prize_of_nothing_has_no_winner():
    new = computed(KNOWN, champions={"deals_fen": 0})
    won = {one.kind: one for one in replay.prizes(KNOWN, computed(KNOWN), new)}
    assert (won["champion_deals"].old, won["champion_deals"].new) == (("P3",), ())


def test_a_contest_that_nobody_won_either_way_is_left_out():
    nothing = facts([0, 0, 0, 0], [])
    kinds = [one.kind for one in replay.prizes(nothing, computed(nothing), computed(nothing))]
    assert kinds == ["champion_amount"]


@given(st.lists(st.integers(0, 300), min_size=4, max_size=4), st.integers(0, 10**6))
@settings(max_examples=20)
def test_the_differences_of_all_add_up_to_the_difference_of_the_whole(units, base):
    known = facts(units, [10_000])
    old, new = computed(known), computed(known, base={"formal": base})
    months = replay.compared(old, new)
    people = replay.summed([*months, *months])
    whole = sum(one.total_fen for one in new) - sum(one.total_fen for one in old)
    assert sum(one.fen for one in people) == 2 * whole
    assert all(sum(fen for _, fen in one.changes) == one.fen for one in people)
    assert Fraction(sum(one.old_fen for one in people), 2) == sum(one.total_fen for one in old)
