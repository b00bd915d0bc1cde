from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from app.errors import RuleBroken
from app.extensions import db
from app.models import Person, Presence
from app.rules.leads.quota import ABSENT, FULL, HALF
from app.services import audit
from app.services.people import working_days
from app.services.transaction import write

LONGEST = timedelta(days=366)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Mark:
    """What is noted of somebody on a day: 0, 1 or 2 half days, and why."""

    half_days: int
    reason: str


Noted = dict[tuple[int, date], Mark]


def note(
    person_id: int, first: date, last: date, half_days: int, *, reason: str, by_id: int | None
) -> None:
    """Notes that a person is there for 0, 1 or 2 half days on each day of a range (rules.md §1).

    Absence holds on every day of it, presence only on working days; a single day is noted as said.
    Raises RuleBroken("missing" | "presence_range" | "presence_unknown" | "presence_not_employed").
    """
    if half_days not in (ABSENT, HALF, FULL):
        raise RuleBroken("presence_unknown")
    if not timedelta() <= last - first <= LONGEST:
        raise RuleBroken("presence_range")
    with write() as session:
        check_employed(session.get(Person, person_id, with_for_update=True), first, last)
        known = rows(person_id, first, last)
        for day in days_of(first, last, half_days):
            row = known.get(day) or Presence(person_id=person_id, day=day)
            row.half_days, row.reason, row.noted_by_id = half_days, reason[:200], by_id
            session.add(row)
        span = {"first": first.isoformat(), "last": last.isoformat(), "half_days": half_days}
        audit.note("presence", f"person:{person_id}", by_id, reason=reason[:200], **span)


def check_employed(person: Person | None, first: date, last: date) -> None:
    if person is None:
        raise RuleBroken("missing")
    if last < person.hired_on or (person.left_on is not None and first > person.left_on):
        raise RuleBroken("presence_not_employed", name=person.name)


def rows(person_id: int, first: date, last: date) -> dict[date, Presence]:
    query = select(Presence).where(
        Presence.person_id == person_id, Presence.day.between(first, last)
    )
    return {row.day: row for row in db.session.scalars(query)}


def days_of(first: date, last: date, half_days: int) -> list[date]:
    days = [first + n * ONE_DAY for n in range((last - first).days + 1)]
    if half_days == ABSENT or first == last:
        return days
    calendar = working_days.around(first)
    return [day for day in days if calendar.is_working(day)]


def noted(people: Collection[int], first: date, last: date) -> Noted:
    """What is noted of these people from the first to the last day."""
    query = select(Presence.person_id, Presence.day, Presence.half_days, Presence.reason).where(
        Presence.person_id.in_(people), Presence.day.between(first, last)
    )
    found = db.session.execute(query)
    return {(person_id, day): Mark(half, why) for person_id, day, half, why in found}
