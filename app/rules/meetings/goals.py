"""The goal of a day: what is left of the month's target, over the days that are left
(rules.md §9, §6 goals)."""

from fractions import Fraction
from math import ceil

CALLS, DEALS, AMOUNT, WORKLOAD = "calls", "deals", "amount", "workload"
MEASURES = (CALLS, WORKLOAD, DEALS, AMOUNT)
FROM_TARGETS = (WORKLOAD, DEALS, AMOUNT)
UNIT = 100
FULL_DAY = 2


def suggested(target: Fraction, reached: Fraction, days_left: int) -> int:
    """Hundredths of the unit for one day, today among the days left, in whole units and never
    below what would be needed; nought where the target is reached or no day is left. `target` and
    `reached` in units: yuan, deals, units of workload."""
    left = target - reached
    if left <= 0 or days_left < 1:
        return 0
    return ceil(left / days_left) * UNIT


def calls(per_day: int, half_days: int) -> int:
    """Calls asked for on a day, in hundredths; half of them of who is there half a day
    (rules.md §3)."""
    return ceil(Fraction(per_day * half_days, FULL_DAY)) * UNIT


def is_reached(goal: Fraction, actual: Fraction | None) -> bool:
    return actual is not None and actual >= goal
