from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.rules.leads.sharing import Held, in_order, share

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
people = st.sets(st.integers(1, 5), min_size=1)
leads = st.lists(
    st.builds(
        Held,
        lead=st.integers(1, 60),
        promised=st.none() | st.integers(0, 48).map(lambda n: NOON + n * HOUR),
        grade=st.none() | st.sampled_from("ABCD"),
        barred=st.sets(st.integers(1, 6), max_size=3).map(frozenset),
    ),
    max_size=40,
    unique_by=lambda one: one.lead,
)


def test_what_must_not_be_lost_comes_first():
    later, sooner = Held(1, NOON + HOUR), Held(2, NOON, "C")
    good, fair, plain, first_plain = Held(3, grade="A"), Held(4, grade="B"), Held(6), Held(5)
    found = in_order([plain, fair, later, first_plain, good, sooner])
    assert found == [sooner, later, good, fair, first_plain, plain]


def test_promises_are_dealt_out_before_the_rest():
    promised = [Held(n, NOON + n * HOUR) for n in range(4)]
    hands = share([Held(10), Held(11), Held(12), *promised], {2, 1})
    assert [[one.lead for one in hands[person]] for person in (1, 2)] == [
        [0, 2, 10, 12],
        [1, 3, 11],
    ]


def test_nobody_gets_what_he_let_go_of_and_a_colleague_gets_it_instead():
    hands = share([Held(1, barred=frozenset({1})), Held(2)], {1, 2})
    assert {person: [one.lead for one in had] for person, had in hands.items()} == {1: [2], 2: [1]}


def test_one_that_is_barred_from_all_goes_to_nobody():
    assert share([Held(1, barred=frozenset({1, 2}))], {1, 2}) == {1: [], 2: []}


def test_late_bars_do_not_leave_one_with_more_than_another_could_take():
    free = [Held(n) for n in range(1, 5)]
    barred = [Held(n, barred=frozenset({1})) for n in range(5, 7)]
    assert {person: len(had) for person, had in share([*free, *barred], {1, 2}).items()} == {
        1: 3,
        2: 3,
    }


@given(leads, people)
def test_each_lead_is_in_one_hand_or_barred_from_all(leads, people):
    hands = share(leads, people)
    dealt = [one for had in hands.values() for one in had]
    assert len(dealt) == len({one.lead for one in dealt})
    assert {one.lead for one in leads if not people <= one.barred} == {one.lead for one in dealt}
    assert all(person not in one.barred for person, had in hands.items() for one in had)


@given(leads, people)
def test_nobody_has_two_more_than_another_who_might_have_had_one(leads, people):
    hands = share(leads, people)
    for had in hands.values():
        for other, theirs in hands.items():
            if len(had) >= len(theirs) + 2:
                assert all(other in one.barred for one in had)


@given(leads, people)
def test_without_bars_counts_and_promises_are_equal_within_one(leads, people):
    free = [Held(one.lead, one.promised, one.grade) for one in leads]
    hands = share(free, people)
    for count in (len, lambda had: sum(one.promised is not None for one in had)):
        counts = [count(had) for had in hands.values()]
        assert max(counts) - min(counts) <= 1


@given(leads, people, st.randoms())
def test_the_order_in_which_things_are_named_changes_nothing(leads, people, random):
    shuffled = list(leads)
    random.shuffle(shuffled)
    assert share(shuffled, sorted(people, reverse=True)) == share(leads, people)
