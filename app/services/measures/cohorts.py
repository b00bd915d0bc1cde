"""Leads with a deal of those received, by month of receipt and source (rules.md §6, cohort
conversion)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select

from app.extensions import db
from app.models import Source
from app.rules.measures import dictionary as of
from app.rules.measures.dictionary import MEASURES, Counts, value
from app.rules.measures.periods import Period
from app.services.measures import counting
from app.services.measures.cutting import SOURCE, Cut
from app.services.measures.stretches import Found, Stretch

MONTHS = 12
MEASURE = MEASURES["cohort_conversion"]


@dataclass(frozen=True)
class Cell:
    """Leads of a month and source, and how many of them have a deal by now."""

    received: int
    won: int

    @property
    def rate(self) -> Fraction | None:
        counts = {of.RECEIVED: Fraction(self.received), of.WON: Fraction(self.won)}
        return value(MEASURE, counts)


@dataclass(frozen=True)
class Cohort:
    """A month with its sources and all of them together: each lead has one source or none."""

    period: Period
    cells: dict[int | None, Cell]

    @property
    def whole(self) -> Cell:
        cells = self.cells.values()
        return Cell(sum(one.received for one in cells), sum(one.won for one in cells))


@dataclass(frozen=True)
class Table:
    """Months, the latest first, and the sources that brought something in them; None: no source."""

    cohorts: Sequence[Cohort]
    sources: Sequence[tuple[int | None, str | None]]


def of_months(last: Period) -> Table:
    """The month with those before it, a year in all or since the first lead came; a lead counts in
    the month it came in, however late the deal was."""
    year = Stretch.up_to(last, MONTHS)
    found = counting.each(year, Cut(SOURCE), MEASURE.needs)
    cohorts = [cohort(*one) for one in zip(year.periods, found, strict=True)][::-1]
    while cohorts and not cohorts[-1].cells:
        cohorts.pop()
    known = {key for one in cohorts for key in one.cells}
    names = db.session.execute(select(Source.id, Source.name).order_by(Source.name))
    sources: list[tuple[int | None, str | None]] = [(n, name) for n, name in names if n in known]
    return Table(cohorts, sources + ([(None, None)] if None in known else []))


def cohort(month: Period, found: Found) -> Cohort:
    return Cohort(month, {key: cell(counts) for key, counts in found.items()})


def cell(counts: Counts) -> Cell:
    return Cell(int(counts[of.RECEIVED]), int(counts[of.WON]))
