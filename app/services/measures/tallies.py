"""Calls and their leads, counted by the cut's key of each period (rules.md §6)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Executable, func

from app.models import Call
from app.models.counted import COUNTS, LEADS, NUMBERS
from app.services.measures.cutting import CALLED, Cut, keyed
from app.services.measures.stretches import Stretch
from app.services.transaction import rows

Tally = defaultdict[str, int]
Tallies = dict[int | None, Tally]
Names = Sequence[str]


def from_rows(stretch: Stretch, cut: Cut, leads: Names) -> list[Tallies]:
    query, key = keyed(CALLED, cut)
    nth = stretch.nth(Call.day)
    columns = [
        *(func.count().filter(which) for which in NUMBERS.values()),
        *(func.count(Call.lead_id.distinct()).filter(LEADS[of]) for of in leads),
    ]
    query = query.where(COUNTS, stretch.has(Call.day)).group_by(key, nth)
    return by_key(stretch, query.add_columns(nth, *columns), (*NUMBERS, *leads))


def by_key(stretch: Stretch, query: Executable, names: Names) -> list[Tallies]:
    found: list[Tallies] = [{} for _ in stretch.periods]
    for key, n, *numbers in rows(query).all():
        tally = defaultdict(int, zip(names, map(int, numbers), strict=True))
        found[n][key] = plus(found[n][key], tally) if key in found[n] else tally
    return found


def plus(one: Tally, other: Tally) -> Tally:
    return defaultdict(int, {name: n + other[name] for name, n in one.items()})


def together(*parts: list[Tallies]) -> list[Tallies]:
    """The sums of each period."""
    return [summed(same) for same in zip(*parts, strict=True)]


def summed(parts: Iterable[Tallies]) -> Tallies:
    found: Tallies = {}
    for tallies in parts:
        for key, tally in tallies.items():
            sums = found.setdefault(key, defaultdict(int))
            for name, n in tally.items():
                sums[name] += n
    return found
