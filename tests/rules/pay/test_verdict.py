from fractions import Fraction

import pytest

from app.rules.pay import contest
from app.rules.pay.contest import Side, Weights
from app.rules.pay.verdict import verdict


def side(name, units, firsts=0, reached=10):
    return Side(ord(name), name, units, 20, Fraction(firsts), reached)


@pytest.mark.parametrize(
    ("sides", "weights", "running", "over"),
    [
        ([("A", 20), ("B", 10)], (100, 0), "pk_leads_workload", "pk_won_workload"),
        ([("A", 20, 1), ("B", 10)], (0, 100), "pk_leads_conversion", "pk_won_conversion"),
        ([("A", 20, 1), ("B", 10)], (50, 50), "pk_leads_both", "pk_won_both"),
        ([("A", 20), ("B", 20)], (100, 0), "pk_level", "pk_tied"),
        ([("A", 0), ("B", 0)], (50, 50), "pk_nobody_yet", "pk_nobody"),
        ([("A", 20)], (50, 50), "pk_nobody_yet", "pk_nobody"),
    ],
)
def test_the_sentence_says_who_is_first_and_by_what(sides, weights, running, over):
    by = Weights(*weights)
    ranked = contest.standings([side(*one) for one in sides], by)
    assert verdict(ranked, by, over=False).code == running
    assert verdict(ranked, by, over=True).code == over


def test_those_who_are_level_are_named_together():
    by = Weights(100, 0)
    ranked = contest.standings([side("A", 20), side("B", 20), side("C", 10)], by)
    assert verdict(ranked, by, over=True).params["winners"] == "A、B"
