"""The day of a team as it is told to its chat group (rules.md §9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.rules.daily_reports import ranking
from app.rules.measures import dictionary, periods
from app.rules.measures.dictionary import MEASURES, NOTHING
from app.rules.measures.periods import MONTH, Period
from app.services.daily_reports import day as days
from app.services.daily_reports.day import Figures, Report
from app.services.deals import good_news
from app.services.deals.good_news import Won
from app.services.measures import counting, goals
from app.services.measures.cutting import COMPANY, Cut
from app.services.measures.report import Within

AMOUNT = "amount"


@dataclass(frozen=True)
class Standing:
    """The month's amount up to a day against its target, in fen."""

    month: Period
    reached: Fraction
    target: Fraction | None


@dataclass(frozen=True)
class TeamDay:
    """`ranked`: place and report of everybody who has something to show for it; `won`: the deals that
    count on this day."""

    day: date
    whole: Figures
    ranked: Sequence[tuple[int, Report]]
    standing: Standing
    won: Sequence[Won]


def of_day(within: Within, day: date) -> TeamDay:
    found = days.of_day(within, day)
    reports = {one.who.id: one for one in found.reports}
    scores = {number: score(one.figures) for number, one in reports.items()}
    return TeamDay(
        day=day,
        whole=found.whole,
        ranked=[(place, reports[number]) for place, number in ranking.places(scores)],
        standing=standing(within, day),
        won=good_news.won_in(day, day, within),
    )


def score(figures: Figures) -> ranking.Score:
    return tuple(figures[code] or dictionary.NONE for code in ranking.CHAIN)


def standing(within: Within, day: date) -> Standing:
    month = periods.containing(MONTH, day)
    so_far = Period(MONTH, month.first, day)
    counts = counting.of_measures((AMOUNT,), so_far, Cut(COMPANY, within)).get(0, NOTHING)
    target = goals.of_reach([month], within).get(month.code, {}).get(AMOUNT)
    reached = dictionary.value(MEASURES[AMOUNT], counts)
    return Standing(month, reached or dictionary.NONE, target)
