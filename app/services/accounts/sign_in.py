from datetime import timedelta

from sqlalchemy import func, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Person, SignInFailure
from app.services import audit
from app.services.accounts import passwords, sessions
from app.services.transaction import write

WINDOW = timedelta(minutes=15)
FREE_TRIES = 5
TRIES_PER_ADDRESS = 200


def sign_in(login: str, password: str, *, browser: str, address: str, installed: bool) -> str:
    """Starts a session for the right password and returns its token.

    Raises RuleBroken("sign_in_wrong") alike for an unknown login, a wrong password and an account
    that is switched off; RuleBroken("sign_in_throttled", minutes=n) after too many tries.
    """
    login = login.strip().lower()
    refuse_guessing(login, address)
    person = db.session.scalar(select(Person).where(Person.login == login))
    right = passwords.matches(person, password)
    if not right or person is None or not person.may_enter(clock.today()):
        note_failure(login, address)
        raise RuleBroken("sign_in_wrong")
    return start(person.id, browser=browser, address=address, installed=installed)


def start(person_id: int, *, browser: str, address: str, installed: bool) -> str:
    with write():
        person = db.session.get_one(Person, person_id)
        audit.note("sign_in", f"person:{person.id}", person.id, address=address)
        return sessions.start(person, browser=browser, address=address, installed=installed)


def refuse_guessing(login: str, address: str) -> None:
    """Doubles the wait with each failure past the free ones, for a login or a whole address.

    The number of failures in the window decides, so it holds over workers and restarts.
    """
    since = clock.now() - WINDOW
    count = select(func.count(), func.max(SignInFailure.at)).where(SignInFailure.at > since)
    tries, last = db.session.execute(count.where(SignInFailure.login == login)).one()
    by_address = db.session.execute(count.where(SignInFailure.address == address)).one()[0]
    wait = (
        timedelta(seconds=min(2 ** max(tries - FREE_TRIES, 0), 600))
        if tries >= FREE_TRIES
        else None
    )
    if by_address >= TRIES_PER_ADDRESS or (wait and last and clock.now() < last + wait):
        raise RuleBroken("sign_in_throttled", minutes=max(1, round((wait or WINDOW).seconds / 60)))


def note_failure(login: str, address: str) -> None:
    with write() as session:
        session.add(SignInFailure(login=login[:200], address=address[:40], at=clock.now()))
