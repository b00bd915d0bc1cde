from dataclasses import replace

import pytest

from app.rules.defaults.plan import SAMPLE_PLAN
from app.rules.pay import comparing, jumps, plan
from app.rules.pay.jumps import Jump

TARGET = 10_000_000
MARGINAL = plan.read(SAMPLE_PLAN).commission
CLIFF = replace(MARGINAL, way="cliff")


def test_a_marginal_plan_has_no_jump():
    assert jumps.jumps(MARGINAL, TARGET) == []


def test_a_cliff_plan_jumps_at_the_target_and_at_each_edge():
    """At 100,000 yuan 3 % of it becomes 5 %, at 150,000 yuan 5 % becomes 8 %."""
    assert jumps.jumps(CLIFF, TARGET) == [
        Jump(10_000_000, 300, 500, 300_000, 500_000),
        Jump(15_000_000, 500, 800, 750_000, 1_200_000),
    ]
    assert [one.fen for one in jumps.jumps(CLIFF, TARGET)] == [200_000, 450_000]


@pytest.mark.parametrize(
    ("rule", "fen"),
    [
        (MARGINAL, [240_000, 300_000, 425_000, 550_000, 950_000]),
        (CLIFF, [240_000, 500_000, 625_000, 1_200_000, 1_600_000]),
    ],
)
def test_examples_reckon_out_what_is_earned_around_the_target(rule, fen):
    found = jumps.examples(rule, TARGET)
    amounts = [8_000_000, 10_000_000, 12_500_000, 15_000_000, 20_000_000]
    assert [one.amount_fen for one in found] == amounts
    assert [one.fen for one in found] == fen


def test_two_plans_are_compared_number_by_number():
    other = {**SAMPLE_PLAN, "team_commission_bp": 60, "base": {**SAMPLE_PLAN["base"], "formal": 1}}
    found = comparing.changes(SAMPLE_PLAN, other)
    assert [(one.name, one.kind, one.before, one.after) for one in found] == [
        ("base_formal", "yuan", 350_000, 1),
        ("team_commission_bp", "rate", 50, 60),
    ]
    assert comparing.changes(SAMPLE_PLAN, SAMPLE_PLAN) == []
