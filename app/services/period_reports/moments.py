"""The best moments of a period: its greatest deals, its best day, and who was first in what
(rules.md §8.5, §9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from app.rules.measures import dictionary
from app.rules.measures.dictionary import MEASURES, NOTHING
from app.rules.measures.periods import DAY, Period
from app.services.deals import good_news
from app.services.deals.good_news import Won
from app.services.measures import counting
from app.services.measures.cutting import COMPANY, Cut
from app.services.measures.report import Report, Within
from app.services.measures.stretches import Stretch

MOST_DEALS = 3
FIRST_IN = ("amount", "deals", "workload")
DAYS = ("amount", "workload")


@dataclass(frozen=True)
class First:
    """Who was first in a measure; more than one on equal values."""

    code: str
    names: Sequence[str]
    value: Fraction


@dataclass(frozen=True)
class Best:
    """The day with the most of a measure."""

    code: str
    day: date
    value: Fraction


@dataclass(frozen=True)
class Moments:
    deals: Sequence[Won]
    firsts: Sequence[First]
    best_day: Best | None


def of(period: Period, within: Within, figures: Report) -> Moments:
    deals = good_news.won_in(period.first, period.last, within)[:MOST_DEALS]
    return Moments(deals, firsts(figures), best_day(period, within))


def firsts(figures: Report) -> list[First]:
    """Nobody with nothing, and nobody where there is nobody to be compared with."""
    known = [one for one in figures.lines if one.name]
    if len(known) < 2:
        return []
    found = []
    for code in FIRST_IN:
        most = max(one.now[code] or dictionary.NONE for one in known)
        if most > 0:
            names = [str(one.name) for one in known if one.now[code] == most]
            found.append(First(code, names, most))
    return found


def best_day(period: Period, within: Within) -> Best | None:
    """By amount, or by workload where no money came in; the earlier of two equal ones."""
    days = tuple(Period(DAY, one, one) for one in each(period))
    needs = [part for code in DAYS for part in MEASURES[code].needs]
    counted = counting.each(Stretch(days), Cut(COMPANY, within), needs)
    for code in DAYS:
        values = [dictionary.value(MEASURES[code], one.get(0, NOTHING)) for one in counted]
        most = max(value or dictionary.NONE for value in values)
        if most > 0:
            return Best(code, days[values.index(most)].first, most)
    return None


def each(period: Period) -> list[date]:
    many = (period.last - period.first).days + 1
    return [period.first + timedelta(days=n) for n in range(many)]
