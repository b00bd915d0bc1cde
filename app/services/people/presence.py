from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import select

from app.errors import RuleBroken
from app.extensions import db
from app.models import Person, Presence
from app.services import audit
from app.services.transaction import write

LONGEST = timedelta(days=366)


def note(
    person_id: int, first: date, last: date, half_days: int, *, reason: str, by_id: int
) -> None:
    """Notes that a person is there for 0, 1 or 2 half days on each day of a range (rules.md §1).

    Raises RuleBroken("missing" | "presence_range" | "presence_unknown").
    """
    if half_days not in (0, 1, 2):
        raise RuleBroken("presence_unknown")
    if not timedelta() <= last - first <= LONGEST:
        raise RuleBroken("presence_range")
    with write() as session:
        if session.get(Person, person_id) is None:
            raise RuleBroken("missing")
        query = select(Presence).where(
            Presence.person_id == person_id, Presence.day.between(first, last)
        )
        known = {row.day: row for row in session.scalars(query)}
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            row = known.get(day) or Presence(person_id=person_id, day=day)
            row.half_days, row.reason, row.noted_by_id = half_days, reason[:200], by_id
            session.add(row)
        span = {"first": first.isoformat(), "last": last.isoformat(), "half_days": half_days}
        audit.note("presence", f"person:{person_id}", by_id, **span)


def week(people: Collection[int], days: Collection[date]) -> dict[tuple[int, date], Presence]:
    """What is noted of these people on these days."""
    query = select(Presence).where(Presence.person_id.in_(people), Presence.day.in_(days))
    return {(row.person_id, row.day): row for row in db.session.scalars(query)}
