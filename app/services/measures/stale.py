"""Which days have to be counted from their calls: those that are not over, and those on which
something changed since they were counted (design: measures)."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    false,
    func,
    or_,
    select,
    true,
    union,
    union_all,
)

from app import clock
from app.models import Call, DailyCount, StaleDay
from app.rules.measures.periods import MONTH, ONE_DAY, Period, containing, months
from app.services.measures.attending import each
from app.services.measures.stretches import Stretch
from app.services.transaction import rows

SPANS = 64
MANY = 5_000
"""More leads than that changed at once, as by a list of old calls: until they are counted it takes
longer to find out on which days than to count all of them from the calls."""


@dataclass(frozen=True)
class Kept:
    """What of some periods stands in the roll-ups: all days to the `last`, but for those in `stale`.
    Of those after it a day stands there only if the clock was put back: it is in `stale`, too."""

    stretch: Stretch
    last: date
    stale: frozenset[date]

    @property
    def is_nothing(self) -> bool:
        return (self.last - self.stretch.first).days + 1 <= len(self.stale)

    @property
    def is_all(self) -> bool:
        return self.last == self.stretch.last and not self.stale

    def among(self, day: Any) -> ColumnElement[bool]:
        """Whether a day of the roll-ups is one that stands."""
        return and_(day.between(self.stretch.first, self.last), day.not_in(self.stale))

    def live(self, day: Any) -> ColumnElement[bool]:
        """Whether a day of the periods is to be counted from its calls."""
        return or_(and_(day > self.last, day <= self.stretch.last), day.in_(self.stale))

    def months(self, period: Period) -> tuple[list[date], list[Period]]:
        """The first days of its months whose sums stand, and the other parts of it that have days
        that stand."""
        found: tuple[list[date], list[Period]] = ([], [])
        for one in months(period):
            if one.first <= self.last:
                whole = one == containing(MONTH, one.first)
                changed = any(one.first <= day <= one.last for day in self.stale)
                if whole and not changed:
                    found[0].append(one.first)
                else:
                    found[1].append(one)
        return found

    def changing(self) -> Stretch:
        """The periods with days to be counted, and what lies between them."""
        first = min(self.stale, default=self.last + ONE_DAY)
        last = self.stretch.last if self.last < self.stretch.last else max(self.stale)
        some = (one for one in self.stretch.periods if one.last >= first and one.first <= last)
        return Stretch(tuple(some))


def kept(stretch: Stretch) -> Kept:
    last = min(stretch.last, clock.today() - ONE_DAY)
    return Kept(stretch, last, between(stretch.first, last, stretch.last))


def between(first: date, last: date, until: date | None = None) -> frozenset[date]:
    """Days of this stretch, all of them over, that are not as they were counted; and those after it
    until another that were counted although they are not over."""
    if last < first:
        return frozenset()
    found: set[date] = set()
    since = last + ONE_DAY
    for day, on in rows(asked(first, last, until or last, MANY)).all():
        if on:
            found.add(day)
        else:
            since = min(since, day or since)
    return frozenset(found).union(each(max(since, first), last))


@lru_cache(SPANS)
def asked(first: date, last: date, until: date, many: int) -> CompoundSelect[Any]:
    """Each day with whether it is one to be counted, or the first of all since."""
    known = (changed(first, last, many), moved(last), brought_in(last, many))
    return union_all(*known, ahead(last, until))


def changed(first: date, last: date, many: int) -> Select[Any]:
    """Days that changed, and the later ones of the leads with which they did."""
    days = select(StaleDay.day).where(StaleDay.person_id.is_(None))
    later = select(Call.day).join(StaleDay, StaleDay.lead_id == Call.lead_id)
    later = later.where(StaleDay.day <= last, Call.day > StaleDay.day, few(last, many))
    both = union(
        days.where(StaleDay.day.between(first, last)),
        later.where(Call.day.between(first, last)),
    ).subquery()
    return select(both.c.day, true())


def moved(last: date) -> Select[Any]:
    """The first call of those whose place changed, since it did."""
    query: Any = select(func.min(Call.day), false())
    query = query.join(StaleDay, StaleDay.person_id == Call.person_id)
    found: Select[Any] = query.where(StaleDay.day <= last, Call.day >= StaleDay.day)
    return found


def brought_in(last: date, many: int) -> Select[Any]:
    """The first day of changes that are too many to follow: all since then is counted anew."""
    query: Any = select(func.min(StaleDay.day), false())
    query = query.where(StaleDay.lead_id.is_not(None), StaleDay.day <= last, ~few(last, many))
    found: Select[Any] = query
    return found


def ahead(last: date, until: date) -> Select[Any]:
    """Days that were counted before the clock was put back."""
    day = DailyCount.c.day
    return select(day, true()).where(day > last, day <= until).distinct()


def few(last: date, most: int) -> ColumnElement[bool]:
    some = select(StaleDay.id).where(StaleDay.lead_id.is_not(None), StaleDay.day <= last)
    many = select(func.count()).select_from(some.limit(most + 1).subquery()).scalar_subquery()
    return many <= most
