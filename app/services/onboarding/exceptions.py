"""A manager lifts the gate for somebody from a day to a day, or takes that back (rules.md §7)."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import OnboardingException, Person
from app.services import audit
from app.services.onboarding import gate
from app.services.transaction import write

LONGEST_DAYS = 90
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Lifting:
    """From which day to which precise leads may come, and why."""

    first: date
    last: date
    reason: str


def lift(person_id: int, said: Lifting, by_id: int) -> None:
    """Precise leads for somebody who has not passed; the last exception given is the one that holds.

    Raises RuleBroken("missing" | "reason_needed" | "onboarding_dates" | "onboarding_past" |
    "onboarding_too_long" | "onboarding_not_needed") (rules.md §7).
    """
    with write():
        person = locked(person_id)
        check(said)
        if gate.decisions([person.id], clock.today())[person.id].passed:
            raise RuleBroken("onboarding_not_needed")
        keep(person, said, by_id, "onboarding_lifted")


def take_back(person_id: int, reason: str, by_id: int) -> None:
    """No precise lead from now on; those he has he keeps.

    Raises RuleBroken("missing" | "reason_needed" | "onboarding_nothing_lifted") (rules.md §7).
    """
    with write():
        person, today = locked(person_id), clock.today()
        if running(person.id) is None:
            raise RuleBroken("onboarding_nothing_lifted")
        if not reason.strip():
            raise RuleBroken("reason_needed")
        keep(person, Lifting(today, today - ONE_DAY, reason), by_id, "onboarding_lifting_ended")


def locked(person_id: int) -> Person:
    """One change after the other, and none during a hand-out."""
    person = db.session.scalar(select(Person).where(Person.id == person_id).with_for_update())
    if person is None:
        raise RuleBroken("missing")
    return person


def check(said: Lifting) -> None:
    if not said.reason.strip():
        raise RuleBroken("reason_needed")
    if said.last < said.first:
        raise RuleBroken("onboarding_dates")
    if said.first < clock.today():
        raise RuleBroken("onboarding_past")
    if (said.last - said.first).days >= LONGEST_DAYS:
        raise RuleBroken("onboarding_too_long", days=LONGEST_DAYS)


def running(person_id: int) -> OnboardingException | None:
    """The exception that holds for somebody, now or later; None where there is none."""
    of_him = select(OnboardingException).where(OnboardingException.person_id == person_id)
    last = db.session.scalar(of_him.order_by(OnboardingException.id.desc()).limit(1))
    return None if last is None or last.last < max(last.first, clock.today()) else last


def keep(person: Person, said: Lifting, by_id: int, action: str) -> None:
    days = {"first": said.first, "last": said.last}
    row = {"person_id": person.id, "at": clock.now(), "by_id": by_id, "reason": said.reason.strip()}
    db.session.add(OnboardingException(**row, **days))
    told = {name: day.isoformat() for name, day in days.items()}
    audit.note(action, f"person:{person.id}", by_id, reason=said.reason.strip(), **told)
