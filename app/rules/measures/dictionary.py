"""Every measure, defined once: what it counts, what it divides by, how it adds up (rules.md §6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

CALLS, CONNECTED, CAME_IN = "calls", "connected", "came_in"
CALLED, REACHED, INTERESTED, ADDED = "called", "reached", "interested", "added"
DIAL_GOAL, UNITS, FEN = "dial_goal", "units", "fen"
SHARES, FIRSTS = "deal_shares", "first_shares"
ANSWERS, PLEASED = "answers", "answers_pleased"
CUSTOMERS, RETURNED = "customers", "customers_returned"
SPEED, UNCALLED = "speed_minutes", "leads_uncalled"
DUE, IN_TIME = "follow_ups", "follow_ups_in_time"
HANDED, WASTED = "precise_handed_out", "precise_wasted"
RECEIVED, WON = "leads_received", "leads_won"
COMPLAINTS = "complaints"

NUMBER, RATE, MONEY, MINUTES = "number", "rate", "money", "minutes"
SUM, RATIO, MEDIAN = "sum", "ratio", "median"
Count = int | Fraction
Counts = Mapping[str, Count]
FEN_PER_YUAN = 100
AGAIN = 16_384


@dataclass(frozen=True, slots=True)
class Measure:
    """`counts` is what is counted, `per` what it is divided by, none for a plain sum. A sum of two
    places is the sum of theirs; a rate of both is made of their counts, and never of their rates,
    and people who are counted in both count once; a median of both is that of all their rows, which
    whoever counts has to find. `rows`: what stands behind it. `least_first`: less is better."""

    code: str
    unit: str
    counts: str
    per: str | None
    rows: str
    least_first: bool = False

    @property
    def adds_up(self) -> str:
        if self.unit == MINUTES:
            return MEDIAN
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
        Measure("speed_to_lead", MINUTES, SPEED, None, "first_calls", least_first=True),
        Measure("uncalled", NUMBER, UNCALLED, None, "uncalled", least_first=True),
        Measure("follow_up_on_time", RATE, IN_TIME, DUE, "follow_ups"),
        Measure("wastage", RATE, WASTED, HANDED, "hand_outs", least_first=True),
        Measure("cohort_conversion", RATE, WON, RECEIVED, "received"),
        Measure("complaint_rate", RATE, COMPLAINTS, REACHED, "complaints", least_first=True),
    )
}
NOTHING: Counts = {}
NONE = Fraction(0)


def value(measure: Measure, counts: Counts) -> Fraction | None:
    """The measure of these counts, exact; amounts in fen. None where it would divide by zero, and
    where there is nothing to take the median of: it has no value then, and is neither 0 nor 100 %
    (rules.md §6)."""
    top = counts.get(measure.counts)
    if measure.per:
        bottom = counts.get(measure.per)
        return rate(top or 0, bottom) if bottom else None
    if top is None:
        return None if measure.adds_up == MEDIAN else NONE
    return top if isinstance(top, Fraction) else rate(top, 1)


@lru_cache(AGAIN)
def rate(top: Count, bottom: Count) -> Fraction:
    """A report has the same ones in many lines, and again when it is looked at again."""
    return Fraction(top, bottom)


def part_of(many: int, per: int) -> Count:
    """So many parts, a whole number where they make one: with those it is reckoned faster."""
    whole, rest = divmod(many, per)
    return Fraction(many, per) if rest else whole


def median(values: Iterable[int], per: int = 1) -> Fraction:
    """The middle one of these, of an even number the mean of the middle two (rules.md §6); of values
    that are so many parts of one."""
    found = sorted(values)
    return rate(found[(len(found) - 1) // 2] + found[len(found) // 2], 2 * per)


def ranked(
    values: Mapping[int, Fraction | None], order: Iterable[int], *, least_first: bool = False
) -> list[tuple[int, int]]:
    """Places by number, the greatest value first, or the least where less is better; equal ones on
    one place; who has no value comes last either way (rules.md §6). Equals stay in the given
    order."""
    places = {one: sort_key(value, least_first=least_first) for one, value in values.items()}
    found: list[tuple[int, int]] = []
    for at, one in enumerate(sorted(order, key=places.__getitem__), 1):
        same = found and places[found[-1][1]] == places[one]
        found.append((found[-1][0] if same else at, one))
    return found


def sort_key(value: Fraction | None, *, least_first: bool) -> tuple[bool, Count]:
    known: Count = value or 0
    if value is not None and value.denominator == 1:
        known = value.numerator  # compared several times as fast
    return (value is None, known if least_first else -known)
