from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

ONE_DAY = timedelta(days=1)
MONDAY = date(1, 1, 1)
SATURDAY, SUNDAY = 5, 6

TWO_FREE_DAYS, ONE_FREE_DAY, ALTERNATING = "two_free_days", "one_free_day", "alternating"
PATTERNS = (TWO_FREE_DAYS, ONE_FREE_DAY, ALTERNATING)
HOLIDAY, MAKE_UP = "holiday", "make_up"
FREE, WORK = "free", "work"


@dataclass(frozen=True)
class Weekly:
    """Which days of a week are worked (rules.md, opening paragraphs).

    `anchor` is any day of a week with two free days; 大小周 (alternating) counts weeks from it and
    is refused without (ValueError), like an unknown pattern.
    """

    pattern: str = TWO_FREE_DAYS
    anchor: date | None = None

    def __post_init__(self) -> None:
        if self.pattern not in PATTERNS:
            raise ValueError(f"no weekly pattern: {self.pattern}")
        if self.pattern == ALTERNATING and self.anchor is None:
            raise ValueError("alternating weeks need an anchor week")

    def is_working(self, day: date) -> bool:
        if day.weekday() == SUNDAY:
            return False
        return day.weekday() != SATURDAY or self.works_on_saturday(day)

    def works_on_saturday(self, day: date) -> bool:
        if self.anchor is None or self.pattern != ALTERNATING:
            return self.pattern == ONE_FREE_DAY
        return (week_of(day) - week_of(self.anchor)) % 2 == 1


@dataclass(frozen=True)
class WorkingDays:
    """The company's calendar (rules.md, opening paragraphs).

    What a day is comes from, in this order: a company exception ("free" or "work"), the published
    calendar ("holiday" or "make_up"), the weekly pattern of that day. `pattern` and `anchor` hold
    from the beginning on, each of `changes` from its day on; they stand in the order of days.
    """

    pattern: str = TWO_FREE_DAYS
    anchor: date | None = None
    published: Mapping[date, str] = field(default_factory=dict)
    exceptions: Mapping[date, str] = field(default_factory=dict)
    published_years: frozenset[int] = frozenset()
    changes: Sequence[tuple[date, Weekly]] = ()

    def __post_init__(self) -> None:
        Weekly(self.pattern, self.anchor)

    @cached_property
    def at_first(self) -> Weekly:
        return Weekly(self.pattern, self.anchor)

    def weekly(self, day: date) -> Weekly:
        """The weekly pattern that holds on this day."""
        begun = (weekly for since, weekly in reversed(self.changes) if since <= day)
        return next(begun, self.at_first)

    def is_working(self, day: date) -> bool:
        """Whether the company works on this day."""
        if day in self.exceptions:
            return self.exceptions[day] == WORK
        if day in self.published:
            return self.published[day] == MAKE_UP
        return self.weekly(day).is_working(day)

    def is_guessed(self, day: date) -> bool:
        """Whether the day's year is not published yet, so that only the pattern speaks for it."""
        return day.year not in self.published_years and day not in self.exceptions

    def next(self, day: date) -> date:
        """The first working day after this day."""
        return self.walk(day, ONE_DAY)

    def previous(self, day: date) -> date:
        """The last working day before this day."""
        return self.walk(day, -ONE_DAY)

    def on_or_after(self, day: date) -> date:
        """The day itself when it is a working day, else the next one."""
        return day if self.is_working(day) else self.next(day)

    def add(self, day: date, n: int) -> date:
        """The n-th working day after this day (before it, if n is negative); n = 0: the day."""
        for _ in range(abs(n)):
            day = self.walk(day, ONE_DAY if n > 0 else -ONE_DAY)
        return day

    def count(self, first: date, last: date) -> int:
        """The number of working days from `first` to `last`, both included; 0 if out of order."""
        days = range((last - first).days + 1)
        return sum(self.is_working(first + timedelta(days=n)) for n in days)

    def last_of_month(self, day: date) -> date:
        """The last working day of this day's month."""
        last = day.replace(day=monthrange(day.year, day.month)[1])
        return last if self.is_working(last) else self.previous(last)

    def walk(self, day: date, step: timedelta) -> date:
        day += step
        while not self.is_working(day):
            day += step
        return day


def week_of(day: date) -> int:
    """The number of the week, from Monday to Sunday, counted from year 1."""
    return (day - MONDAY).days // 7
