"""Leads that drop back into the pool in the morning run of a working day (rules.md §2.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Lead, Person
from app.rules.days.working_days import WorkingDays
from app.rules.leads.recycling import KEYS, Drop, drop, may_extend
from app.services import settings
from app.services.calls import holdings
from app.services.leads import moves
from app.services.people import working_days
from app.services.transaction import write


@dataclass(frozen=True)
class Dropped:
    """A lead that drops, or is warned about: from whom, when, and why."""

    lead_id: int
    name: str
    number: str
    person_id: int
    drop: Drop
    may_extend: bool


@dataclass(frozen=True)
class Morning:
    """What drops in the morning run of a day, and what is warned about that day."""

    day: date
    dropped: list[Dropped]
    warned: list[Dropped]


@dataclass(frozen=True)
class Grounds:
    """What the dropping of a day rests on."""

    at: datetime
    day: date
    calendar: WorkingDays
    settings: settings.Values


def look(at: datetime) -> Morning:
    """What would drop as of an instant, and what is warned about (rules.md §2.3).

    Raises RuleBroken("recycle_free_day") on a day that is free.
    """
    on = grounds(at)
    found = [one for person_id in owners() for one in of_person(person_id, on)]
    return sorted_out(found, on.day)


def near(person_id: int) -> list[Dropped]:
    """What somebody will lose in the next morning run unless he does something, the most urgent
    first (rules.md §2.3)."""
    now = clock.now()
    day = clock.day_of(now)
    on = Grounds(now, day, working_days.around(day), settings.values(KEYS, day))
    return sorted(of_person(person_id, on), key=lambda one: (one.drop.day, one.lead_id))


def recycle(at: datetime | None = None) -> Morning:
    """Takes from their owners all leads whose day has come; each waits in the pool from then on.

    Again, it finds nothing. What somebody holds is judged and taken in one go, so that a call that
    comes in meanwhile either saves the lead or comes too late. Raises
    RuleBroken("recycle_free_day") (rules.md §2.3).
    """
    on = grounds(at or clock.now())
    found: list[Dropped] = []
    for person_id in owners():
        with write():
            lock(person_id)
            found += take(list(of_person(person_id, on)), on)
    return sorted_out(found, on.day)


def grounds(at: datetime) -> Grounds:
    day = clock.day_of(at)
    calendar = working_days.around(day)
    if not calendar.is_working(day):
        raise RuleBroken("recycle_free_day", day=day, next=calendar.next(day))
    return Grounds(at, day, calendar, settings.values(KEYS, day))


def owners() -> list[int]:
    query = select(Lead.owner_id).where(Lead.owner_id.is_not(None)).distinct()
    return sorted(one for one in db.session.scalars(query) if one is not None)


def lock(person_id: int) -> None:
    """Against a device that sends, a claim or a hand-out at the same moment."""
    db.session.execute(select(Person.id).where(Person.id == person_id).with_for_update())
    owned = select(Lead.id).where(Lead.owner_id == person_id).order_by(Lead.id)
    db.session.execute(owned.with_for_update())


def of_person(person_id: int, on: Grounds) -> Iterator[Dropped]:
    """The leads of somebody that drop or are warned about by the day."""
    held = [one for one in holdings.of(person_id, on.at).values() if one.since <= on.at]
    first = min((clock.day_of(one.since) for one in held), default=on.day)
    away = holdings.absences(person_id, first)
    owned = [(one, one.owned(away)) for one in held]
    dropping = [(one, of, drop(of, on.calendar, on.settings)) for one, of in owned]
    close = [(one, of, found) for one, of, found in dropping if found and found.warned <= on.day]
    numbers = holdings.numbers([one.lead.id for one, _, _ in close])
    for one, of, found in close:
        name, number = one.lead.name or one.lead.company, next(iter(numbers[one.lead.id]), "")
        yield Dropped(one.lead.id, name, number, person_id, found, may_extend(of))


def take(found: list[Dropped], on: Grounds) -> list[Dropped]:
    for one in found:
        if one.drop.day <= on.day:
            lead = db.session.get_one(Lead, one.lead_id)
            why = one.drop.why
            moves.release(lead, why.code, why.as_json(), None, at=on.at)
    return found


def sorted_out(found: list[Dropped], day: date) -> Morning:
    gone = [one for one in found if one.drop.day <= day]
    return Morning(day, gone, [one for one in found if one.drop.day > day])
