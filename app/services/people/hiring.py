from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Person
from app.rules.pay.facts import FORMAL, PROBATION
from app.rules.people.permissions import ROLES
from app.services import audit
from app.services.people import managing, records
from app.services.people.managing import MANAGING
from app.services.transaction import write


@dataclass(frozen=True)
class Facts:
    """What a manager writes down about a person; place and grade hold from `since` on.

    An empty grade leaves it as it is, an empty team means none; `login` is said to change it.
    """

    name: str
    roles: Sequence[str]
    team: str
    group: str
    grade: str
    since: date
    login: str = ""


def hire(login: str, hired_on: date, said: Facts, by_id: int | None) -> int:
    """Makes an account without a password and returns its number (rules.md §1).

    Raises RuleBroken("login_taken" | "roles_missing" | "role_unknown" | "group_without_team" |
    "since_before_hired").
    """
    with write():
        check(said, hired_on)
        person = records.create(login.strip().lower(), said.name.strip(), hired_on, by_id)
        records.set_roles(person, said.roles, hired_on, by_id)
        put_in_place(person, said, by_id)
        return person.id


def change(person_id: int, said: Facts, by_id: int | None, seen: int | None = None) -> None:
    """Changes what is known of a person; new roles end his sessions at once (rules.md §1).

    Nobody changes his own roles, and somebody who can manage people always remains. `seen`: the
    `records.revision` that was looked at.
    Raises what `hire` raises and RuleBroken("missing" | "person_changed" | "own_roles" |
    "last_manager" | "grade_own" | "grade_by_conversion").
    """
    with write():
        person = existing(person_id)
        if seen not in (None, records.revision(person_id)):
            raise RuleBroken("person_changed")
        check(said, person.hired_on)
        if set(said.roles) != set(person.roles):
            check_change_of_roles(person, said.roles, by_id)
            records.set_roles(person, said.roles, clock.today(), by_id)
        check_change_of_grade(person, said, by_id)
        put_name(person, said, by_id)
        put_in_place(person, said, by_id)


def existing(person_id: int) -> Person:
    """The person to change, one change after the other. Raises RuleBroken("missing")."""
    person = db.session.get(Person, person_id, with_for_update=True)
    if person is None:
        raise RuleBroken("missing")
    return person


def check(said: Facts, hired_on: date) -> None:
    check_roles(said.roles)
    if said.group.strip() and not said.team.strip():
        raise RuleBroken("group_without_team")
    if said.since < hired_on:
        raise RuleBroken("since_before_hired", hired_on=hired_on)


def check_roles(roles: Sequence[str]) -> None:
    if not roles:
        raise RuleBroken("roles_missing")
    for role in roles:
        if role not in ROLES:
            raise RuleBroken("role_unknown", role=role)


def check_change_of_roles(person: Person, roles: Sequence[str], by_id: int | None) -> None:
    """Raises RuleBroken("own_roles" | "last_manager")."""
    if person.id == by_id:
        raise RuleBroken("own_roles")
    if not set(roles) & set(MANAGING):
        managing.check_without(person)


def check_change_of_grade(person: Person, said: Facts, by_id: int | None) -> None:
    """Nobody changes his own pay, and formal after probation needs two people (rules.md §8.2).
    Raises RuleBroken("grade_own" | "grade_by_conversion")."""
    now = records.grade(person.id, said.since)
    if said.grade in ("", now):
        return
    if person.id == by_id:
        raise RuleBroken("grade_own")
    if (now, said.grade) == (PROBATION, FORMAL):
        raise RuleBroken("grade_by_conversion")


def put_name(person: Person, said: Facts, by_id: int | None) -> None:
    before = {"name": person.name, "login": person.login}
    after = {"name": said.name.strip(), "login": said.login.strip().lower() or person.login}
    if before == after:
        return
    records.refuse_taken(after["login"], but=person.id)
    person.name, person.login = after["name"], after["login"]
    audit.note("renamed", f"person:{person.id}", by_id, before=before, after=after)


def put_in_place(person: Person, said: Facts, by_id: int | None) -> None:
    records.place(person, said.team.strip(), said.group.strip(), said.since, by_id=by_id)
    if said.grade:
        records.pay(person, said.since, said.grade, by_id=by_id)
