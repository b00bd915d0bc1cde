"""When calls are answered, by weekday and half hour, and how far customers came (rules.md §6,
connect rate and conversion)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    and_,
    cast,
    exists,
    extract,
    func,
    or_,
    select,
)

from app import clock
from app.extensions import db
from app.models import Call, CountedShare, DailyHours, StaleDay
from app.models.counted import ANSWERED, COUNTS, DIAL
from app.rules.measures.dictionary import CALLED as CALLED_LEADS
from app.rules.measures.dictionary import INTERESTED, REACHED
from app.rules.measures.periods import Period
from app.services.measures import rolled, stale
from app.services.measures.cutting import CALLED, COMPANY, PERSON, SOLD, Cut, keyed
from app.services.measures.questions import AGAIN
from app.services.measures.stale import Kept
from app.services.measures.stretches import Stretch
from app.services.transaction import rows

DAYS, HALF_HOURS = 7, 48
HALF_HOUR_S, AHEAD_S = 1_800, 8 * 3_600
Within = tuple[str, int] | None


@dataclass(frozen=True)
class Cell:
    """Calls out in a half hour of a weekday, and how many of them were connected."""

    calls: int
    connected: int


@dataclass(frozen=True)
class Funnel:
    """How many different customers were called, reached, interested (A or B), and closed a deal
    that counts in the period. Who signed need not have been called in it."""

    called: int
    reached: int
    interested: int
    won: int


def of(period: Period, within: tuple[str, int] | None) -> dict[tuple[int, int], Cell]:
    """Cells by weekday, Monday 0, and half hour of the company's day; empty ones are not there."""
    found: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for day, slot, calls, connected in by_day(period, within):
        found[(int(day) - 1) % DAYS, int(slot)].update(calls=int(calls), connected=int(connected))
    return {at: Cell(**tally) for at, tally in found.items()}


def pace(day: date, within: Within) -> list[int]:
    """Calls out of each half hour of a day, from midnight in the company's time."""
    found = [0] * HALF_HOURS
    known = None if is_person(within) or day >= clock.today() else rows(standing(day, within)).all()
    for slot, calls in known or rows(dialled(day, within, db.engine.dialect.name)).all():
        found[slot] = calls
    return found


@lru_cache(AGAIN)
def standing(day: date, within: Within) -> Select[Any]:
    """Half hours of a day that is over, with how many calls went out in each: nothing if there were
    none, or if the day or somebody's place on it changed since it was counted."""
    c = DailyHours.c
    moved = and_(StaleDay.person_id.is_not(None), StaleDay.day <= day)
    changed = exists().where(or_(StaleDay.day == day, moved))
    return select(c.half_hour, c.calls).where(*of_place(within), c.day == day, ~changed)


@lru_cache(AGAIN)
def dialled(day: date, within: Within, dialect: str) -> Select[Any]:
    """The same from the calls."""
    slot = half_hour(dialect)
    query: Any = keyed(CALLED, Cut(COMPANY, within))[0]
    query = query.with_only_columns(slot, func.count(), maintain_column_froms=True)
    found: Select[Any] = query.where(COUNTS, DIAL, Call.day == day).group_by(slot)
    return found


def by_day(period: Period, within: Within) -> Iterable[Any]:
    """Weekday, Sunday 0, half hour, calls out and connected ones: of days that stand from the
    roll-ups, of others and of one person from the calls."""
    kept = stale.kept(Stretch.of(period))
    if is_person(within):
        return db.session.execute(counted(within, Call.day.between(period.first, period.last)))
    found = [] if kept.is_nothing else list(db.session.execute(stored(kept, within)))
    if not kept.is_all:
        found += db.session.execute(counted(within, kept.live(Call.day)))
    return found


def is_person(within: Within) -> bool:
    """Of one person alone nothing is rolled up."""
    return within is not None and within[0] == PERSON


def of_place(within: Within) -> tuple[ColumnElement[bool], ...]:
    scope, number = within or (COMPANY, 0)
    return DailyHours.c.scope == scope, DailyHours.c.key_id == number


def stored(kept: Kept, within: Within) -> Select[Any]:
    c, day = DailyHours.c, extract("dow", DailyHours.c.day)
    query = select(day, c.half_hour, func.sum(c.calls), func.sum(c.connected))
    query = query.where(*of_place(within), kept.among(c.day))
    return query.group_by(day, c.half_hour)


def counted(within: Within, which: ColumnElement[bool]) -> Select[Any]:
    query: Any = keyed(CALLED, Cut(COMPANY, within))[0]
    day, slot = extract("dow", Call.day), half_hour(db.engine.dialect.name)
    columns = (day, slot, func.count(), func.count().filter(ANSWERED))
    query = query.with_only_columns(*columns, maintain_column_froms=True)
    found: Select[Any] = query.where(COUNTS, DIAL, which).group_by(day, slot)
    return found


def half_hour(dialect: str) -> ColumnElement[int]:
    """Which half hour of the company's day it is, from midnight; its clock is never changed."""
    seconds: Any = extract("epoch", Call.started_at)
    if dialect == "postgresql":
        seconds = func.date_part("epoch", Call.started_at)  # no exact decimals: three times as fast
    return cast(func.floor(seconds), BigInteger).op("+")(AHEAD_S) // HALF_HOUR_S % HALF_HOURS


def funnel(period: Period, within: Within) -> Funnel:
    """How far the customers of a period came, each counted once."""
    cut = Cut(COMPANY, within)
    (found,) = rolled.tallies(Stretch.of(period), cut, (CALLED_LEADS, REACHED, INTERESTED))
    said = found.get(0, defaultdict(int))
    won: Any = keyed(SOLD, cut)[0]
    won = won.with_only_columns(
        func.count(CountedShare.lead_id.distinct()), maintain_column_froms=True
    ).where(CountedShare.day.between(period.first, period.last))
    steps = (said[CALLED_LEADS], said[REACHED], said[INTERESTED])
    return Funnel(*steps, db.session.scalar(won) or 0)
