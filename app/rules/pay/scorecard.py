"""The monthly scorecard of the assessment (rules.md §8.9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from app.rules.measures import targets
from app.rules.pay.facts import PERSON, Worker
from app.rules.pay.month import Month

ATTITUDE = "attitude"
FULL_MARKS = 10
HUNDREDTHS = 100


@dataclass(frozen=True)
class Part:
    """A part with what was achieved and asked, both in the measure's unit; `points` None where it
    has no value or no target and takes no part."""

    name: str
    weight: int
    achieved: Fraction | None
    target: Fraction | None
    points: Fraction | None


@dataclass(frozen=True)
class Scorecard:
    worker: Worker
    parts: list[Part]

    @property
    def score(self) -> Fraction | None:
        """Out of 100, exact: parts that take no part are made up for by the others."""
        counted = [one for one in self.parts if one.points is not None]
        weights = sum(one.weight for one in counted)
        points = sum((one.points or Fraction(0) for one in counted), Fraction(0))
        return points * 100 / weights if weights else None


def of(month: Month, worker: Worker) -> Scorecard:
    found, weights = achieved(month, worker), month.plan.scorecard.weights
    return Scorecard(worker, [part(month, worker, name, found[name]) for name in weights])


def achieved(month: Month, worker: Worker) -> Mapping[str, Fraction | None]:
    rates, number = month.facts.rates, worker.number
    return {
        targets.AMOUNT: Fraction(month.amount(worker)),
        targets.DEALS: month.deals(worker),
        targets.WORKLOAD: Fraction(month.workload(worker)),
        targets.CONVERSION: rates.get((number, targets.CONVERSION)),
        targets.SATISFACTION: rates.get((number, targets.SATISFACTION)),
        ATTITUDE: month.facts.scored.get(number),
    }


def part(month: Month, worker: Worker, name: str, value: Fraction | None) -> Part:
    """min(achieved ÷ target, most) × weight, kept exact."""
    rule, target = month.plan.scorecard, asked(month, worker, name)
    weight = rule.weights[name]
    if value is None or not target:
        return Part(name, weight, value, target, None)
    points = min(value / target, Fraction(rule.most_percent, 100)) * weight
    return Part(name, weight, value, target, points)


def asked(month: Month, worker: Worker, name: str) -> Fraction | None:
    if name == ATTITUDE:
        return Fraction(FULL_MARKS)
    said = month.facts.target(PERSON, worker.number, name, month.period)
    if name == targets.AMOUNT:
        return Fraction(said) or None
    per = HUNDREDTHS * (HUNDREDTHS if name in targets.RATES else 1)
    return Fraction(said, per) or None
