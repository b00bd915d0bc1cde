from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.extensions import db
from app.models import Group, Membership, PayGrade, RoleGrant, Team


@dataclass(frozen=True)
class Since:
    """Something that held of a person from a day on, until the next of its kind or `until`."""

    since: date
    kind: str
    what: tuple[str, ...]
    until: date | None = None


def of(person_id: int, *, with_pay: bool) -> list[Since]:
    """Places, roles and, for those who see pay, grades of a person, the latest first (rules.md §1)."""
    found = [*places(person_id), *roles(person_id), *(grades(person_id) if with_pay else ())]
    return sorted(found, key=lambda one: one.since, reverse=True)


def places(person_id: int) -> Sequence[Since]:
    query = (
        select(Membership.since, Team.name, Group.name)
        .outerjoin(Team, Team.id == Membership.team_id)
        .outerjoin(Group, Group.id == Membership.group_id)
        .where(Membership.person_id == person_id)
    )
    rows = db.session.execute(query)
    return [Since(since, "place", tuple(n for n in names if n)) for since, *names in rows]


def roles(person_id: int) -> Sequence[Since]:
    query = select(RoleGrant.since, RoleGrant.role, RoleGrant.until)
    rows = db.session.execute(query.where(RoleGrant.person_id == person_id))
    return [Since(since, "role", (role,), until) for since, role, until in rows]


def grades(person_id: int) -> Sequence[Since]:
    query = select(PayGrade.since, PayGrade.grade).where(PayGrade.person_id == person_id)
    return [Since(since, "grade", (grade,)) for since, grade in db.session.execute(query)]
