from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from app.extensions import db
from app.models import Group, Lead, Membership, PayGrade, Person, Presence, RoleGrant, Team
from app.rules.quota import ABSENT, FULL
from app.rules.tenure import whole_months
from app.services.people.facts import employed


@dataclass(frozen=True)
class Entry:
    """A person as the company knows him on a day (rules.md §1)."""

    id: int
    login: str
    name: str
    roles: tuple[str, ...]
    team: str
    group: str
    grade: str | None
    hired_on: date
    left_on: date | None
    months: int
    half_days: int
    reason: str
    active: bool
    can_sign_in: bool
    leads: int


def roster(day: date, *, with_gone: bool = False) -> list[Entry]:
    """Everybody on a day, by team, group and number, in a fixed number of queries."""
    people = db.session.scalars(select(Person).order_by(Person.id)).all()
    teams = {team.id: team.name for team in db.session.scalars(select(Team))}
    groups = {group.id: group.name for group in db.session.scalars(select(Group))}
    places = latest(select(Membership).where(Membership.since <= day).order_by(Membership.since))
    grades = latest(select(PayGrade).where(PayGrade.since <= day).order_by(PayGrade.since))
    noted = latest(select(Presence).where(Presence.day == day))
    owners = select(Lead.owner_id, func.count()).where(Lead.owner_id.is_not(None))
    held = {owner: n for owner, n in db.session.execute(owners.group_by(Lead.owner_id))}
    entries = []
    for person in people:
        place, grade, presence = (kept.get(person.id) for kept in (places, grades, noted))
        team = teams.get(place.team_id, "") if place else ""
        group = groups.get(place.group_id, "") if place else ""
        pay = grade.grade if grade else None
        entries.append(entry(person, day, (team, group, pay), presence, held.get(person.id, 0)))
    kept = [one for one in entries if with_gone or one.active]
    return sorted(kept, key=lambda one: (one.team, one.group, one.id))


def latest(rows: Any) -> dict[int, Any]:
    """The last row of each person."""
    return {row.person_id: row for row in db.session.scalars(rows)}


def entry(
    person: Person,
    day: date,
    place: tuple[str, str, str | None],
    presence: Presence | None,
    leads: int,
) -> Entry:
    there = FULL if presence is None else presence.half_days
    return Entry(
        id=person.id,
        login=person.login,
        name=person.name,
        roles=person.roles,
        team=place[0],
        group=place[1],
        grade=place[2],
        hired_on=person.hired_on,
        left_on=person.left_on,
        months=max(0, whole_months(person.hired_on, day)),
        half_days=there if employed(person, day) else ABSENT,
        reason=presence.reason if presence else "",
        active=person.is_active,
        can_sign_in=person.password_hash is not None,
        leads=leads,
    )


def one(person_id: int, day: date) -> Entry | None:
    return next((found for found in roster(day, with_gone=True) if found.id == person_id), None)


@dataclass(frozen=True)
class TeamView:
    name: str
    groups: dict[str, list[Entry]]

    @property
    def size(self) -> int:
        return sum(len(members) for members in self.groups.values())


def teams(entries: Iterable[Entry]) -> list[TeamView]:
    """Teams with their groups; people without a place stand in a team without a name."""
    found: dict[str, dict[str, list[Entry]]] = {}
    for person in entries:
        found.setdefault(person.team, {}).setdefault(person.group, []).append(person)
    return [TeamView(name, groups) for name, groups in found.items()]


def managers_left(but: int) -> bool:
    """Whether somebody else could still manage people."""
    query = (
        select(Person.id)
        .join(RoleGrant)
        .where(RoleGrant.role.in_(("manager", "admin")), RoleGrant.until.is_(None))
        .where(Person.disabled_at.is_(None), Person.id != but)
    )
    return db.session.scalar(query.limit(1)) is not None
