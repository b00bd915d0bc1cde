"""Whose promises fall into days on which he is away (rules.md §1, §2.3)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import Lead, Presence
from app.rules.leads.quota import ABSENT
from app.services.hand_overs.parts import ONLY, PROMISES, Part

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Away:
    """From which to which day somebody is away without a break, and how many customers expect his
    call in that time."""

    first: date
    last: date
    promises: int


def of(people: Collection[int], day: date) -> dict[int, Away]:
    """Those of the people who are away on a day, not a past one, and promised calls from that day
    to the last of their absence; in two queries (rules.md §1)."""
    if day < clock.today():
        return {}
    spans = {person: last_in_a_row(days, day) for person, days in absent(people, day).items()}
    due = due_of([person for person, last in spans.items() if last], day)
    found = {}
    for person, last in spans.items():
        if last is not None:
            part = Part(PROMISES, day, last)
            found[person] = Away(day, last, sum(part.holds(*one) for one in due[person]))
    return {person: one for person, one in found.items() if one.promises}


def absent(people: Collection[int], day: date) -> dict[int, set[date]]:
    query = select(Presence.person_id, Presence.day).where(
        Presence.person_id.in_(people), Presence.day >= day, Presence.half_days == ABSENT
    )
    found: dict[int, set[date]] = defaultdict(set)
    for person, on in db.session.execute(query):
        found[person].add(on)
    return found


def last_in_a_row(days: set[date], day: date) -> date | None:
    if day not in days:
        return None
    while day + ONE_DAY in days:
        day += ONE_DAY
    return day


def due_of(
    people: Collection[int], day: date
) -> dict[int | None, list[tuple[str | None, datetime | None]]]:
    query = select(Lead.owner_id, Lead.due_kind, Lead.due_at).where(
        Lead.owner_id.in_(people),
        Lead.due_kind.in_(ONLY[PROMISES]),
        Lead.due_at >= clock.bounds(day)[0],
    )
    found: dict[int | None, list[tuple[str | None, datetime | None]]] = defaultdict(list)
    for owner, kind, at in db.session.execute(query):
        found[owner].append((kind, at))
    return found
