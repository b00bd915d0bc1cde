"""What somebody did on a day, by the measures of the house: it is counted whenever it is read, so
that a voided call or a late record changes it as everywhere else (rules.md §6, §9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app import clock
from app.rules.measures import dictionary as of
from app.rules.measures.dictionary import MEASURES, NOTHING, Counts
from app.rules.measures.periods import DAY, Period
from app.rules.meetings import goals as rule
from app.services import board_counts
from app.services.daily_reports import callers, doing, writing
from app.services.daily_reports.callers import Caller
from app.services.daily_reports.doing import Doing
from app.services.daily_reports.writing import Line
from app.services.day_goals import setting
from app.services.measures import counting
from app.services.measures.cutting import PERSON, Cut
from app.services.measures.report import Within
from app.services.people import working_days

CODES = (
    *("calls", "connect_rate", "workload", "deals", "amount"),
    *("new_customers", "dial_completion", "follow_up_on_time"),
)
NEEDS = tuple(dict.fromkeys(part for code in CODES for part in MEASURES[code].needs))
"""Each of them is a sum of what people have of it: nobody has to be counted again for all."""


@dataclass(frozen=True)
class Figures:
    """The measures of a day with what they are made of, exact; amounts in fen."""

    counts: Counts

    def __getitem__(self, code: str) -> Fraction | None:
        return of.value(MEASURES[code], self.counts)

    @property
    def connected(self) -> Fraction:
        return Fraction(self.counts.get(of.CONNECTED, 0))

    @property
    def asked_calls(self) -> Fraction:
        """So many calls the day asked for, by the house's number and who was there."""
        return Fraction(self.counts.get(of.DIAL_GOAL, 0))


@dataclass(frozen=True)
class Goal:
    measure: str
    target: Fraction
    actual: Fraction

    @property
    def is_reached(self) -> bool:
        return rule.is_reached(self.target, self.actual)


@dataclass(frozen=True)
class Report:
    """A person's day. `ahead`: how many follow-ups and call-backs of his are due on the next working
    day, as long as that is not over."""

    who: Caller
    figures: Figures
    goals: Sequence[Goal]
    doing: Doing
    ahead: int | None
    line: Line

    @property
    def asked_calls(self) -> Fraction:
        """What the house asks for, unless somebody set him a goal of his own."""
        own = any(one.measure == rule.CALLS for one in self.goals)
        return of.NONE if own else self.figures.asked_calls

    @property
    def worked(self) -> bool:
        return bool(self.figures.asked_calls or self.figures["calls"])


@dataclass(frozen=True)
class Day:
    day: date
    next_day: date
    whole: Figures
    reports: Sequence[Report]

    @property
    def silent(self) -> list[str]:
        """Who has not written a line yet; nobody is asked for one of a day without work."""
        return [one.who.name for one in self.reports if one.worked and not one.line.text]


def of_day(within: Within, day: date) -> Day:
    """The reports of all within a place, in as many queries as that of one."""
    period, people = Period(DAY, day, day), callers.of_day(within, day)
    ids, next_day = [one.id for one in people], working_days.around(day).next(day)
    counted = counting.of_measures(CODES, period, Cut(PERSON, within))
    aims, tasks = setting.of_day(ids, day), doing.of_day(ids, day)
    lines, ahead = writing.of_day(ids, day), due_on(ids, next_day)
    reports = [
        Report(
            who=one,
            figures=(figures := Figures(counted.get(one.id, NOTHING))),
            goals=goals_of(one.id, aims, figures),
            doing=tasks.get(one.id, doing.NOTHING),
            ahead=None if ahead is None else ahead.get(one.id, 0),
            line=lines.get(one.id, writing.NONE),
        )
        for one in people
    ]
    return Day(day, next_day, Figures(counting.added(counted, NEEDS)), reports)


def goals_of(person_id: int, aims: Mapping[setting.Key, int], figures: Figures) -> list[Goal]:
    """His goals of the day against what he reached, in the order of the measures."""
    return [
        Goal(code, setting.in_measure(aims[person_id, code], code), figures[code] or of.NONE)
        for code in rule.MEASURES
        if (person_id, code) in aims
    ]


def due_on(people: Sequence[int], next_day: date) -> dict[int, int] | None:
    """By person what is due then; leads move on, so nobody can say it of a day that is over."""
    if next_day < clock.today():
        return None
    return {person: one.due for person, one in board_counts.leads_of(people, next_day).items()}
