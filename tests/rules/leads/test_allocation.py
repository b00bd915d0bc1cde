from collections import Counter
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from app.rules.leads.allocation import Rep, Waiting, claim, opening_carry, run

MORNING = datetime(2026, 3, 2, 1, tzinfo=UTC)
ALICE, BOB, CHARLIE = 1, 2, 3


def leads(*sources, barred=frozenset()):
    """Leads 1, 2, 3 … of these sources, each a minute younger than the one before."""
    since = MORNING - timedelta(hours=9)
    return [
        Waiting(n, source, since + timedelta(minutes=n), frozenset(barred))
        for n, source in enumerate(sources, 1)
    ]


def given_to(done):
    return [(hand_out.lead, hand_out.rep) for hand_out in done.hand_outs]


def got(done):
    return Counter(hand_out.rep for hand_out in done.hand_outs)


def test_nothing_waiting_hands_out_nothing_and_leaves_the_carry():
    done = run([], [Rep(ALICE, 5, Fraction(1, 3))])
    assert (done.hand_outs, done.carry, done.left) == ((), {ALICE: Fraction(1, 3)}, 0)


def test_nobody_entitled_leaves_everything_waiting():
    done = run(leads("baidu", "baidu"), [Rep(ALICE, 0)])
    assert (done.hand_outs, done.left) == ((), 2)


def test_nobody_gets_more_than_the_entitlement():
    done = run(leads(*["baidu"] * 9), [Rep(ALICE, 2), Rep(BOB, 3)])
    assert (got(done), done.left) == ({ALICE: 2, BOB: 3}, 4)


def test_scarce_leads_are_shared_by_entitlement():
    done = run(leads(*["baidu"] * 6), [Rep(ALICE, 10), Rep(BOB, 5)])
    assert got(done) == {ALICE: 4, BOB: 2}


def test_sources_take_turns_in_proportion():
    done = run(leads("a", "a", "a", "a", "b", "b"), [Rep(ALICE, 9)])
    assert [hand_out.source for hand_out in done.hand_outs] == ["a", "b", "a", "a", "b", "a"]


def test_a_source_gives_its_oldest_lead_first():
    old, young = leads("baidu", "baidu")
    assert given_to(run([young, old], [Rep(ALICE, 1)])) == [(old.lead, ALICE)]


def test_whoever_is_behind_from_earlier_runs_comes_first():
    behind = Rep(BOB, 5, Fraction(1, 2))
    assert given_to(run(leads("baidu"), [Rep(ALICE, 5, Fraction(-1, 2)), behind])) == [(1, BOB)]


def test_a_tie_goes_to_the_rep_with_fewest_leads_of_the_source_this_month():
    done = run(leads("baidu"), [Rep(ALICE, 5, of_source={"baidu": 2}), Rep(BOB, 5)])
    assert given_to(done) == [(1, BOB)]
    assert done.hand_outs[0].why.params["tie"] == "source"


def test_a_remaining_tie_goes_to_the_lower_person_number():
    done = run(leads("baidu"), [Rep(BOB, 5), Rep(ALICE, 5)])
    assert given_to(done) == [(1, ALICE)]
    assert done.hand_outs[0].why.params["tie"] == "number"


def test_a_lead_does_not_go_to_somebody_barred_from_it():
    done = run(leads("baidu", barred={ALICE}), [Rep(ALICE, 5, Fraction(3)), Rep(BOB, 5)])
    assert given_to(done) == [(1, BOB)]


def test_a_lead_that_nobody_may_take_waits_and_the_next_of_its_source_goes_instead():
    barred, free = leads("baidu", barred={ALICE}), Waiting(7, "baidu", MORNING)
    done = run([*barred, free], [Rep(ALICE, 5)])
    assert (given_to(done), done.left) == ([(7, ALICE)], 1)


def test_the_carry_remembers_what_a_rep_missed():
    done = run(leads("baidu"), [Rep(ALICE, 5), Rep(BOB, 5), Rep(CHARLIE, 0)])
    assert done.carry == {ALICE: Fraction(-1, 2), BOB: Fraction(1, 2), CHARLIE: 0}


def test_a_claim_is_a_run_of_one_that_leaves_the_carry():
    done = claim(leads("a", "b", "b"), Rep(ALICE, 5, Fraction(2, 3)))
    assert given_to(done) == [(2, ALICE)]
    assert done.carry == {ALICE: Fraction(2, 3)}


def test_a_hand_out_says_why_with_its_numbers():
    done = run(leads("baidu", "baidu", "expo"), [Rep(ALICE, 10), Rep(BOB, 5, Fraction(1, 4))])
    assert done.hand_outs[0].why.code == "hand_out"
    assert done.hand_outs[0].why.params == {
        "k": 1,
        "source": "baidu",
        "of_source": 2,
        "waiting": 3,
        "entitlement": 10,
        "total": 15,
        "carry": "0",
        "due": "0.67",
        "got": 0,
        "tie": "none",
    }


def test_the_carry_starts_at_zero_for_newcomers_and_on_the_first_run_of_a_month():
    carry, friday, monday = Fraction(1, 3), date(2026, 2, 27), date(2026, 3, 2)
    assert opening_carry(None, None, monday) == 0
    assert opening_carry(carry, friday, monday) == 0
    assert opening_carry(carry, monday, date(2026, 3, 9)) == carry
