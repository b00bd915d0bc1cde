import hmac

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Person, RoleGrant, ServerState
from app.services import audit, scripts, server_state
from app.services.accounts import links
from app.services.accounts.tokens import hashed, new_token
from app.services.people import working_days
from app.services.questions import shipped
from app.services.transaction import write

FIRST_ROLES = ("manager", "supervisor", "trainer", "admin")
DOOR = "setup_door"


def is_empty() -> bool:
    return db.session.scalar(select(Person.id).limit(1)) is None


def first_manager(login: str, name: str) -> str:
    """Makes the first account and returns the token of its one-time link (design: first start).

    In a team of three one person is manager, supervisor, trainer and admin (rules.md §1). The
    company's calendar is filled as far as it is published.
    Raises RuleBroken("already_set_up") when anybody is there already.
    """
    with write() as session:
        if not is_empty():
            raise RuleBroken("already_set_up")
        today = clock.today()
        person = Person(
            login=login.strip().lower(), name=name.strip(), hired_on=today, created_at=clock.now()
        )
        person.role_grants = [RoleGrant(role=role, since=today) for role in FIRST_ROLES]
        session.add(person)
        session.flush()
        scripts.fill()
        shipped.fill()
        audit.note("set_up", f"person:{person.id}", person.id)
        working_days.fill()
        return links.make(person.id, person.id)


def open_door() -> str:
    """A one-time token for the page that makes the first manager; an earlier one ends."""
    with write():
        token = new_token()
        server_state.put(DOOR, hashed(token))
        return token


def check_door(token: str) -> None:
    """Raises RuleBroken("link_over") unless this is the token and nobody is there yet."""
    kept = db.session.get(ServerState, DOOR)
    if kept is None or not hmac.compare_digest(kept.value, hashed(token)) or not is_empty():
        raise RuleBroken("link_over")


def through_door(token: str, login: str, name: str) -> str:
    """The first manager by the web page: returns the token of the link for his password."""
    with write() as session:
        check_door(token)
        session.delete(session.get_one(ServerState, DOOR))
        return first_manager(login, name)


def begin_epoch() -> None:
    """A new epoch tells devices that this database is not the one they knew (sync.md)."""
    server_state.renew(server_state.EPOCH)
