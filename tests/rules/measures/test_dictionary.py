from fractions import Fraction

from app.rules.measures.dictionary import MEASURES, ranked, value
from app.rules.measures.workload import Weights


def test_a_rate_without_anything_to_divide_by_has_no_value():
    for measure in MEASURES.values():
        assert value(measure, {}) == (None if measure.per else 0)
    some = {"connected": Fraction(0), "calls": Fraction(4)}
    assert value(MEASURES["connect_rate"], some) == 0


def test_no_value_ranks_last_and_equals_share_a_place():
    values = {1: None, 2: Fraction(1, 3), 3: Fraction(0), 4: Fraction(1, 3)}
    assert ranked(values, [1, 2, 3, 4]) == [(1, 2), (1, 4), (3, 3), (4, 1)]


def test_a_connected_call_is_one_unit_and_anything_else_none_unless_said():
    assert Weights().units(7, 20, 3) == 7
    assert Weights(2, 1, 3).units(7, 20, 3) == 14 + 20 + 9
