"""What the board counts for each person: his calls of a day and his leads."""

from collections.abc import Collection
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from app import clock
from app.models import Call, Device, Group, Lead, Person, Presence, RoleGrant, Team
from app.models.counted import ANSWERED, COUNTS, DIAL, INTERESTED
from app.models.visible import places_on, visible_to
from app.rules.calls.effects import CALL_BACK, FOLLOW_UP
from app.services.measures.attending import CALLERS
from app.services.people.selling import SELLERS
from app.services.transaction import among, rows


class Caller(NamedTuple):
    id: int
    name: str
    team: str | None
    group: str | None
    half_days: int | None
    queued: int
    sells: bool


class Calls(NamedTuple):
    """`dials` are calls out, `reached` the different leads among them; `last` is of any call."""

    dials: int = 0
    reached: int = 0
    connected: int = 0
    interested: int = 0
    last: datetime | None = None


class Leads(NamedTuple):
    held: int = 0
    due: int = 0
    overdue: int = 0


BOARDS = 64
"""So many boards of a day are looked at again and again: to make their queries takes as long as to
run them."""
NO_CALLS, NO_LEADS = Calls(), Leads()


def callers(person_id: int, reach: str, day: date) -> list[Caller]:
    """Those within reach who make calls and may: not disabled, employed that day (rules.md §1)."""
    return [Caller(*row) for row in rows(callers_there(person_id, reach, day)).all()]


@lru_cache(BOARDS)
def callers_there(person_id: int, reach: str, day: date) -> Any:
    places = places_on(day)
    queued = select(func.coalesce(func.sum(Device.queued), 0)).where(Device.person_id == Person.id)
    there = and_(Presence.person_id == Person.id, Presence.day == day)
    granted = exists().where(RoleGrant.person_id == Person.id, RoleGrant.until.is_(None))
    calls = granted.where(RoleGrant.role.in_(CALLERS))
    here = (Person.disabled_at.is_(None), Person.hired_on <= day)
    return (
        select(Person.id, Person.name, Team.name, Group.name, Presence.half_days)
        .add_columns(queued.scalar_subquery(), granted.where(RoleGrant.role.in_(SELLERS)))
        .outerjoin(places, places.c.person_id == Person.id)
        .outerjoin(Team, Team.id == places.c.team_id)
        .outerjoin(Group, Group.id == places.c.group_id)
        .outerjoin(Presence, there)
        .where(calls, *here, or_(Person.left_on.is_(None), Person.left_on >= day))
        .where(visible_to(person_id, reach, day, Person.id))
        .order_by(Team.name, Group.name, Person.id)
    )


def calls(person_id: int, reach: str, day: date) -> dict[int, Calls]:
    """What each within reach did that day."""
    return {row[0]: Calls(*row[1:]) for row in rows(calls_there(person_id, reach, day)).all()}


@lru_cache(BOARDS)
def calls_there(person_id: int, reach: str, day: date) -> Any:
    return (
        select(
            Call.person_id,
            func.count().filter(DIAL),
            func.count(Call.lead_id.distinct()).filter(DIAL),
            func.count().filter(ANSWERED),
            func.count(Call.lead_id.distinct()).filter(DIAL, INTERESTED),
            func.max(Call.started_at),
        )
        .where(visible_to(person_id, reach, day, Call.person_id), Call.day == day, COUNTS)
        .group_by(Call.person_id)
    )


def leads(person_id: int, reach: str, day: date) -> dict[int, Leads]:
    """What each within reach holds, and what is due that day or was before."""
    return held(leads_there(person_id, reach, day))


def leads_of(ids: Collection[int], day: date) -> dict[int, Leads]:
    """The same of these people."""
    return held(leads_where(among(Lead.owner_id, ids), day))


def held(query: Any) -> dict[int, Leads]:
    return {row[0]: Leads(*row[1:]) for row in rows(query).all()}


@lru_cache(BOARDS)
def leads_there(person_id: int, reach: str, day: date) -> Any:
    return leads_where(visible_to(person_id, reach, day, Lead.owner_id), day)


def leads_where(whose: ColumnElement[bool], day: date) -> Any:
    """Each owner with his leads, and those whose call-back or follow-up is due that day or was
    before."""
    start, end = clock.bounds(day)
    promised = Lead.due_kind.in_((CALL_BACK, FOLLOW_UP))
    due = and_(promised, Lead.due_at >= start, Lead.due_at < end)
    return (
        select(
            Lead.owner_id,
            func.count(),
            func.count().filter(due),
            func.count().filter(promised, Lead.due_at < start),
        )
        .where(Lead.owner_id.is_not(None), whose)
        .group_by(Lead.owner_id)
    )
