"""A contest between groups or people: who wins, by exact fractions, and why (rules.md §8.7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

ZERO = Fraction(0)


@dataclass(frozen=True)
class Side:
    """A group or person in a contest: units of workload, half days its members were there, shares
    of leads' first deals, and different leads connected."""

    number: int
    name: str
    units: int
    half_days: int
    firsts: Fraction
    reached: int

    @property
    def workload(self) -> Fraction:
        """Units for each day that a member was there; nobody there counts 0."""
        return Fraction(2 * self.units, self.half_days) if self.half_days else ZERO

    @property
    def conversion(self) -> Fraction:
        """No value counts 0."""
        return self.firsts / self.reached if self.reached else ZERO


@dataclass(frozen=True)
class Weights:
    """How much workload and conversion count, in percent."""

    workload: int
    conversion: int


@dataclass(frozen=True)
class Standing:
    """A side with its score: each value divided by the best one's, weighed, in percent of all."""

    side: Side
    workload: Fraction
    conversion: Fraction
    score: Fraction


def standings(sides: Sequence[Side], weights: Weights) -> list[Standing]:
    """The highest score first, equals by name."""
    best_workload = max((one.workload for one in sides), default=ZERO)
    best_conversion = max((one.conversion for one in sides), default=ZERO)
    found = []
    for side in sides:
        workload, conversion = over(side.workload, best_workload), over(side.conversion, best_conversion)  # fmt: skip
        score = weights.workload * workload + weights.conversion * conversion
        found.append(Standing(side, workload, conversion, score))
    return sorted(found, key=lambda one: (-one.score, one.side.name, one.side.number))


def over(value: Fraction, best: Fraction) -> Fraction:
    return value / best if best else ZERO


def winners(ranked: Sequence[Standing]) -> list[Standing]:
    """Who shares the first place; nobody where all scores are zero, or without an opponent."""
    if len(ranked) < 2 or not ranked[0].score:
        return []
    return [one for one in ranked if one.score == ranked[0].score]


def told(ranked: Sequence[Standing]) -> Mapping[str, object]:
    """The numbers of the first and of the next behind it, for the sentence why."""
    first = ranked[0]
    second = next((one for one in ranked if one.score != first.score), ranked[-1])
    return {
        **{f"first_{name}": value for name, value in of_side(first).items()},
        **{f"second_{name}": value for name, value in of_side(second).items()},
    }


def of_side(one: Standing) -> dict[str, object]:
    return {
        "name": one.side.name,
        "score": hundredths(one.score),
        "workload": hundredths(one.side.workload),
        "conversion": hundredths(one.side.conversion * 100),
    }


def hundredths(value: Fraction) -> str:
    """Shown with two decimals; nothing is computed from what is shown."""
    nearest = (200 * value.numerator + value.denominator) // (2 * value.denominator)
    return f"{nearest // 100}.{nearest % 100:02}"
