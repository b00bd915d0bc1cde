"""What is on record about people: roles, place and pay grade hold from a day on (rules.md §1).

All of it happens within the running `write()`; each function says whether anything changed.
"""

from collections.abc import Collection
from datetime import date
from typing import TypeVar

from sqlalchemy import func, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import AuditEntry, Group, Membership, PayGrade, Person, RoleGrant, Team
from app.services import audit
from app.services.accounts import sessions
from app.services.people import facts

FIRST_ROLE = ("rep",)
CHANGES = ("renamed", "roles", "place", "pay_grade")
Named = TypeVar("Named", Team, Group)


def revision(person_id: int) -> int:
    """Another number after each change of what a manager writes down about a person."""
    of_him = (AuditEntry.subject == f"person:{person_id}", AuditEntry.action.in_(CHANGES))
    return db.session.scalar(select(func.max(AuditEntry.id)).where(*of_him)) or 0


def find(login: str) -> Person | None:
    return db.session.scalar(select(Person).where(Person.login == login))


def refuse_taken(login: str, but: int | None = None) -> None:
    """Raises RuleBroken("login_taken") when somebody else has this login."""
    there = find(login)
    if there is not None and there.id != but:
        raise RuleBroken("login_taken", login=login)


def create(login: str, name: str, hired_on: date, by_id: int | None) -> Person:
    """An account that cannot sign in before a one-time link gave it a password.

    Precise leads may flow from the hire date on (rules.md §2.1, people brought in by import).
    Raises RuleBroken("login_taken").
    """
    refuse_taken(login)
    person = Person(
        login=login, name=name, hired_on=hired_on, precise_from=hired_on, created_at=clock.now()
    )
    db.session.add(person)
    db.session.flush()
    audit.note("person_added", f"person:{person.id}", by_id, login=login)
    return person


def set_roles(person: Person, roles: Collection[str], since: date, by_id: int | None) -> bool:
    """Exactly these roles from a day on; whoever is signed in has to sign in again."""
    if set(roles) == set(person.roles):
        return False
    for grant in [one for one in person.role_grants if one.until is None]:
        if grant.role not in roles:
            end(person, grant, since)
    for role in roles:
        if role not in person.roles:
            person.role_grants.append(reopened(person, role, since))
    sessions.revoke_all(person.id)
    audit.note("roles", f"person:{person.id}", by_id, roles=list(roles), since=since.isoformat())
    return True


def end(person: Person, grant: RoleGrant, since: date) -> None:
    grant.until = max(since, grant.since)


def reopened(person: Person, role: str, since: date) -> RoleGrant:
    same = next((one for one in person.role_grants if (one.role, one.since) == (role, since)), None)
    if same is None:
        return RoleGrant(role=role, since=since)
    same.until = None
    return same


def place(person: Person, team: str, group: str, since: date, *, by_id: int | None = None) -> bool:
    """The person belongs to this team and group from a day on, or to none; new ones are made."""
    team_id = team_of(team, by_id).id if team else None
    group_id = group_of(team_id, group, by_id).id if team_id and group else None
    now = facts.membership(person.id, since)
    if (now.team_id if now else None, now.group_id if now else None) == (team_id, group_id):
        return False
    row = now if now is not None and now.since == since else Membership(since=since)
    row.person_id, row.team_id, row.group_id = person.id, team_id, group_id
    db.session.add(row)
    db.session.flush()
    told = {"team": team, "group": group, "since": since.isoformat()}
    audit.note("place", f"person:{person.id}", by_id, **told)
    return True


def team_of(name: str, by_id: int | None = None) -> Team:
    found = db.session.scalar(select(Team).where(Team.name == name))
    return found or added(Team(name=name), "team", by_id)


def group_of(team_id: int, name: str, by_id: int | None = None) -> Group:
    found = db.session.scalar(select(Group).where(Group.team_id == team_id, Group.name == name))
    return found or added(Group(team_id=team_id, name=name), "group", by_id)


def added(thing: Named, what: str, by_id: int | None) -> Named:
    db.session.add(thing)
    db.session.flush()
    audit.note(f"{what}_added", f"{what}:{thing.id}", by_id, name=thing.name)
    return thing


def grade(person_id: int, day: date) -> str | None:
    """The grade by which somebody is paid on a day."""
    query = select(PayGrade.grade).where(PayGrade.person_id == person_id, PayGrade.since <= day)
    return db.session.scalar(query.order_by(PayGrade.since.desc()).limit(1))


def pay(person: Person, since: date, grade: str, *, by_id: int | None = None) -> bool:
    """The person is paid by this grade from a day on."""
    query = select(PayGrade).where(PayGrade.person_id == person.id, PayGrade.since <= since)
    now = db.session.scalar(query.order_by(PayGrade.since.desc()).limit(1))
    if now is not None and now.grade == grade:
        return False
    row = now if now is not None and now.since == since else PayGrade(since=since)
    row.person_id, row.grade = person.id, grade
    db.session.add(row)
    db.session.flush()
    audit.note("pay_grade", f"person:{person.id}", by_id, grade=grade, since=since.isoformat())
    return True
