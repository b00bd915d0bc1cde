"""What the days that do not stand in the roll-ups add to them, counted from their calls (rules.md
§6)."""

from collections import defaultdict
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    false,
    func,
    literal_column,
    or_,
    select,
    true,
    union_all,
)

from app.models import Call
from app.models.counted import COUNTS, LEADS, NUMBERS
from app.services.measures.cutting import CALLED, Cut, keyed
from app.services.measures.stale import Kept
from app.services.measures.tallies import Names, Tallies, by_key
from app.services.transaction import rows

ELSEWHERE = "_elsewhere"
AGAIN = 64
"""So many queries are asked again and again: to make one takes a tenth of running it."""


def calls(kept: Kept, cut: Cut) -> list[Tallies]:
    return by_key(kept.stretch, counted(kept, cut), (*NUMBERS,))


@lru_cache(AGAIN)
def counted(kept: Kept, cut: Cut) -> Select[Any]:
    query, key = keyed(CALLED, cut)
    nth = kept.stretch.nth(Call.day)
    columns = [func.count().filter(which) for which in NUMBERS.values()]
    query = query.where(COUNTS, kept.live(Call.day)).group_by(key, nth)
    return query.add_columns(nth, *columns)


def leads(kept: Kept, cut: Cut, of: Names) -> tuple[list[Tallies], list[Tallies]]:
    """How many leads they add to each line, and to all lines together, where each counts once."""
    lines: list[Tallies] = [{} for _ in kept.stretch.periods]
    whole: list[Tallies] = [{} for _ in kept.stretch.periods]
    for is_line, key, nth, *numbers in rows(first_there(kept, cut, of)).all():
        (lines if is_line else whole)[nth][key] = defaultdict(int, zip(of, numbers, strict=True))
    return lines, whole


@lru_cache(AGAIN)
def first_there(kept: Kept, cut: Cut, of: Names) -> CompoundSelect[Any]:
    """A lead counts there if its first call in a period that says so lies on one of those days."""
    c = of_lines(kept, cut, of).cte("lines").c
    days = [name + which for name in of for which in ("", ELSEWHERE)]
    first = (func.min(c[name]).label(name) for name in days)
    each = select(c.nth, *first).group_by(c.nth, c.lead_id).subquery().c
    lines = select(true(), c.key, c.nth, *(is_first(c, name) for name in of))
    whole = select(false(), literal_column("0"), each.nth, *(is_first(each, name) for name in of))
    return union_all(lines.group_by(c.key, c.nth), whole.group_by(each.nth))


def of_lines(kept: Kept, cut: Cut, of: Names) -> Select[Any]:
    """For each line and each lead of those days the first of them, and the first of the others.

    Its calls are found by lead and moment: by their days it would be all those of the periods.
    """
    here, nth = kept.live(Call.day), kept.stretch.nth(Call.day)
    began, ended = kept.changing().bounds()
    counts = and_(COUNTS, or_(*(LEADS[name] for name in of)))
    called = select(Call.lead_id).where(counts, here)
    query, key = keyed(CALLED, cut)
    query = query.with_only_columns(
        key.label("key"), nth.label("nth"), Call.lead_id, maintain_column_froms=True
    )
    query = query.where(counts, Call.lead_id.in_(called))
    query = query.where(Call.started_at >= began, Call.started_at < ended)
    for name in of:
        query = query.add_columns(
            func.min(Call.day).filter(here, LEADS[name]).label(name),
            func.min(Call.day).filter(~here, LEADS[name]).label(name + ELSEWHERE),
        )
    return query.group_by(key, nth, Call.lead_id)


def is_first(days: Any, name: str) -> ColumnElement[int]:
    here, elsewhere = days[name], days[name + ELSEWHERE]
    there = and_(here.is_not(None), or_(elsewhere.is_(None), elsewhere > here))
    return func.count().filter(there)
