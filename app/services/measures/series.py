"""One measure over periods that follow each other (rules.md §6, reports)."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from app.rules.measures import dictionary as of
from app.rules.measures.dictionary import MEASURES, Measure
from app.rules.measures.periods import Period
from app.services.measures import counting, goals, leads
from app.services.measures.cutting import COMPANY, Cut

PERIODS = 12
COUNTED: dict[str, Callable[[Period, Cut], counting.Found]] = {
    of.CALLS: counting.calls,
    of.CONNECTED: counting.calls,
    of.REACHED: counting.calls,
    of.ADDED: counting.calls,
    of.UNITS: counting.workload,
    of.FEN: counting.amounts,
    of.SHARES: counting.deals,
    of.FIRSTS: counting.deals,
    of.DIAL_GOAL: counting.asked,
    of.CUSTOMERS: counting.customers,
    of.RETURNED: counting.customers,
    of.ANSWERS: counting.answers,
    of.PLEASED: counting.answers,
    of.SPEED: leads.speed,
    of.UNCALLED: leads.uncalled,
    of.DUE: leads.follow_ups,
    of.IN_TIME: leads.follow_ups,
    of.HANDED: leads.handed_out,
    of.WASTED: leads.handed_out,
    of.RECEIVED: leads.received,
    of.WON: leads.received,
    of.COMPLAINTS: leads.complaints,
}


@dataclass(frozen=True)
class Point:
    """A period with the measure's value, None where it has none, and what was to be reached."""

    period: Period
    value: Fraction | None
    target: Fraction | None


def up_to(last: Period, many: int = PERIODS) -> list[Period]:
    """So many periods of a kind, this one the last."""
    found = [last]
    while len(found) < many:
        found.insert(0, found[0].before())
    return found


def of_reach(code: str, last: Period, within: tuple[str, int] | None) -> list[Point]:
    """The measure of all within reach together, in twelve periods up to this one. Counts only what
    the measure is made of."""
    periods, measure, cut = up_to(last), MEASURES[code], Cut(COMPANY, within)
    asked = goals.of_reach(periods, within)
    return [
        Point(one, value(measure, one, cut), asked.get(one.code, {}).get(code)) for one in periods
    ]


def value(measure: Measure, period: Period, cut: Cut) -> Fraction | None:
    return of.value(measure, counts_of([measure.code], period, cut).get(0, of.NOTHING))


def counts_of(codes: Iterable[str], period: Period, cut: Cut) -> counting.Found:
    """By the cut's key what these measures are made of, and nothing that they don't need."""
    needed = [name for code in codes for name in MEASURES[code].needs]
    found: counting.Found = defaultdict(dict)
    for count in dict.fromkeys(COUNTED.get(name, counting.counts) for name in needed):
        for key, counts in count(period, cut).items():
            found[key] |= counts
    return found
