"""Who has done all of the onboarding has passed it, for good (rules.md §7)."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select

from app import clock
from app.extensions import db, queue
from app.models import Attempt, OnboardingException, OnboardingPass, Paper, Person
from app.services import audit
from app.services.onboarding import gate
from app.services.transaction import write

DONE, BROUGHT_IN = "done", "brought_in"


def required() -> ColumnElement[bool]:
    """Papers of the onboarding that can be taken."""
    return Paper.required & Paper.published_at.is_not(None) & Paper.withdrawn_at.is_(None)


def note_if_passed(person_id: int) -> bool:
    """Notes, once, that somebody has passed, if he has passed every required paper that is out;
    whether that is news. Part of a running `write()` where there is one (rules.md §7).

    Of two that note it at once one does: they wait for the person.
    """
    with write() as session:
        person = session.scalar(select(Person).where(Person.id == person_id).with_for_update())
        if person is None or session.get(OnboardingPass, person_id) or not all_passed(person_id):
            return False
        today = clock.today()
        first = first_flow(person, today)
        keep(person, today, DONE)
        person.precise_from = first
        return True


def all_passed(person_id: int) -> bool:
    mine = (Attempt.paper_id == Paper.id, Attempt.person_id == person_id)
    passed = select(Attempt.id).where(*mine, Attempt.passed_at.is_not(None)).exists()
    papers = select(func.count(), func.count().filter(passed)).where(required())
    wanted, done = db.session.execute(papers.select_from(Paper)).one()
    return bool(wanted) and wanted == done


def first_flow(person: Person, today: date) -> date:
    """His first day of precise leads (rules.md §2.1): today, or that of an exception, unless there
    was no gate yet when he came."""
    if not gate.barred([person.id], person.hired_on):
        return person.precise_from or person.hired_on
    lifted = select(func.min(OnboardingException.first)).where(
        OnboardingException.person_id == person.id,
        OnboardingException.first <= OnboardingException.last,
    )
    return min(today, db.session.scalar(lifted) or today)


def bring_in(person: Person) -> None:
    """Within the running `write()`: a list brings in somebody who is formal staff or a supervisor
    already, and has passed before he came (rules.md §7)."""
    if db.session.get(OnboardingPass, person.id) is None:
        keep(person, person.hired_on, BROUGHT_IN)


def keep(person: Person, since: date, how: str) -> None:
    passed: dict[str, Any] = {"since": since, "how": how, "at": clock.now()}
    db.session.add(OnboardingPass(person_id=person.id, **passed))
    audit.note("onboarding_passed", f"person:{person.id}", None, how=how, since=since.isoformat())
    db.session.flush()


@queue.hourly
def note_passes() -> None:
    """Notes who has passed meanwhile, such as after a paper was withdrawn."""
    has = select(OnboardingPass.person_id)
    passed = (Attempt.passed_at.is_not(None), Attempt.person_id.not_in(has))
    found = db.session.scalars(select(Attempt.person_id).where(*passed).distinct()).all()
    for person_id in found:
        note_if_passed(person_id)
