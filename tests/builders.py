"""People and things for tests, each with one line: builders.person("alice")."""

from datetime import date, datetime
from itertools import count

from app import clock
from app.models import Group, Lead, LeadPhone, Membership, PayGrade, Person, RoleGrant, Team
from app.services.transaction import write

numbers = count(13800000001)


def team(name: str = "一队") -> Team:
    return add(Team(name=name))


def group(team: Team, name: str = "A组") -> Group:
    return add(Group(team_id=team.id, name=name))


def person(
    login: str = "alice",
    *roles: str,
    hired_on: date = date(2026, 11, 2),
    team: Team | None = None,
    group: Group | None = None,
    grade: str | None = None,
    **facts: object,
) -> Person:
    made = Person(
        login=login, name=login.title(), hired_on=hired_on, created_at=clock.now(), **facts
    )
    made.role_grants = [RoleGrant(role=role, since=hired_on) for role in roles or ("rep",)]
    place = {"team_id": team.id, "group_id": group.id if group else None} if team else {}
    with write():
        add(made)
        if place:
            add(Membership(person_id=made.id, since=hired_on, **place))
        if grade:
            add(PayGrade(person_id=made.id, since=hired_on, grade=grade))
    return made


def lead(
    name: str = "王秀英",
    *,
    kind: str = "ordinary",
    owner: Person | None = None,
    phone: str | None = None,
    arrived_at: datetime | None = None,
    **facts: object,
) -> Lead:
    now = arrived_at or clock.now()
    since = facts.pop("owned_since", now)
    made = Lead(
        name=name,
        kind=kind,
        arrived_at=now,
        waiting_since=now,
        stage_since=now,
        created_at=now,
        owner_id=owner.id if owner else None,
        owned_since=since if owner else None,
        **facts,
    )
    made.phones = [LeadPhone(number=phone or f"+86{next(numbers)}")]
    return add(made)


def add(thing: object) -> object:
    with write() as session:
        session.add(thing)
        session.flush()
    return thing
