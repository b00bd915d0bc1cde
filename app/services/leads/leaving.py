"""Leaving the company: the account ends at once, the leads return (rules.md §11)."""

from datetime import date, time, timedelta

from sqlalchemy import func, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db, queue
from app.models import Lead, Person
from app.services import audit, settings
from app.services.accounts import sessions
from app.services.leads import moves
from app.services.people import hiring, managing
from app.services.transaction import write

ONE_DAY = timedelta(days=1)


def held(person_id: int) -> int:
    """How many leads would go back to the pool if this person left now."""
    return db.session.scalar(select(func.count()).where(Lead.owner_id == person_id)) or 0


def depart(person_id: int, last_day: date, by_id: int | None, *, at_once: bool = True) -> int:
    """Notes the last day employed and returns how many leads went back (rules.md §11).

    A day that is past switches the account off at once, today only when `at_once`, a later one
    when it is over. Raises RuleBroken("missing" | "gone_already") and what `check` refuses.
    """
    with write():
        person = hiring.existing(person_id)
        if not person.is_active:
            raise RuleBroken("gone_already")
        check(person, last_day, by_id)
        returned = held(person_id)
        leave(person, last_day, by_id, at_once=at_once)
        return 0 if person.is_active else returned


def check(person: Person, last_day: date, by_id: int | None) -> None:
    """Raises RuleBroken("own_departure" | "last_manager" | "left_before_hired")."""
    if person.id == by_id:
        raise RuleBroken("own_departure")
    if last_day < person.hired_on:
        raise RuleBroken("left_before_hired", hired_on=person.hired_on)
    managing.check_without(person)


def leave(person: Person, left_on: date, by_id: int | None, *, at_once: bool = True) -> bool:
    """Notes the last day employed within the running `write()`; whether that is news.

    With it the account is switched off and its sessions are over, and every lead the person
    owned waits again, with a row in its history.
    """
    over = is_over(left_on, at_once=at_once)
    if person.left_on == left_on and not (over and person.is_active):
        return False
    person.left_on = left_on
    audit.note("left", f"person:{person.id}", by_id, left_on=left_on.isoformat())
    if over:
        switch_off(person, by_id)
    return True


def is_over(left_on: date, *, at_once: bool) -> bool:
    """Whether somebody with this last day is switched off right now."""
    return left_on < clock.today() or (at_once and left_on == clock.today())


def switch_off(person: Person, by_id: int | None) -> None:
    person.disabled_at = person.disabled_at or clock.now()
    sessions.revoke_all(person.id)
    for lead in db.session.scalars(select(Lead).where(Lead.owner_id == person.id)):
        moves.release(lead, "leaver", {"person_id": person.id}, by_id)


@queue.hourly
def switch_off_due() -> None:
    """Switches off those whose last day is over: with its hours for calls, so that the leads go
    back the same day, or whenever this runs next (rules.md §3, §11)."""
    with write() as session:
        evening = time.fromisoformat(settings.value("calls.hours", clock.today())[1])
        is_over = clock.now() >= clock.at(clock.today(), evening)
        last = clock.today() if is_over else clock.today() - ONE_DAY
        gone = select(Person).where(Person.left_on <= last, Person.disabled_at.is_(None))
        for person in session.scalars(gone):
            switch_off(person, None)


def stay(person_id: int, by_id: int | None) -> None:
    """Takes back a last day that has not come yet. Raises RuleBroken("missing" | "not_leaving")."""
    with write():
        person = hiring.existing(person_id)
        if person.left_on is None or not person.is_active:
            raise RuleBroken("not_leaving")
        audit.note("stays", f"person:{person.id}", by_id, left_on=person.left_on.isoformat())
        person.left_on = None


def come_back(person_id: int, first_day: date, by_id: int | None) -> None:
    """Somebody who left works here again from a day on and needs a new one-time link.

    After a gap the hire date, and with it tenure, begins anew; without one the departure was a
    mistake. The leads stay where they went, the first month of precise leads is not had twice
    (rules.md §1, §2.1). Raises RuleBroken("missing" | "not_gone").
    """
    with write():
        person = hiring.existing(person_id)
        if person.is_active or person.left_on is None:
            raise RuleBroken("not_gone")
        told = {"hired_on": person.hired_on.isoformat(), "left_on": person.left_on.isoformat()}
        audit.note("came_back", f"person:{person.id}", by_id, on=first_day.isoformat(), **told)
        if first_day > person.left_on + ONE_DAY:
            person.hired_on = first_day
        person.left_on = person.disabled_at = person.password_hash = None
