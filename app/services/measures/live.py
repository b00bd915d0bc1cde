"""What the days that do not stand in the roll-ups add to them, counted from their calls (rules.md
§6)."""

from collections import defaultdict
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from app.models import Call
from app.models.counted import COUNTS, LEADS, NUMBERS
from app.services.measures.cutting import CALLED, Cut, keyed
from app.services.measures.stale import Kept
from app.services.measures.stretches import ONCE, once_each
from app.services.measures.tallies import Names, Tallies, by_key

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
    once = [name + ONCE for name in of]
    found = by_key(kept.stretch, first_there(kept, cut, of), (*of, *once))
    return found, [{0: defaultdict(int, once_each(one, of))} for one in found]


@lru_cache(AGAIN)
def first_there(kept: Kept, cut: Cut, of: Names) -> Select[Any]:
    """A lead counts there if its first call in a period that says so lies on one of those days; of
    several lines in which it stands one counts it for all of them together."""
    c = over_lines(of_lines(kept, cut, of).subquery(), of).c
    own = (func.count().filter(is_first(c[name], c[name + ELSEWHERE])) for name in of)
    once = (
        func.count().filter(c.place == 1, is_first(c[name + ONCE], c[name + ELSEWHERE + ONCE]))
        for name in of
    )
    return select(c.key, c.nth, *own, *once).group_by(c.key, c.nth)


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


def over_lines(lines: Any, of: Names) -> Any:
    """Beside the days of each line's lead those of the lead whoever called."""
    c: Any = lines.c
    same: Any = {"partition_by": (c.nth, c.lead_id)}
    days = [name + which for name in of for which in ("", ELSEWHERE)]
    return select(
        *c,
        *(func.min(c[name]).over(**same).label(name + ONCE) for name in days),
        func.row_number().over(**same).label("place"),
    ).subquery()


def is_first(here: Any, elsewhere: Any) -> ColumnElement[bool]:
    return and_(here.is_not(None), or_(elsewhere.is_(None), elsewhere > here))
