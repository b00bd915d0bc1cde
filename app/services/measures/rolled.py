"""Calls of a period by a cut: summed from what was counted of its days, and counted from the calls
where that does not stand. The numbers are those of the rows, always (rules.md §6)."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from app import clock
from app.extensions import db
from app.models import Call, DailyCount
from app.models.counted import COUNTS, LEADS, NUMBERS
from app.models.rollups import firsts
from app.rules.measures.dictionary import ADDED, REACHED
from app.rules.measures.periods import KINDS, Period, containing
from app.services.measures import stale
from app.services.measures.cutting import CALLED, COMPANY, GROUP, PERSON, SOURCE, TEAM, Cut, keyed
from app.services.measures.stale import Kept

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


def tallies(period: Period, cut: Cut, leads: Names = OF_REPORTS) -> Tallies:
    """How many calls there were, and of these `leads` how many different ones, by the cut's key."""
    place = scope(cut)
    if place is None or period != like(period):
        return from_rows(period, cut, leads)
    kept = stale.kept(period)
    if kept.is_nothing:
        return from_rows(period, cut, leads)
    found = stored(kept, place, leads)
    if cut.by == COMPANY:
        found = Tallies(zip([0] * len(found), found.values(), strict=True))
    return found if kept.is_all else together(found, live(kept, cut, leads))


def like(period: Period) -> Period | None:
    """The whole period of this kind; the roll-ups know no other stretches of days."""
    return containing(period.kind, period.first) if period.kind in KINDS else None


def together(*parts: Tallies) -> Tallies:
    found: Tallies = defaultdict(Counter)
    for part in parts:
        for key, tally in part.items():
            found[key].update(tally)
    return found


def from_rows(period: Period, cut: Cut, leads: Names = OF_REPORTS) -> Tallies:
    query, key = keyed(CALLED, cut)
    columns = [
        *(func.count().filter(which) for which in NUMBERS.values()),
        *(func.count(Call.lead_id.distinct()).filter(LEADS[of]) for of in leads),
    ]
    query = query.where(COUNTS, Call.day.between(period.first, period.last))
    return by_key(query.add_columns(*columns).group_by(key), (*NUMBERS, *leads))


def stored(kept: Kept, place: Scope, leads: Names) -> Tallies:
    c = DailyCount.c
    names = [*NUMBERS, *(firsts(of)[kept.period.kind] for of in leads)]
    query = select(func.nullif(c.key_id, 0), *(func.sum(c[name]) for name in names))
    query = query.where(c.scope == place.name, c.within_id == place.within_id, kept.among(c.day))
    if place.key_id is not None:
        query = query.where(c.key_id == place.key_id)
    return by_key(query.group_by(c.key_id), (*NUMBERS, *leads))


def live(kept: Kept, cut: Cut, leads: Names) -> Tallies:
    """The same of the days that do not stand."""
    query, key = keyed(CALLED, cut)
    columns = [func.count().filter(which) for which in NUMBERS.values()]
    query = query.where(COUNTS, kept.live(Call.day)).add_columns(*columns).group_by(key)
    return together(by_key(query, (*NUMBERS,)), by_key(first_there(kept, cut, leads), leads))


def first_there(kept: Kept, cut: Cut, leads: Names) -> Select[Any]:
    """A lead counts there if its first call in the period that says so lies on one of those days.

    Its calls are found by lead and moment: by their days it would be all those of the period.
    """
    here, (begins, _) = kept.live(Call.day), clock.bounds(kept.period.first)
    _, ends = clock.bounds(kept.period.last)
    counts = and_(COUNTS, or_(*(LEADS[of] for of in leads)))
    called = select(Call.lead_id).where(counts, here)
    query, key = keyed(CALLED, cut)
    query = query.where(counts, Call.lead_id.in_(called))
    query = query.where(Call.started_at >= begins, Call.started_at < ends)
    for of in leads:
        query = query.add_columns(
            func.min(Call.day).filter(here, LEADS[of]).label(of),
            func.min(Call.day).filter(~here, LEADS[of]).label(f"{of}_elsewhere"),
        )
    c = query.group_by(key, Call.lead_id).subquery().c
    of_leads = (func.count().filter(is_first(c[of], c[f"{of}_elsewhere"])) for of in leads)
    return select(list(c)[0], *of_leads).group_by(list(c)[0])


def is_first(here: Any, elsewhere: Any) -> Any:
    return and_(here.is_not(None), or_(elsewhere.is_(None), elsewhere > here))


def by_key(query: Select[Any], names: Names) -> Tallies:
    found: Tallies = defaultdict(Counter)
    for key, *numbers in db.session.execute(query):
        found[key] = Counter(dict(zip(names, map(int, numbers), strict=True)))
    return found
