"""A month's pay as it would be if it were computed now; nothing is kept (rules.md §8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.rules.measures.periods import Period
from app.rules.pay import engine, scorecard
from app.rules.pay.engine import PersonsPay
from app.rules.pay.facts import Facts
from app.rules.pay.month import Month
from app.rules.pay.scorecard import Scorecard
from app.services.pay import facts, plans
from app.services.pay.plans import InForce


@dataclass(frozen=True)
class Preview:
    """`facts`: what it was computed from, for what is asked of it further."""

    plan: InForce
    facts: Facts
    people: Sequence[PersonsPay]
    scorecards: Sequence[Scorecard]

    @property
    def month(self) -> Period:
        return self.facts.month


def of(day: date) -> Preview:
    """The lines of everybody in the month of a day, by the plan that holds in it."""
    plan, known = plans.in_force(day), facts.of(day)
    month = Month(known, plan.plan)
    people = engine.computed(month)
    return Preview(plan, known, people, [scorecard.of(month, one.worker) for one in people])
