"""Measures of a period side by side: people, groups, teams or sources, with the period before and
what was to be reached (rules.md §6, reports)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy import select

from app import clock
from app.models import Group, Person, Source, Team, visible
from app.rules.measures import dictionary
from app.rules.measures.dictionary import MEASURES, NOTHING, Counts
from app.rules.measures.periods import Period
from app.services.measures import counting, goals
from app.services.measures.cutting import GROUP, PERSON, SOURCE, TEAM, Cut
from app.services.measures.stretches import Found, Stretch
from app.services.people import facts
from app.services.transaction import among, rows

CUTS = (PERSON, GROUP, TEAM, SOURCE)
NAMED: dict[str, Any] = {PERSON: Person, GROUP: Group, TEAM: Team, SOURCE: Source}
Values = Mapping[str, Fraction | None]
Within = tuple[str, int] | None


@dataclass(frozen=True)
class Asked:
    """Which report: `by` whom, `within` which place, ranked by the measure `first`."""

    period: Period
    by: str
    first: str
    within: Within = None


@dataclass(frozen=True)
class Line:
    """One of the report, or all of it together. `targets` are in the unit of the values; `name` is
    None where what was counted belongs to nobody there. `place`: of equals the same."""

    key: int | None
    name: str | None
    now: Values
    before: Values
    targets: Values
    place: int = 0


@dataclass(frozen=True)
class Report:
    asked: Asked
    lines: Sequence[Line]
    whole: Line


def within(person_id: int, reach: str) -> Within:
    """What somebody with this reach may count: himself, his group or team of today, or all; who
    belongs to none of the kind counts himself (rules.md §1)."""
    if reach == visible.ALL:
        return None
    place = facts.membership(person_id, clock.today())
    team, group = (place.team_id, place.group_id) if place else (None, None)
    if reach == visible.TEAM and team:
        return TEAM, team
    return (
        (GROUP, group)
        if reach not in (visible.OWN, visible.TEAM) and group
        else (PERSON, person_id)
    )


def of(asked: Asked) -> Report:
    """The report, exact. The line of the whole counts everybody together once, so that rates and
    leads reached by two are right (rules.md §6)."""
    cut, both = Cut(asked.by, asked.within), Stretch.up_to(asked.period, 2)
    (before, now), together = counting.with_whole(both, cut)
    targets = goals.by_owner(asked.period, asked.by)
    keys = sorted(now.keys() | before.keys() | worth_naming(asked, targets), key=in_order)
    names = named(asked.by, keys)
    found = {n: now_of(now, key, asked.first) for n, key in enumerate(keys)}
    places = dictionary.ranked(found, found, least_first=MEASURES[asked.first].least_first)
    ranked = [
        Line(
            key=keys[n],
            name=names.get(keys[n]),
            now=values(now.get(keys[n])),
            before=values(before.get(keys[n])),
            targets=targets.get(keys[n], {}),
            place=place,
        )
        for place, n in places
    ]
    return Report(asked, ranked, whole(asked, *together))


def whole(asked: Asked, before: Counts, now: Counts) -> Line:
    targets = goals.of_reach([asked.period], asked.within).get(asked.period.code, {})
    return Line(0, None, values(now), values(before), targets)


def values(counts: Counts | None) -> Values:
    return {code: dictionary.value(one, counts or NOTHING) for code, one in MEASURES.items()}


def now_of(found: Found, key: int | None, code: str) -> Fraction | None:
    return dictionary.value(MEASURES[code], found.get(key, NOTHING))


def in_order(key: int | None) -> tuple[bool, int]:
    return key is None, key or 0


def worth_naming(asked: Asked, targets: Mapping[int | None, Values]) -> set[int | None]:
    """Who has a target stands in the report, too, where all of them are within sight."""
    return set(targets) if asked.within is None else set()


def named(by: str, keys: Sequence[int | None]) -> dict[int | None, str]:
    model = NAMED[by]
    known = {key for key in keys if key is not None}
    found = rows(select(model.id, model.name).where(among(model.id, known)))
    return {key: name for key, name in found.all()}
