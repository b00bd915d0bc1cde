"""Along what a chart is measured: round numbers from the lowest to the highest, in words."""

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor

from app.http.words.measures import measured

MOST_SPANS = 4
ROUND = [Fraction(digit) * Fraction(10) ** power for power in range(-4, 16) for digit in (1, 2, 5)]


def ticks(values: Iterable[Fraction | None], code: str) -> list[tuple[float, str]]:
    """Where the lines across a chart of these values of a measure stand, nought among them, and
    what is written at each; whatever the measure's unit is, the page's script need not know it."""
    known = [0, *(value for value in values if value is not None)]
    low, high = min(known), max(known)
    step = next(one for one in ROUND if high - low <= MOST_SPANS * one)
    across = range(floor(low / step), ceil(high / step) + 1)
    return [(drawn(n * step), measured(n * step, code)) for n in across]


def drawn(value: Fraction) -> float:
    """A value as a chart draws it; every number that is read or reckoned with stays exact."""
    return float(value)
