"""Amounts divided by shares, to the fen (rules.md §6, §8)."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.deals.division import Share, divide

DAY = date(2026, 1, 5)
WEIGHTS = st.lists(st.integers(1, 100), min_size=1, max_size=6)


def shares(weights, days=None):
    return [Share(n + 1, weight, (days or {}).get(n + 1, DAY)) for n, weight in enumerate(weights)]


@given(st.integers(0, 10**10), WEIGHTS)
def test_the_parts_are_the_whole_and_none_is_a_fen_off(fen, weights):
    parts = divide(fen, shares(weights))
    assert sum(parts.values()) == fen
    for one in shares(weights):
        assert abs(parts[one.person] - Fraction(fen * one.weight, sum(weights))) < 1


@given(st.integers(0, 10**8), WEIGHTS, st.randoms())
def test_the_order_of_the_people_does_not_matter(fen, weights, random):
    people = shares(weights)
    mixed = random.sample(people, len(people))
    assert divide(fen, people) == divide(fen, mixed)


@given(st.integers(0, 10**8), WEIGHTS, st.integers(2, 9))
def test_only_the_ratio_of_the_weights_matters(fen, weights, times):
    assert divide(fen, shares(weights)) == divide(fen, shares([w * times for w in weights]))


def test_equal_remainders_go_to_who_came_first_then_to_the_lower_number():
    assert divide(1, shares([1, 1])) == {1: 1, 2: 0}
    assert divide(1, shares([1, 1], {2: date(2025, 1, 1)})) == {1: 0, 2: 1}
    assert divide(333333, shares([75, 25])) == {1: 250000, 2: 83333}


@pytest.mark.parametrize("wrong", [[], [Share(1, 0, DAY)], [Share(1, 1, DAY), Share(1, 2, DAY)]])
def test_shares_that_are_none_are_refused(wrong):
    with pytest.raises(ValueError):
        divide(100, wrong)
