"""One month with its facts, and what several rules ask of them (rules.md §6, §8)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from app.rules.measures.periods import Period
from app.rules.pay.facts import FORMAL, SUPERVISOR, WHOLE_DAY, Facts, Worker
from app.rules.pay.lines import WHOLE_BP
from app.rules.pay.plan import Plan


def rosters(workers: Iterable[Worker], days: Sequence[date]) -> dict[int, set[int]]:
    """Who takes part for each group in a round: everyone with one of these working days in it
    (rules.md §8.7)."""
    found: dict[int, set[int]] = {}
    for worker in workers:
        for day in days:
            group = worker.place(day)[1] if worker.employed(day) else None
            if group is not None:
                found.setdefault(group, set()).add(worker.number)
    return found


@dataclass(frozen=True)
class Month:
    """Facts and the plan that holds for them. Sums are indexed once, so that 300 people are quick."""

    facts: Facts
    plan: Plan

    @property
    def period(self) -> Period:
        return self.facts.month

    @cached_property
    def days(self) -> list[date]:
        """The working days of the month."""
        return self.working(self.period)

    def working(self, period: Period) -> list[date]:
        return [day for day in self.facts.working if period.first <= day <= period.last]

    @cached_property
    def workers(self) -> list[Worker]:
        """Who has lines: paid by a grade, and with a working day in the month (rules.md §8.13)."""
        return [one for one in self.facts.workers if one.grades and self.own_days(one)]

    def own_days(self, one: Worker) -> list[date]:
        return [day for day in self.days if one.employed(day)]

    def at_the_end(self, one: Worker) -> str | None:
        """His grade on his last day employed in the month (rules.md §8.4)."""
        return one.grade(min(one.left_on or self.period.last, self.period.last))

    def stays(self, one: Worker, period: Period) -> bool:
        """Whether he is employed on the period's last working day."""
        days = self.working(period)
        return bool(days) and one.employed(days[-1])

    @cached_property
    def fen_by_person(self) -> dict[int, list[tuple[date, int]]]:
        found: dict[int, list[tuple[date, int]]] = {}
        for one in self.facts.credits:
            found.setdefault(one.person, []).append((one.day, one.fen))
        return found

    def amount(self, one: Worker, period: Period | None = None) -> int:
        """What he brought in while employed, in fen (rules.md §6 amount, §8.13)."""
        within = period or self.period
        return sum(
            fen
            for day, fen in self.fen_by_person.get(one.number, ())
            if within.first <= day <= within.last and one.earns(day)
        )

    @cached_property
    def by_number(self) -> dict[int, Worker]:
        return {one.number: one for one in self.facts.workers}

    def team_amount(self, team: int, period: Period | None = None) -> int:
        """What those of the team of each day brought in, leavers included, in fen."""
        within = period or self.period
        return sum(
            one.fen
            for one in self.facts.credits
            if within.first <= one.day <= within.last and self.team(one.person, one.day) == team
        )

    def team(self, person: int, day: date) -> int | None:
        return self.by_number[person].place(day)[0] if person in self.by_number else None

    @cached_property
    def deals_by_person(self) -> dict[int, Fraction]:
        """Deals that count in the month, by share, made while employed (rules.md §6)."""
        found: dict[int, Fraction] = {}
        for sold in self.facts.deals:
            worker = self.by_number.get(sold.person)
            if self.holds(sold.day) and worker and worker.earns(sold.day):
                share = Fraction(sold.share_bp, WHOLE_BP)
                found[sold.person] = found.get(sold.person, Fraction(0)) + share
        return found

    def deals(self, one: Worker) -> Fraction:
        return self.deals_by_person.get(one.number, Fraction(0))

    def holds(self, day: date) -> bool:
        return self.period.first <= day <= self.period.last

    @cached_property
    def units_by_person(self) -> dict[int, list[tuple[date, int]]]:
        found: dict[int, list[tuple[date, int]]] = {}
        for (person, day), units in self.facts.units.items():
            if self.holds(day):
                found.setdefault(person, []).append((day, units))
        return found

    def workload(self, one: Worker, grade: str | None = None) -> int:
        """His units in the month, or only those of days on which he had this grade."""
        noted = self.units_by_person.get(one.number, ())
        return sum(units for day, units in noted if grade is None or one.grade(day) == grade)

    @cached_property
    def units_by_group(self) -> dict[int, int]:
        """Units of the month by the group of each day (rules.md §8.7)."""
        found: dict[int, int] = {}
        for (person, day), units in self.facts.units.items():
            group = self.group(person, day)
            if group is not None:
                found[group] = found.get(group, 0) + units
        return found

    @cached_property
    def firsts_by_group(self) -> dict[int, Fraction]:
        """Shares in leads' first deals that count in the month, by group (rules.md §6)."""
        found: dict[int, Fraction] = {}
        for one in self.facts.deals:
            group = self.group(one.person, one.day) if one.first else None
            if group is not None:
                share = Fraction(one.share_bp, WHOLE_BP)
                found[group] = found.get(group, Fraction(0)) + share
        return found

    def group(self, person: int, day: date) -> int | None:
        """The group for which something of this day counts in a round: his, if he takes part."""
        worker = self.by_number.get(person)
        group = worker.place(day)[1] if worker and self.holds(day) else None
        return group if person in self.rosters.get(group or 0, ()) else None

    @cached_property
    def rosters(self) -> dict[int, set[int]]:
        return rosters(self.workers, self.days)

    def half_days(self, one: Worker, days: Iterable[date]) -> int:
        """How many half days he was here on these working days; without a record both of each day
        of his employment (rules.md §8.7)."""
        noted = self.facts.half_days
        return sum(noted.get((one.number, day), WHOLE_DAY) for day in days if one.employed(day))

    def is_there(self, half_days: int, period: Period) -> bool:
        """Whether so many half days are at least half of the period (rules.md §8.6, §8.7)."""
        whole = WHOLE_DAY * len(self.working(period))
        return half_days * 100 >= whole * self.plan.present_percent

    def qualifies(self, one: Worker) -> bool:
        """For the rates above target: supervisors, and formal staff who met the quota (§8.4)."""
        grade = self.at_the_end(one)
        return grade == SUPERVISOR or (grade == FORMAL and self.units_short(one) == 0)

    def quota(self, one: Worker) -> int:
        """Units asked of his formal days (rules.md §8.3)."""
        formal = [day for day in self.own_days(one) if one.grade(day) == FORMAL]
        return self.plan.quota.units * len(formal) // len(self.days) if self.days else 0

    def units_short(self, one: Worker) -> int:
        return max(0, self.quota(one) - self.workload(one, FORMAL))

    def in_order(self, workers: Sequence[Worker]) -> list[Worker]:
        """The earlier hire date first, then the lower person number."""
        return sorted(workers, key=lambda one: (one.hired_on, one.number))
