from fractions import Fraction

from app.rules.measures.dictionary import MEASURES, SUM, ranked, value
from app.rules.measures.workload import Weights


def test_a_rate_without_anything_to_divide_by_has_no_value():
    for measure in MEASURES.values():
        assert value(measure, {}) == (0 if measure.adds_up == SUM else None)
    some = {"connected": Fraction(0), "calls": Fraction(4)}
    assert value(MEASURES["connect_rate"], some) == 0


def test_no_value_ranks_last_and_equals_share_a_place():
    values = {1: None, 2: Fraction(1, 3), 3: Fraction(0), 4: Fraction(1, 3)}
    assert ranked(values, [1, 2, 3, 4]) == [(1, 2), (1, 4), (3, 3), (4, 1)]


def test_where_less_is_better_the_least_is_first_and_no_value_still_last():
    values = {1: None, 2: Fraction(1, 3), 3: Fraction(0), 4: Fraction(1, 3)}
    assert ranked(values, [1, 2, 3, 4], least_first=True) == [(1, 3), (2, 2), (2, 4), (4, 1)]
    assert {one.code for one in MEASURES.values() if one.least_first} == {
        *("speed_to_lead", "uncalled", "wastage", "complaint_rate"),
    }


def test_a_median_is_what_was_found_of_all_rows_together():
    assert value(MEASURES["speed_to_lead"], {"speed_minutes": Fraction(25, 2)}) == Fraction(25, 2)


def test_a_connected_call_is_one_unit_and_anything_else_none_unless_said():
    assert Weights().units(7, 20, 3) == 7
    assert Weights(2, 1, 3).units(7, 20, 3) == 14 + 20 + 9
