"""Whose report of a day there is: those who called for a living then (rules.md §1, §9)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Subquery, and_, exists, or_, select, true

from app.extensions import db
from app.models import Person, Presence, RoleGrant
from app.models.visible import places_on
from app.services.measures.attending import CALLERS
from app.services.measures.cutting import PERSON
from app.services.measures.report import Within


@dataclass(frozen=True)
class Caller:
    id: int
    name: str
    half_days: int | None

    @property
    def is_away(self) -> bool:
        return self.half_days == 0


def of_day(within: Within, day: date) -> list[Caller]:
    """Those of a place on that day, of the whole company without one, by person number."""
    places = places_on(day)
    there = and_(Presence.person_id == Person.id, Presence.day == day)
    query = (
        select(Person.id, Person.name, Presence.half_days)
        .outerjoin(places, places.c.person_id == Person.id)
        .outerjoin(Presence, there)
        .where(Person.hired_on <= day, or_(Person.left_on.is_(None), Person.left_on >= day))
        .where(called(day), at(within, places))
        .order_by(Person.id)
    )
    return [Caller(*row) for row in db.session.execute(query)]


def called(day: date) -> ColumnElement[bool]:
    held = or_(RoleGrant.until.is_(None), RoleGrant.until > day)
    role = and_(RoleGrant.role.in_(CALLERS), RoleGrant.since <= day, held)
    return exists().where(RoleGrant.person_id == Person.id, role)


def at(within: Within, places: Subquery) -> ColumnElement[bool]:
    if within is None:
        return true()
    scope, number = within
    return Person.id == number if scope == PERSON else places.c[f"{scope}_id"] == number
