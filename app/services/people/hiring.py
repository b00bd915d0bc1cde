from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Person
from app.rules.permissions import ROLES
from app.services.people import records, roster
from app.services.transaction import write

MANAGING = ("manager", "admin")


@dataclass(frozen=True)
class Facts:
    """What a manager writes down about a person; place and grade hold from `since` on."""

    name: str
    roles: Sequence[str]
    team: str
    group: str
    grade: str
    since: date


def hire(login: str, hired_on: date, said: Facts, by_id: int) -> int:
    """Makes an account without a password and returns its number (rules.md §1).

    Raises RuleBroken("login_taken" | "roles_missing" | "role_unknown").
    """
    with write():
        login = login.strip().lower()
        check_roles(said.roles)
        if records.find(login) is not None:
            raise RuleBroken("login_taken", login=login)
        person = records.create(login, said.name.strip(), hired_on, by_id)
        records.set_roles(person, said.roles, hired_on, by_id)
        put_in_place(person, said)
        return person.id


def change(person_id: int, said: Facts, by_id: int) -> None:
    """Changes what is known of a person; roles end his sessions at once (rules.md §1).

    Nobody changes his own roles, and somebody who can manage people always remains.
    Raises RuleBroken("missing" | "own_roles" | "last_manager" | "roles_missing" | "role_unknown").
    """
    with write():
        person = existing(person_id)
        check_roles(said.roles)
        if set(said.roles) != set(person.roles):
            check_change_of_roles(person, said.roles, by_id)
            records.set_roles(person, said.roles, clock.today(), by_id)
        person.name = said.name.strip()
        put_in_place(person, said)


def existing(person_id: int) -> Person:
    person = db.session.get(Person, person_id)
    if person is None:
        raise RuleBroken("missing")
    return person


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
    loses = set(person.roles) & set(MANAGING) and not set(roles) & set(MANAGING)
    if loses and not roster.managers_left(but=person.id):
        raise RuleBroken("last_manager")


def put_in_place(person: Person, said: Facts) -> None:
    if said.team:
        records.place(person, said.team.strip(), said.group.strip(), said.since)
    if said.grade:
        records.pay(person, said.since, said.grade)
