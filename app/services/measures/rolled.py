"""Calls of periods by a cut: summed from what was counted of its days, and counted from the calls
where that does not stand. The numbers are those of the rows, always (rules.md §6)."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, Select, Table, func, literal_column, or_, select, union_all

from app.models import DailyCount, MonthlyCount
from app.models.counted import NUMBERS
from app.models.rollups import firsts
from app.rules.measures.dictionary import ADDED, REACHED
from app.services.measures import live, stale
from app.services.measures.cutting import COMPANY, GROUP, PERSON, SOURCE, TEAM, Cut
from app.services.measures.questions import AGAIN
from app.services.measures.stale import Kept
from app.services.measures.stretches import Stretch
from app.services.measures.tallies import Names, Tallies, by_key, from_rows, together

WITHIN_TEAM = (GROUP, PERSON, SOURCE)
OF_REPORTS = (REACHED, ADDED)


@dataclass(frozen=True)
class Scope:
    """Where the roll-ups keep a cut: `key_id` where it is one line of a wider one."""

    name: str
    within_id: int = 0
    key_id: int | None = None


def scope(cut: Cut) -> Scope | None:
    """None for cuts that are so narrow that their calls are quickly counted."""
    if cut.source is not None:
        return None
    if cut.within is None:
        return Scope(cut.by)
    kind, number = cut.within
    if kind in (TEAM, GROUP) and cut.by in (COMPANY, kind):
        return Scope(kind, key_id=number)
    return Scope(f"{TEAM}.{cut.by}", number) if kind == TEAM and cut.by in WITHIN_TEAM else None


def tallies(stretch: Stretch, cut: Cut, leads: Names = OF_REPORTS) -> list[Tallies]:
    """How many calls there were in each period, and of these `leads` how many different ones, by the
    cut's key. Leads of other stretches of days than the calendar's are not rolled up."""
    kept = rolled_up(stretch, cut, leads)
    if kept is None:
        return from_rows(stretch, cut, leads)
    found = stored(kept, cut, leads)
    if not kept.is_all:
        found = together(found, live.calls(kept, cut))
        found = together(found, live.leads(kept, cut, leads)[0]) if leads else found
    return found


def with_whole(
    stretch: Stretch, cut: Cut, leads: Names = OF_REPORTS
) -> tuple[list[Tallies], list[dict[str, int]]]:
    """The same, and how many of these leads all lines have together, each counted once."""
    company = Cut(COMPANY, cut.within, cut.source)
    kept = rolled_up(stretch, cut, leads)
    if kept is None:
        whole = from_rows(stretch, company, leads)
        return from_rows(stretch, cut, leads), only(leads, whole)
    lines, whole = stored(kept, cut, leads), stored(kept, company, leads)
    if not kept.is_all:
        added, once = live.leads(kept, cut, leads)
        lines, whole = together(lines, live.calls(kept, cut), added), together(whole, once)
    return lines, only(leads, whole)


def only(leads: Names, whole: list[Tallies]) -> list[dict[str, int]]:
    return [{name: one[0][name] for name in leads if 0 in one} for one in whole]


def rolled_up(stretch: Stretch, cut: Cut, leads: Names) -> Kept | None:
    """What stands of the periods, None if it is nothing, or if such a cut is not kept."""
    if scope(cut) is None or leads and not stretch.is_whole:
        return None
    kept = stale.kept(stretch)
    return None if kept.is_nothing else kept


def stored(kept: Kept, cut: Cut, leads: Names) -> list[Tallies]:
    """What was counted of the days that stand."""
    return by_key(kept.stretch, sums(kept, cut, leads), (*NUMBERS, *leads))


@lru_cache(AGAIN)
def sums(kept: Kept, cut: Cut, leads: Names) -> CompoundSelect[Any]:
    """Of each period its whole months that stand, and the days of its other ones."""
    names = [*NUMBERS, *(firsts(of)[kept.stretch.kind] for of in leads)]
    day, selects = DailyCount.c.day, []
    for n, period in enumerate(kept.stretch.periods):
        months, rest = kept.months(period)
        if months:
            query = summed(MonthlyCount, cut, n, names)
            selects.append(query.where(MonthlyCount.c.month.in_(months)))
        if rest:
            parts = or_(*(day.between(one.first, one.last) for one in rest))
            selects.append(summed(DailyCount, cut, n, names).where(kept.among(day), parts))
    return union_all(*selects)


def summed(table: Table, cut: Cut, nth: int, names: Names) -> Select[Any]:
    place, c = scope(cut) or Scope(cut.by), table.c
    key = literal_column("0") if cut.by == COMPANY else func.nullif(c.key_id, 0)
    counts = (func.sum(c[name]) for name in names)
    query = select(key, literal_column(str(nth)), *counts).group_by(c.key_id)
    if place.key_id is not None:
        query = query.where(c.key_id == place.key_id)
    return query.where(c.scope == place.name, c.within_id == place.within_id)
