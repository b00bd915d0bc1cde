"""Facility and discrimination of a question, exact (rules.md §7)."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.rules.exams import statistics
from app.rules.exams.statistics import Sat

parts = st.fractions(0, 1, max_denominator=6)
lots = st.lists(st.builds(Sat, parts, parts), min_size=1, max_size=30)


def sat(*pairs):
    return [Sat(Fraction(earned), Fraction(rest)) for earned, rest in pairs]


def test_before_enough_attempts_there_is_none():
    assert statistics.of(sat((1, 1)) * 19, 20) is None
    assert statistics.of(sat((1, 1)) * 20, 20).facility == 1


def test_facility_is_the_part_of_the_points_that_was_earned():
    assert statistics.of(sat((1, 0), (0, 0), ("1/3", 0)), 1).facility == Fraction(4, 9)


def test_a_question_that_only_the_good_get_right_tells_them_from_the_weak():
    good, weak = sat((1, "9/10")) * 10, sat((0, "1/10")) * 10
    assert statistics.of(weak + good, 20).discrimination == 1
    assert statistics.of(sat((0, "9/10")) * 10 + sat((1, "1/10")) * 10, 20).discrimination == -1


def test_the_edge_is_cut_exactly_at_27_in_100():
    """Of ten each group is 2.7 strong: 1, 1 and 0.7 of the third."""
    ranked = [Sat(Fraction(nth > 7), Fraction(nth, 10)) for nth in range(1, 11)]
    assert statistics.of(ranked, 10).discrimination == 1
    ranked = [Sat(Fraction(nth > 8), Fraction(nth, 10)) for nth in range(1, 11)]
    assert statistics.of(ranked, 10).discrimination == Fraction(20, 27)


@given(lots)
def test_no_order_of_those_alike_decides(lot):
    assert statistics.of(lot, 1) == statistics.of(lot[::-1], 1)


@given(lots)
def test_it_stays_between_minus_one_and_one(lot):
    found = statistics.of(lot, 1)
    assert -1 <= found.discrimination <= 1
    assert 0 <= found.facility <= 1


@given(parts, lots)
def test_where_all_earn_the_same_it_tells_nobody_apart(earned, lot):
    assert statistics.of([Sat(earned, one.rest) for one in lot], 1).discrimination == 0


def by_weights(lot):
    """The same said otherwise: each counts by how much of him is inside the edge."""
    size = Fraction(27, 100) * len(lot)

    def inside(one, beyond):
        ahead = sum(beyond(other.rest, one.rest) for other in lot)
        alike = sum(other.rest == one.rest for other in lot)
        return min(max((size - ahead) / alike, Fraction(0)), Fraction(1))

    best = sum((inside(one, lambda a, b: a > b) * one.earned for one in lot), Fraction(0))
    weakest = sum((inside(one, lambda a, b: a < b) * one.earned for one in lot), Fraction(0))
    return (best - weakest) / size


@given(lots)
def test_it_is_what_another_way_of_counting_finds(lot):
    assert statistics.of(lot, 1).discrimination == by_weights(lot)
