"""Leaving the company: the account ends at once, the leads return (rules.md §11)."""

from datetime import date

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Lead, Person
from app.services import audit
from app.services.accounts import sessions
from app.services.leads import moves
from app.services.people import hiring, roster
from app.services.transaction import write


def depart(person_id: int, last_day: date, by_id: int) -> int:
    """Notes the last day employed and returns how many leads went back (rules.md §11).

    A day not later than today switches the account off at once. Raises RuleBroken("missing") and
    what `check` refuses.
    """
    with write():
        person = hiring.existing(person_id)
        check(person, last_day, by_id)
        here = roster.one(person_id, clock.today())
        leave(person, last_day, by_id)
        return here.leads if here and last_day <= clock.today() else 0


def check(person: Person, last_day: date, by_id: int | None) -> None:
    """Raises RuleBroken("own_departure" | "last_manager" | "left_before_hired")."""
    if person.id == by_id:
        raise RuleBroken("own_departure")
    if last_day < person.hired_on:
        raise RuleBroken("left_before_hired", hired_on=person.hired_on)
    manages = set(person.roles) & set(hiring.MANAGING)
    if manages and not roster.managers_left(but=person.id):
        raise RuleBroken("last_manager")


def leave(person: Person, left_on: date, by_id: int | None) -> bool:
    """Notes the last day employed within the running `write()`; whether that is news.

    From that day on the account is switched off and its sessions are over, and every lead the
    person owned waits again, with a row in its history.
    """
    if person.left_on == left_on:
        return False
    person.left_on = left_on
    audit.note("left", f"person:{person.id}", by_id, left_on=left_on.isoformat())
    if left_on <= clock.today():
        switch_off(person, by_id)
    return True


def switch_off(person: Person, by_id: int | None) -> None:
    person.disabled_at = person.disabled_at or clock.now()
    sessions.revoke_all(person.id)
    for lead in db.session.scalars(select(Lead).where(Lead.owner_id == person.id)):
        moves.release(lead, "left", {"person_id": person.id}, by_id)


def switch_off_due() -> None:
    """Switches off those whose last day has come since it was noted; once a day is enough."""
    with write() as session:
        gone = select(Person).where(Person.left_on <= clock.today(), Person.disabled_at.is_(None))
        for person in session.scalars(gone):
            switch_off(person, None)
