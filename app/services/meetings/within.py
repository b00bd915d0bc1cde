"""Meetings within somebody's reach, and one that can still be written in (rules.md §1, §9)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Meeting, Person, RoleGrant, Team
from app.models.visible import ALL, places_on
from app.services.people import facts
from app.services.people.selling import SELLERS

COMING, OPEN, CLOSED, NOT_HELD = "coming", "open", "closed", "not_held"


@dataclass(frozen=True)
class Who:
    """Who looks or writes, and how far: all, else the own team of today."""

    id: int
    reach: str


@dataclass(frozen=True)
class Member:
    id: int
    name: str
    sells: bool


def team_of(who: Who) -> int | None:
    place = facts.membership(who.id, clock.today())
    return place.team_id if place else None


def of_his(who: Who, team: InstrumentedAttribute[int] = Meeting.team_id) -> ColumnElement[bool]:
    """What belongs to a team within reach."""
    return true() if who.reach == ALL else team == team_of(who)


def teams(who: Who) -> list[tuple[int, str]]:
    query = select(Team.id, Team.name).where(of_his(who, Team.id)).order_by(Team.name)
    return [(number, name) for number, name in db.session.execute(query)]


def one(meeting_id: int, who: Who) -> Meeting:
    """Raises RuleBroken("missing")."""
    found = db.session.scalar(select(Meeting).where(Meeting.id == meeting_id, of_his(who)))
    if found is None:
        raise RuleBroken("missing")
    return found


def locked(meeting_id: int, who: Who) -> Meeting:
    """Within a running `write()`: nobody closes it meanwhile. Raises RuleBroken("missing" |
    "meeting_not_open" | "meeting_closed")."""
    query = select(Meeting).where(Meeting.id == meeting_id, of_his(who)).with_for_update()
    found = db.session.scalar(query)
    if found is None:
        raise RuleBroken("missing")
    if found.opened_at is None:
        raise RuleBroken("meeting_not_open")
    if found.closed_at is not None:
        raise RuleBroken("meeting_closed")
    return found


def state(meeting: Meeting) -> str:
    if meeting.closed_at is not None:
        return CLOSED
    if meeting.opened_at is not None:
        return OPEN
    return COMING if meeting.day >= clock.today() else NOT_HELD


def members(team_id: int, day: date) -> list[Member]:
    """Who belongs to the team on a day and is employed then, by person number."""
    places = places_on(day)
    sells = Person.role_grants.any(RoleGrant.role.in_(SELLERS) & RoleGrant.until.is_(None))
    query = (
        select(Person.id, Person.name, sells)
        .join(places, places.c.person_id == Person.id)
        .where(places.c.team_id == team_id, Person.hired_on <= day)
        .where(or_(Person.left_on.is_(None), Person.left_on >= day))
        .order_by(Person.id)
    )
    return [Member(*row) for row in db.session.execute(query)]
