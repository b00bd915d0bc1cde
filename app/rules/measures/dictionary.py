"""Every measure, defined once: what it counts, what it divides by, how it adds up (rules.md §6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

CALLS, CONNECTED, CAME_IN = "calls", "connected", "came_in"
CALLED, REACHED, INTERESTED, ADDED = "called", "reached", "interested", "added"
DIAL_GOAL, UNITS, FEN = "dial_goal", "units", "fen"
SHARES, FIRSTS = "deal_shares", "first_shares"
ANSWERS, PLEASED = "answers", "answers_pleased"
CUSTOMERS, RETURNED = "customers", "customers_returned"

NUMBER, RATE, MONEY = "number", "rate", "money"
SUM, RATIO = "sum", "ratio"
Counts = Mapping[str, Fraction]
FEN_PER_YUAN = 100


@dataclass(frozen=True, slots=True)
class Measure:
    """`counts` is what is counted, `per` what it is divided by, none for a plain sum. A sum of two
    places is the sum of theirs; a rate of both is made of their counts, and never of their rates,
    and people who are counted in both count once. `rows`: what stands behind it."""

    code: str
    unit: str
    counts: str
    per: str | None
    rows: str

    @property
    def adds_up(self) -> str:
        return RATIO if self.per else SUM

    @property
    def needs(self) -> tuple[str, ...]:
        """The counts that it is made of."""
        return (self.counts, self.per) if self.per else (self.counts,)


MEASURES = {
    one.code: one
    for one in (
        Measure("calls", NUMBER, CALLS, None, "calls"),
        Measure("dial_completion", RATE, CALLS, DIAL_GOAL, "calls"),
        Measure("connect_rate", RATE, CONNECTED, CALLS, "calls"),
        Measure("workload", NUMBER, UNITS, None, "calls"),
        Measure("amount", MONEY, FEN, None, "receipts"),
        Measure("deals", NUMBER, SHARES, None, "deals"),
        Measure("conversion", RATE, FIRSTS, REACHED, "deals"),
        Measure("new_customers", NUMBER, FIRSTS, None, "deals"),
        Measure("wechat_rate", RATE, ADDED, REACHED, "calls"),
        Measure("repurchase_rate", RATE, RETURNED, CUSTOMERS, "customers"),
        Measure("satisfaction", RATE, PLEASED, ANSWERS, "answers"),
    )
}
NOTHING: Counts = {}


def value(measure: Measure, counts: Counts) -> Fraction | None:
    """The measure of these counts, exact; amounts in fen. None where it would divide by zero: it
    has no value then, and is neither 0 nor 100 % (rules.md §6)."""
    top = counts.get(measure.counts, Fraction(0))
    if measure.per is None:
        return top
    bottom = counts.get(measure.per, Fraction(0))
    return top / bottom if bottom else None


def ranked(values: Mapping[int, Fraction | None], order: Iterable[int]) -> list[tuple[int, int]]:
    """Places by number, the greatest value first, equal ones on one place; who has no value comes
    last (rules.md §6). Equals stay in the given order."""
    keys = sorted(order, key=lambda one: sort_key(values[one]))
    found: list[tuple[int, int]] = []
    for at, one in enumerate(keys, 1):
        same = found and sort_key(values[found[-1][1]]) == sort_key(values[one])
        found.append((found[-1][0] if same else at, one))
    return found


def sort_key(value: Fraction | None) -> tuple[bool, Fraction]:
    return (value is None, -(value or Fraction(0)))
