from collections import Counter
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from app.rules.leads.allocation import Rep, Waiting, claim, run
from app.rules.leads.turns import order_of_sources
from tests.rules.leads.slow_allocation import slow_run

MORNING = datetime(2026, 3, 2, 1, tzinfo=UTC)
ALICE = 1

carries = st.fractions(-2, 2, max_denominator=60)
of_sources = st.dictionaries(st.sampled_from("abc"), st.integers(0, 3))


@st.composite
def teams(draw):
    people = draw(st.lists(st.tuples(st.integers(0, 10), carries, of_sources), max_size=5))
    return [Rep(number, *facts) for number, facts in enumerate(people, 1)]


@st.composite
def pools(draw, barred=True):
    who = st.frozensets(st.integers(1, 5), max_size=5) if barred else st.just(frozenset())
    rows = draw(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 9), who), max_size=30))
    return [
        Waiting(n, source, MORNING - timedelta(hours=hours), may_not)
        for n, (source, hours, may_not) in enumerate(rows)
    ]


def given_to(done):
    return [(hand_out.lead, hand_out.rep) for hand_out in done.hand_outs]


def got(done):
    return Counter(hand_out.rep for hand_out in done.hand_outs)


@given(pools(), teams(), st.none() | st.integers(0, 9))
def test_it_agrees_with_the_text_word_for_word(pool, team, most):
    out, carry = slow_run(pool, team, most)
    done = run(pool, team, most)
    assert (given_to(done), done.carry) == (out, carry)


@given(pools(), teams(), st.randoms())
def test_the_same_inputs_give_the_same_result_in_any_order(pool, team, random):
    other_pool, other_team = pool[:], team[:]
    random.shuffle(other_pool)
    random.shuffle(other_team)
    assert run(pool, team) == run(other_pool, other_team)


@given(pools(), teams())
def test_a_run_gives_each_lead_once_to_somebody_allowed_and_entitled(pool, team):
    done, by_lead = run(pool, team), {lead.lead: lead for lead in pool}
    assert len({hand_out.lead for hand_out in done.hand_outs}) == len(done.hand_outs)
    assert all(hand_out.rep not in by_lead[hand_out.lead].barred for hand_out in done.hand_outs)
    assert all(got(done)[rep.number] <= rep.entitlement for rep in team)


@given(pools(barred=False), teams())
def test_a_run_without_bars_gives_all_that_is_entitled_and_waiting(pool, team):
    entitled = sum(rep.entitlement for rep in team)
    assert len(run(pool, team).hand_outs) == min(len(pool), entitled)


@given(pools(), teams())
def test_what_one_is_owed_another_has_had(pool, team):
    before = sum(rep.carry for rep in team)
    assert sum(run(pool, team).carry.values()) == before


@given(pools(barred=False), teams(), st.integers(1, 10), carries)
def test_two_people_with_equal_entitlement_and_carry_differ_by_at_most_one(pool, team, e, carry):
    done = run(pool, [*team, Rep(98, e, carry), Rep(99, e, carry)])
    assert abs(got(done)[98] - got(done)[99]) <= 1


@given(pools(barred=False))
def test_no_source_is_ever_a_whole_lead_ahead_of_its_share(pool):
    done, gone = run(pool, [Rep(ALICE, 100)]), Counter()
    waiting = Counter(lead.source for lead in pool)
    for k, hand_out in enumerate(done.hand_outs, 1):
        gone[hand_out.source] += 1
        assert all(gone[s] - Fraction(waiting[s] * k, len(pool)) < 1 for s in gone)


mornings = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 6), st.lists(st.integers(0, 6), max_size=3)),
    max_size=8,
)


@given(mornings)
def test_over_a_month_people_with_equal_entitlements_stay_within_one(mornings):
    carry, had = {98: Fraction(0), 99: Fraction(0)}, Counter()
    for arrived, equal, entitlements in mornings:
        pool = [Waiting(n, "abc"[n % 3], MORNING) for n in range(arrived)]
        others = [Rep(number, e) for number, e in enumerate(entitlements)]
        done = run(pool, [*others, *(Rep(number, equal, carry[number]) for number in carry)])
        carry = {number: done.carry[number] for number in carry}
        had.update(got(done))
    assert abs(had[98] - had[99]) <= 1


@given(pools(), st.integers(0, 5), carries)
def test_a_claim_gives_the_oldest_lead_allowed_of_the_first_source_that_has_one(pool, e, carry):
    allowed = [lead for lead in pool if ALICE not in lead.barred]
    assume(allowed and e)
    (hand_out,) = claim(pool, Rep(ALICE, e, carry)).hand_outs
    order = order_of_sources(Counter(lead.source for lead in pool))
    oldest = min(allowed, key=lambda lead: (order.index(lead.source), lead.since, lead.lead))
    assert hand_out.lead == oldest.lead
