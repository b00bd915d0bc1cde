"""How many calls people were to make: so many for each working day that they were here (rules.md §6,
dial completion)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy import select

from app import clock
from app.models import Person, Presence, RoleGrant
from app.models.counted import spans
from app.rules.defaults import DEFAULTS
from app.rules.measures.dictionary import Count, part_of
from app.rules.measures.periods import ONE_DAY, Period
from app.services import server_state, settings
from app.services.measures.cutting import COMPANY, PERSON, TEAM
from app.services.measures.stretches import Stretch
from app.services.people import selling, working_days
from app.services.transaction import rows

CALLERS = (*selling.SELLERS, "supervisor")
"""Who has a day of calls of his own; a supervisor may call, but nobody asks him for thirty."""
PER_DAY = "calls.per_day"
WHOLE_DAY = 2
Key = int | None
Place = tuple[date, date | None, Key, Key]
NOWHERE: Place = (date.min, None, None, None)


@dataclass
class Stay:
    """Somebody's time here as a caller, and the places he belonged to: from a day, to before one."""

    first: date
    last: date
    places: list[Place] = field(default_factory=list)

    def at(self, place: Place, first: date, last: date) -> tuple[date, date]:
        """From which day to before which of these he was at a place."""
        since, until, *_ = place
        day_after = min(self.last, last) + ONE_DAY
        return max(self.first, since, first), min(until or day_after, day_after)


def goals(period: Period, by: str, within: tuple[str, int] | None = None) -> dict[Key, Count]:
    """The calls to be made in a period by person, group, team or company (key 0): for every caller
    what a day asks for on each working day until today that he was here, half of it for half a day.

    Presence without a record is a whole working day of employment (rules.md §8).
    """
    return each_goals(Stretch.of(period), by, within)[0]


def each_goals(
    stretch: Stretch, by: str, within: tuple[str, int] | None = None
) -> list[dict[Key, Count]]:
    """The same of each period."""
    last = min(stretch.last, clock.today())
    asked, absent = working(stretch.first, last), noted(stretch.first, last)
    until = summed(asked, stretch.first, last)
    found: list[dict[Key, int]] = [defaultdict(int) for _ in stretch.periods]
    spans = [(one.first, min(one.last, last)) for one in stretch.periods]
    for person_id, stay in stays(stretch.first, last).items():
        away = [(day, asked.get(day, 0) * (WHOLE_DAY - n)) for day, n in absent.get(person_id, ())]
        for place in stay.places or [NOWHERE]:
            if within is None or key_of(within[0], person_id, place) == within[1]:
                key = key_of(by, person_id, place)
                for span, halves in zip(spans, found, strict=True):
                    first, end = stay.at(place, *span)
                    if first < end:
                        missed = sum(some for day, some in away if first <= day < end)
                        halves[key] += until[end] - until[first] - missed
    return [{key: part_of(n, WHOLE_DAY) for key, n in one.items() if n} for one in found]


def summed(asked: Mapping[date, int], first: date, last: date) -> dict[date, int]:
    """Twice what all days from the first to before each day ask for."""
    found, total = {first: 0}, 0
    for day in each(first, last):
        total += WHOLE_DAY * asked.get(day, 0)
        found[day + ONE_DAY] = total
    return found


def key_of(by: str, person_id: int, place: Place) -> Key:
    """Whom somebody's calls at a place are for."""
    if by == PERSON:
        return person_id
    _, _, team, group = place
    return 0 if by == COMPANY else team if by == TEAM else group


def working(first: date, last: date) -> dict[date, int]:
    """The working days from the first to the last, each with how many calls it asks for."""
    changes, state = settings.history([PER_DAY]), server_state.current()
    asked: int = DEFAULTS[PER_DAY]  # type: ignore[assignment]
    found = {}
    for year, days in groupby(each(first, last), lambda day: day.year):
        calendar = working_days.around(date(year, 7, 1), state)
        for day in days:
            known = [said[PER_DAY] for since, said in changes if since <= day]
            if calendar.is_working(day):
                found[day] = known[-1] if known else asked
    return found


def each(first: date, last: date) -> Iterator[date]:
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)


def noted(first: date, last: date) -> dict[int, list[tuple[date, int]]]:
    query = select(Presence.person_id, Presence.day, Presence.half_days)
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for person_id, day, half_days in rows(query.where(Presence.day.between(first, last))).all():
        found[person_id].append((day, half_days))
    return found


def stays(first: date, last: date) -> dict[int, Stay]:
    """Who called for a living between these days, and from when until when."""
    held = (
        select(Person.id, Person.hired_on, Person.left_on, RoleGrant.since, RoleGrant.until)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .where(RoleGrant.role.in_(selling.SELLERS), Person.hired_on <= last)
    )
    found: dict[int, Stay] = {}
    for person_id, hired, left, since, until in rows(held).all():
        begins = max(hired, since)
        ends = min(left or date.max, until - ONE_DAY if until else date.max)
        known = found.get(person_id, Stay(begins, ends))
        found[person_id] = Stay(min(begins, known.first), max(ends, known.last))
    span = spans()
    for person_id, team, group, since, until in rows(select(span)).all():
        if person_id in found:
            found[person_id].places.append((since, until, team, group))
    return {one: stay for one, stay in found.items() if stay.first <= last and stay.last >= first}
