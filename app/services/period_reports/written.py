"""The report of a week or a month of a team, the company or one's own: numbers against the target
and the period before, best moments, what was decided and done, and what is planned (rules.md §6, §9)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models import Team
from app.rules.measures import dictionary, periods
from app.rules.measures.dictionary import MEASURES, NOTHING
from app.rules.measures.periods import MONTH, Period
from app.services.measures import counting, goals, report
from app.services.measures.cutting import COMPANY, PERSON, TEAM, Cut
from app.services.measures.report import Asked, Line, Report, Values, Within
from app.services.period_reports import moments, talked
from app.services.period_reports.moments import Moments
from app.services.period_reports.talked import Said

AMOUNT = "amount"
AIMED_AT = ("amount", "deals", "workload", "conversion")
CODES = ("calls", "connect_rate", "workload", "conversion", "new_customers", "deals", "amount")


@dataclass(frozen=True)
class Standing:
    """What a month has come to by a day, and what it is to come to."""

    month: Period
    values: Values
    targets: Values


@dataclass(frozen=True)
class Written:
    """`month`: of a week, whose days have no targets of their own, how the month stands at its end;
    `ahead`: what is to be reached in the period after it."""

    period: Period
    figures: Report
    month: Standing | None
    moments: Moments
    said: Said
    ahead: Values

    @property
    def lines(self) -> Sequence[Line]:
        """Those who have done something in it."""
        return [one for one in self.figures.lines if any(one.now[code] for code in CODES)]

    @property
    def is_over(self) -> bool:
        return self.period.last < clock.today()


def of(period: Period, within: Within) -> Written:
    by = TEAM if within is None and has_teams() else PERSON
    figures = report.of(Asked(period, by, AMOUNT, within))
    after = period.after()
    return Written(
        period=period,
        figures=figures,
        month=None if period.kind == MONTH else standing(month_to(period), within),
        moments=moments.of(period, within, figures),
        said=talked.of(period, within),
        ahead=goals.of_reach([after], within).get(after.code, {}),
    )


def has_teams() -> bool:
    """Whether there are teams to be set side by side; a company of one is shown by its people."""
    return (db.session.scalar(select(func.count()).select_from(Team)) or 0) > 1


def month_to(period: Period) -> Period:
    """The month in which the period ends, up to that day."""
    last = min(period.last, max(clock.today(), period.first))
    return Period(MONTH, periods.containing(MONTH, last).first, last)


def standing(month: Period, within: Within) -> Standing:
    counts = counting.of_measures(AIMED_AT, month, Cut(COMPANY, within)).get(0, NOTHING)
    return Standing(
        month,
        {code: dictionary.value(MEASURES[code], counts) for code in AIMED_AT},
        goals.of_reach([month], within).get(month.code, {}),
    )
