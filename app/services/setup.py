from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Person, RoleGrant, ServerState
from app.services import audit
from app.services.accounts import links
from app.services.accounts.tokens import new_token
from app.services.transaction import write

FIRST_ROLES = ("manager", "supervisor", "trainer", "admin")


def is_empty() -> bool:
    return db.session.scalar(select(Person.id).limit(1)) is None


def first_manager(login: str, name: str) -> str:
    """Makes the first account and returns the token of its one-time link (design: first start).

    In a team of three one person is manager, supervisor, trainer and admin (rules.md §1).
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
        begin_epoch()
        session.flush()
        audit.note("set_up", f"person:{person.id}", person.id)
        return links.make(person.id, person.id)


def begin_epoch() -> None:
    """A new epoch tells devices that this database is not the one they knew (sync.md)."""
    state = db.session.get(ServerState, "epoch") or ServerState(key="epoch", value="")
    state.value = new_token()[:12]
    db.session.add(state)
