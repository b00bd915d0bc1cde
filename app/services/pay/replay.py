"""What if: past months paid once more by another plan, beside what they were paid by; nothing is
kept (rules.md §8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app import clock
from app.errors import RuleBroken
from app.rules.measures import periods
from app.rules.measures.periods import MONTH, Period
from app.rules.pay import engine, replay
from app.rules.pay.facts import Worker
from app.rules.pay.month import Month
from app.rules.pay.plan import Plan
from app.rules.pay.replay import Compared, Prize
from app.services.pay import facts, plans

MOST_MONTHS, USUAL_MONTHS = 6, 3


@dataclass(frozen=True)
class Again:
    """A month once more: `plan` is the name of the one it was computed by before."""

    month: Period
    plan: str
    people: Sequence[Compared]
    prizes: Sequence[Prize]

    @property
    def changed_prizes(self) -> list[Prize]:
        return [one for one in self.prizes if one.changed]


@dataclass(frozen=True)
class Replay:
    months: Sequence[Again]

    @property
    def people(self) -> list[Compared]:
        """Everybody over all months, who changes most first."""
        return replay.summed([one for month in self.months for one in month.people])

    @property
    def whole(self) -> Compared:
        nobody = Worker(0, "", "", date.min)
        return replay.together(nobody, [one for month in self.months for one in month.people])


def of(plan: Plan, months: Sequence[Period]) -> Replay:
    """Each month by the facts as they stand now, once by the plan that holds in it and once by
    this one."""
    return Replay([again(plan, month) for month in months])


def again(plan: Plan, period: Period) -> Again:
    known, held = facts.of(period.first), plans.in_force(period.first)
    old, new = (engine.computed(Month(known, one)) for one in (held.plan, plan))
    return Again(period, held.name, replay.compared(old, new), replay.prizes(known, old, new))


def months(first: str, last: str) -> list[Period]:
    """The months of an address; without any the last three that are over.

    Raises RuleBroken("period_unreadable" | "replay_not_over" | "replay_backwards" |
    "replay_too_many", most).
    """
    newest = periods.containing(MONTH, clock.today()).before()
    end = periods.read(last, (MONTH,)) if last else newest
    start = periods.read(first, (MONTH,)) if first else back(end, USUAL_MONTHS - 1)
    if end.first > newest.first:
        raise RuleBroken("replay_not_over")
    return between(start, end)


def between(start: Period, end: Period) -> list[Period]:
    if start.first > end.first:
        raise RuleBroken("replay_backwards")
    if start.first < back(end, MOST_MONTHS - 1).first:
        raise RuleBroken("replay_too_many", most=MOST_MONTHS)
    found = [start]
    while found[-1] != end:
        found.append(found[-1].after())
    return found


def back(period: Period, months_: int) -> Period:
    for _ in range(months_):
        period = period.before()
    return period
