"""What early warning looks at: somebody's own days, leave and free days taken out (rules.md §10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from app.rules.days.working_days import WorkingDays
from app.rules.leads.quota import FULL, HALF

ONE_DAY = timedelta(days=1)
Counts = Mapping[date, int]
Dial = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class History:
    """Somebody's numbers by day up to a moment of `today`; a day that is not there has none.

    `since`: the first day that is known, never before he was hired; `half_days`: presence as noted,
    whole days otherwise; `dials`: from when to when he was on calls out, on the judged day at least.
    """

    since: date
    today: date
    now: datetime
    calendar: WorkingDays
    half_days: Counts = field(default_factory=dict)
    calls: Counts = field(default_factory=dict)
    connected: Counts = field(default_factory=dict)
    due: Counts = field(default_factory=dict)
    in_time: Counts = field(default_factory=dict)
    last_deal: date | None = None
    dials: Sequence[Dial] = ()

    def worked(self, least: int = HALF) -> list[date]:
        """His working days that are over, the last one first: with at least so many half days."""
        span = (self.today - self.since).days
        days = (self.today - n * ONE_DAY for n in range(1, span + 1))
        return [day for day in days if self.is_here(day, least)]

    def is_here(self, day: date, least: int = FULL) -> bool:
        return self.calendar.is_working(day) and self.half_days.get(day, FULL) >= least


@dataclass(frozen=True, slots=True)
class Finding:
    """A signal with the figures that it rests on, exact and ready to be stored."""

    code: str
    figures: dict[str, object]


def by_day(days: Sequence[date], counts: Counts) -> list[list[object]]:
    """Days in their order, each with its number, as they are stored."""
    return [[day.isoformat(), counts.get(day, 0)] for day in sorted(days)]


def total(days: Sequence[date], counts: Counts) -> int:
    return sum(counts.get(day, 0) for day in days)
