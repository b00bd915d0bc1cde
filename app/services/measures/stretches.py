"""Periods that are counted at once: one query for all of them, which says of each row in which of
them it lies (rules.md §6, reports)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, case, literal, literal_column

from app import clock
from app.models.types import UtcDateTime
from app.rules.measures.dictionary import Count
from app.rules.measures.periods import Period, containing

Counts = dict[str, Count]
Found = dict[int | None, Counts]
"""Counts by the key of a cut; who has none is not there."""
ONCE = "_once"
"""Ends the name of what a line adds to all lines together, where something may stand in several of
them and counts once."""


@dataclass(frozen=True)
class Stretch:
    """Periods of one kind that follow each other, the earliest first."""

    periods: tuple[Period, ...]

    @classmethod
    def of(cls, *periods: Period) -> "Stretch":
        return cls(periods)

    @classmethod
    def up_to(cls, last: Period, many: int) -> "Stretch":
        """So many periods, this one the last."""
        found = [last]
        while len(found) < many:
            found.insert(0, found[0].before())
        return cls(tuple(found))

    @property
    def first(self) -> date:
        return self.periods[0].first

    @property
    def last(self) -> date:
        return self.periods[-1].last

    @property
    def kind(self) -> str:
        return self.periods[0].kind

    @property
    def is_whole(self) -> bool:
        """Whether these are the calendar's own, and not some of its days."""
        return all(one == containing(one.kind, one.first) for one in self.periods)

    def bounds(self) -> tuple[datetime, datetime]:
        """The first moment of it, and the one after it."""
        return clock.bounds(self.first)[0], clock.bounds(self.last)[1]

    def earlier(self) -> "Stretch":
        """The periods before each of these."""
        return Stretch((self.periods[0].before(), *self.periods[:-1]))

    def has(self, day: Any) -> ColumnElement[bool]:
        found: ColumnElement[bool] = day.between(self.first, self.last)
        return found

    def nth(self, day: Any) -> ColumnElement[int]:
        """In which of them a day lies, from 0; what is earlier lies in the first."""
        return stepped(day, [literal(one.first, literal_execute=True) for one in self.periods[1:]])

    def nth_at(self, moment: Any) -> ColumnElement[int]:
        """The same of a moment."""
        begins = [clock.bounds(one.first)[0] for one in self.periods[1:]]
        steps = [literal(one, UtcDateTime, literal_execute=True) for one in begins]
        return stepped(moment, steps)

    def begin_of(self, day: Any) -> ColumnElement[date]:
        """The first day of the one in which a day lies."""
        begins = [one.first for one in self.periods]
        steps = [(day < after, one) for one, after in pairwise(begins)]
        return case(*steps, else_=begins[-1]) if steps else literal(begins[-1])


def stepped(value: Any, steps: Sequence[ColumnElement[Any]]) -> ColumnElement[int]:
    """How many of these ascending steps a value has reached. All is written out and not sent as
    parameters: PostgreSQL would not see that it groups by the same."""
    reached: list[Any] = [(value < step, literal_column(str(n))) for n, step in enumerate(steps)]
    all_of_them: Any = (value.is_not(None), literal_column(str(len(steps))))
    found: ColumnElement[int] = case(*reached, all_of_them)
    return found


def once_each(lines: Any, names: Iterable[str]) -> dict[str, Any]:
    """Takes out of the lines of a period what each of them adds to all of them together."""
    parts = {name: [one.pop(name + ONCE) for one in lines.values()] for name in names}
    return {name: sum(some) for name, some in parts.items() if some}


def running(found: Sequence[Found]) -> list[Found]:
    """Of each period the sum of it and all before it."""
    sums: list[Found] = [{}]
    for one in found:
        sums.append({key: dict(counts) for key, counts in sums[-1].items()})
        for key, counts in one.items():
            known = sums[-1].get(key, {})
            sums[-1][key] = {name: n + known.get(name, 0) for name, n in counts.items()}
    return sums[1:]
