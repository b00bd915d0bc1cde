"""One measure over periods that follow each other (rules.md §6, reports)."""

from dataclasses import dataclass
from fractions import Fraction

from app.rules.measures import dictionary as of
from app.rules.measures.dictionary import MEASURES
from app.rules.measures.periods import Period
from app.services.measures import counting, goals
from app.services.measures.cutting import COMPANY, Cut
from app.services.measures.stretches import Stretch

PERIODS = 12


@dataclass(frozen=True)
class Point:
    """A period with the measure's value, None where it has none, and what was to be reached."""

    period: Period
    value: Fraction | None
    target: Fraction | None


def of_reach(code: str, last: Period, within: tuple[str, int] | None) -> list[Point]:
    """The measure of all within reach together, in twelve periods up to this one. Counts only what
    the measure is made of."""
    stretch, measure = Stretch.up_to(last, PERIODS), MEASURES[code]
    found = counting.each(stretch, Cut(COMPANY, within), measure.needs)
    asked = goals.of_reach(stretch.periods, within)
    return [
        Point(one, of.value(measure, counts.get(0, {})), asked.get(one.code, {}).get(code))
        for one, counts in zip(stretch.periods, found, strict=True)
    ]
