from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, true

from app.extensions import db
from app.models import Group, Lead, Membership, PayGrade, Person, Presence, Team
from app.models.visible import ALL, visible_to
from app.rules.days.tenure import whole_months
from app.rules.leads.quota import ABSENT, FULL
from app.services.people.facts import employed

GONE, LEAVING, NO_PASSWORD, HERE = "gone", "leaving", "no_password", "here"


@dataclass(frozen=True)
class Entry:
    """A person as the company knows him on a day (rules.md §1)."""

    id: int
    login: str
    name: str
    roles: tuple[str, ...]
    team: str
    group: str
    team_id: int | None
    group_id: int | None
    grade: str | None
    hired_on: date
    left_on: date | None
    months: int
    half_days: int
    reason: str
    active: bool
    can_sign_in: bool
    leads: int

    def employed(self, day: date) -> bool:
        return self.employed_within(day, day)

    def employed_within(self, first: date, last: date) -> bool:
        return self.hired_on <= last and (self.left_on is None or first <= self.left_on)

    @property
    def state(self) -> str:
        if not self.active:
            return GONE
        if self.left_on is not None:
            return LEAVING
        return HERE if self.can_sign_in else NO_PASSWORD


@dataclass(frozen=True)
class Known:
    """What is on record about everybody on a day, read once for all."""

    teams: Mapping[int | None, str]
    groups: Mapping[int | None, str]
    places: Mapping[int, Membership]
    grades: Mapping[int, PayGrade]
    noted: Mapping[int, Presence]
    held: Mapping[int | None, int]


def roster(day: date, *, with_gone: bool = False, by_id: int = 0, reach: str = ALL) -> list[Entry]:
    """Everybody within reach of `by_id` on a day, by team, group and number.

    Presence as noted, in full without a record; leads are those held now. The number of queries
    is fixed (rules.md §1).
    """
    found = entries(day, visible_to(by_id, reach, day, Person.id))
    kept = [one for one in found if with_gone or one.active]
    return in_order(kept, "place")


def one(person_id: int, day: date, *, by_id: int = 0, reach: str = ALL) -> Entry | None:
    """One person, gone ones too; None beyond reach, as if there were nobody of this number."""
    seen = visible_to(by_id, reach, day, Person.id)
    return next(iter(entries(day, seen, Person.id == person_id)), None)


def entries(day: date, *which: ColumnElement[bool]) -> list[Entry]:
    people = db.session.scalars(select(Person).where(*which).order_by(Person.id)).all()
    known = on_record(day, people[0].id if len(people) == 1 else None)
    return [entry(person, day, known) for person in people]


def on_record(day: date, person_id: int | None) -> Known:
    """Of everybody, or of the one person who is asked for."""
    begun = (Membership, PayGrade)
    places, grades = (of(select(row).where(row.since <= day), row, person_id) for row in begun)
    noted = of(select(Presence).where(Presence.day == day), Presence, person_id)
    whose = Lead.owner_id.is_not(None) if person_id is None else Lead.owner_id == person_id
    held = select(Lead.owner_id, func.count()).where(whose).group_by(Lead.owner_id)
    return Known(
        teams={team.id: team.name for team in db.session.scalars(select(Team))},
        groups={group.id: group.name for group in db.session.scalars(select(Group))},
        places=latest(places.order_by(Membership.since)),
        grades=latest(grades.order_by(PayGrade.since)),
        noted=latest(noted),
        held={owner: n for owner, n in db.session.execute(held)},
    )


def of(rows: Select[Any], table: Any, person_id: int | None) -> Select[Any]:
    return rows.where(true() if person_id is None else table.person_id == person_id)


def latest(rows: Select[Any]) -> dict[int, Any]:
    """The last row of each person."""
    return {row.person_id: row for row in db.session.scalars(rows)}


def entry(person: Person, day: date, known: Known) -> Entry:
    place, grade = known.places.get(person.id), known.grades.get(person.id)
    presence = known.noted.get(person.id)
    there = FULL if presence is None else presence.half_days
    return Entry(
        id=person.id,
        login=person.login,
        name=person.name,
        roles=person.roles,
        team=known.teams.get(place.team_id, "") if place else "",
        group=known.groups.get(place.group_id, "") if place else "",
        team_id=place.team_id if place else None,
        group_id=place.group_id if place else None,
        grade=grade.grade if grade else None,
        hired_on=person.hired_on,
        left_on=person.left_on,
        months=max(0, whole_months(person.hired_on, day)),
        half_days=there if employed(person, day) else ABSENT,
        reason=presence.reason if presence else "",
        active=person.is_active,
        can_sign_in=person.password_hash is not None,
        leads=known.held.get(person.id, 0),
    )


def matching(people: Iterable[Entry], wanted: str) -> list[Entry]:
    """Those with every word of it in name, login, team or group; logins are pinyin as a rule."""
    words = wanted.casefold().split()
    return [one for one in people if all(word in told(one) for word in words)]


def told(one: Entry) -> str:
    return "\n".join((one.name, one.login, one.team, one.group)).casefold()


SORTS: Mapping[str, Callable[[Entry], Any]] = {
    "place": lambda one: (one.team == "", one.team, one.group, one.id),
    "name": lambda one: (one.name, one.id),
    "hired": lambda one: (one.hired_on, one.id),
    "leads": lambda one: (-one.leads, one.id),
}


def in_order(people: Iterable[Entry], sort: str) -> list[Entry]:
    """By place, name, hire date or leads held; by place when asked for anything else."""
    return sorted(people, key=SORTS.get(sort, SORTS["place"]))
