"""The made-up months tell a wrong model from the text."""

from functools import cache
from random import Random

import pytest

from tests.pay import model
from tests.pay.model import pay
from tests.pay.months import a_month
from tests.pay.mutants import MUTANTS, NO_MINIMUM_WAGE

ENOUGH = 150


@cache
def made_up(seed):
    return a_month(Random(seed))


@cache
def paid(seed):
    return pay(*made_up(seed))


def is_told_apart(variant):
    return any(variant.pays(made_up(seed)) != paid(seed) for seed in range(ENOUGH))


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.says)
def test_a_broken_rule_pays_otherwise_in_one_of_few_months(mutant):
    assert is_told_apart(mutant)


def test_only_a_minimum_wage_above_the_sample_holds_a_deduction_back(monkeypatch):
    """20 % of a base of 3,000 are less than what it leaves above 2,200, and so of all that is more."""
    assert not any(NO_MINIMUM_WAGE.pays(made_up(seed)) != paid(seed) for seed in range(40))
    monkeypatch.setattr(model, "MINIMUM_WAGE_FEN", 2900_00)
    assert any(NO_MINIMUM_WAGE.pays(made_up(seed)) != pay(*made_up(seed)) for seed in range(40))
