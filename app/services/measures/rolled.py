"""Calls of periods by a cut: summed from what was counted of its days, and counted from the calls
where that does not stand. The numbers are those of the rows, always (rules.md §6)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, literal_column, or_, select

from app.extensions import db
from app.models import Call, DailyCount
from app.models.counted import COUNTS, LEADS, NUMBERS
from app.models.rollups import firsts
from app.rules.measures.dictionary import ADDED, REACHED
from app.services.measures import stale
from app.services.measures.cutting import CALLED, COMPANY, GROUP, PERSON, SOURCE, TEAM, Cut, keyed
from app.services.measures.stale import Kept
from app.services.measures.stretches import Stretch

WITHIN_TEAM = (GROUP, PERSON, SOURCE)
OF_REPORTS = (REACHED, ADDED)
Tallies = dict[int | None, Counter[str]]
Names = Sequence[str]


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
    place = scope(cut)
    if place is None or leads and not stretch.is_whole:
        return from_rows(stretch, cut, leads)
    kept = stale.kept(stretch)
    if kept.is_nothing:
        return from_rows(stretch, cut, leads)
    key = literal_column("0") if cut.by == COMPANY else func.nullif(DailyCount.c.key_id, 0)
    query = stored(kept, place, leads, key)
    found = by_key(stretch, query, (*NUMBERS, *leads))
    return found if kept.is_all else together(found, *live(kept, cut, leads))


def together(*parts: list[Tallies]) -> list[Tallies]:
    """The sums of each period."""
    found = []
    for same in zip(*parts, strict=True):
        sums: Tallies = defaultdict(Counter)
        for tallies in same:
            for key, tally in tallies.items():
                sums[key].update(tally)
        found.append(sums)
    return found


def from_rows(stretch: Stretch, cut: Cut, leads: Names = OF_REPORTS) -> list[Tallies]:
    query, key = keyed(CALLED, cut)
    nth = stretch.nth(Call.day)
    columns = [
        *(func.count().filter(which) for which in NUMBERS.values()),
        *(func.count(Call.lead_id.distinct()).filter(LEADS[of]) for of in leads),
    ]
    query = query.where(COUNTS, stretch.has(Call.day)).group_by(key, nth)
    return by_key(stretch, query.add_columns(nth, *columns), (*NUMBERS, *leads))


def stored(kept: Kept, place: Scope, leads: Names, key: Any) -> Select[Any]:
    c, kind = DailyCount.c, kept.stretch.kind
    names = [*NUMBERS, *(firsts(of)[kind] for of in leads)]
    nth = kept.stretch.nth(c.day)
    query = select(key, nth, *(func.sum(c[name]) for name in names))
    query = query.where(c.scope == place.name, c.within_id == place.within_id, kept.among(c.day))
    if place.key_id is not None:
        query = query.where(c.key_id == place.key_id)
    return query.group_by(c.key_id, nth)


def live(kept: Kept, cut: Cut, leads: Names) -> Iterator[list[Tallies]]:
    """The same of the days that do not stand."""
    query, key = keyed(CALLED, cut)
    nth = kept.stretch.nth(Call.day)
    columns = [func.count().filter(which) for which in NUMBERS.values()]
    query = query.where(COUNTS, kept.live(Call.day)).group_by(key, nth)
    yield by_key(kept.stretch, query.add_columns(nth, *columns), (*NUMBERS,))
    if leads:
        yield by_key(kept.stretch, first_there(kept, cut, leads), leads)


def first_there(kept: Kept, cut: Cut, leads: Names) -> Select[Any]:
    """A lead counts there if its first call in a period that says so lies on one of those days.

    Its calls are found by lead and moment: by their days it would be all those of the periods.
    """
    here, nth = kept.live(Call.day), kept.stretch.nth(Call.day)
    began, ended = kept.changing().bounds()
    counts = and_(COUNTS, or_(*(LEADS[of] for of in leads)))
    called = select(Call.lead_id).where(counts, here)
    query, key = keyed(CALLED, cut)
    query = query.add_columns(nth.label("nth")).where(counts, Call.lead_id.in_(called))
    query = query.where(Call.started_at >= began, Call.started_at < ended)
    for of in leads:
        query = query.add_columns(
            func.min(Call.day).filter(here, LEADS[of]).label(of),
            func.min(Call.day).filter(~here, LEADS[of]).label(f"{of}_elsewhere"),
        )
    c = query.group_by(key, nth, Call.lead_id).subquery().c
    of_leads = (func.count().filter(is_first(c[of], c[f"{of}_elsewhere"])) for of in leads)
    return select(list(c)[0], c.nth, *of_leads).group_by(list(c)[0], c.nth)


def is_first(here: Any, elsewhere: Any) -> Any:
    return and_(here.is_not(None), or_(elsewhere.is_(None), elsewhere > here))


def by_key(stretch: Stretch, query: Select[Any], names: Names) -> list[Tallies]:
    found: list[Tallies] = [defaultdict(Counter) for _ in stretch.periods]
    for key, n, *numbers in db.session.execute(query):
        found[n][key] = Counter(dict(zip(names, map(int, numbers), strict=True)))
    return found
