"""Days, weeks, months, quarters and years, as they are written and follow each other (rules.md §6)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from app.errors import RuleBroken
from app.rules.typed import plain

DAY, WEEK, MONTH, QUARTER, YEAR = "day", "week", "month", "quarter", "year"
KINDS = (DAY, WEEK, MONTH, QUARTER, YEAR)
ONE_DAY = timedelta(days=1)
MONTHS = {MONTH: 1, QUARTER: 3, YEAR: 12}

SAID = {
    DAY: re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"),
    WEEK: re.compile(r"(\d{4})-?w(\d{1,2})"),
    MONTH: re.compile(r"(\d{4})[-/.年](\d{1,2})月?(?:[-/]0?1(?: 00:00:00)?)?"),
    QUARTER: re.compile(r"(\d{4})(?:-?q|年?第?)([1-4一二三四])(?:季度)?"),
    YEAR: re.compile(r"(\d{4})年?"),
}
QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of company days, first and last included."""

    kind: str
    first: date
    last: date

    @property
    def code(self) -> str:
        """As it stands in an address or a file: 2026-05-07, 2026-W19, 2026-05, 2026-Q2, 2026."""
        if self.kind == DAY:
            return self.first.isoformat()
        if self.kind == WEEK:
            year, week, _ = self.first.isocalendar()
            return f"{year}-W{week:02}"
        whole = {
            MONTH: f"-{self.first.month:02}",
            QUARTER: f"-Q{(self.first.month + 2) // 3}",
            YEAR: "",
        }
        return f"{self.first.year}{whole[self.kind]}"

    def before(self) -> "Period":
        """The one that ends where this one begins."""
        return containing(self.kind, self.first - ONE_DAY)

    def after(self) -> "Period":
        return containing(self.kind, self.last + ONE_DAY)


def containing(kind: str, day: date) -> Period:
    """The period of this kind in which the day lies; a week begins on Monday."""
    if kind == DAY:
        return Period(kind, day, day)
    if kind == WEEK:
        monday = day - timedelta(days=day.weekday())
        return Period(kind, monday, monday + timedelta(days=6))
    months = MONTHS[kind]
    first = day.replace(month=(day.month - 1) // months * months + 1, day=1)
    following = first.month + months
    end = date(first.year + (following - 1) // 12, (following - 1) % 12 + 1, 1)
    return Period(kind, first, end - ONE_DAY)


def months(period: Period) -> list[Period]:
    """A period by its months; of one that does not lie wholly in it only its part."""
    found, first = [], period.first
    while first <= period.last:
        last = min(containing(MONTH, first).last, period.last)
        found.append(Period(MONTH, first, last))
        first = last + ONE_DAY
    return found


def read(text: str, kinds: tuple[str, ...] = KINDS) -> Period:
    """The period that an address or a cell names. Raises RuleBroken("period_unreadable", text)."""
    said = plain(text).strip().lower().replace("年 ", "年")
    for kind in kinds:
        found = SAID[kind].fullmatch(said)
        if found is not None:
            try:
                return containing(kind, first_day(kind, *found.groups()))
            except (ValueError, OverflowError):
                break
    raise RuleBroken("period_unreadable", text=text[:40])


def first_day(kind: str, year: str, part: str = "1", day: str = "1") -> date:
    if kind == WEEK:
        return date.fromisocalendar(int(year), int(part), 1)
    number = QUARTERS.get(part) or int(part)
    return date(int(year), number * 3 - 2 if kind == QUARTER else number, int(day))
