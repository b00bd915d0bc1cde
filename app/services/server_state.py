from dataclasses import dataclass

from sqlalchemy import select

from app.extensions import db
from app.models import ServerState
from app.services.accounts.tokens import new_token
from app.services.transaction import rows

EPOCH, RULES = "epoch", "rules"


@dataclass(frozen=True)
class State:
    """Which life of this database it is (another one after a restore, sync.md), and which
    version of its settings and calendar."""

    epoch: str
    rules: str


TABLE = ServerState.__table__
HERE = [
    select(TABLE.c.value).where(TABLE.c.key == key).scalar_subquery().label(key)
    for key in (EPOCH, RULES)
]
CURRENT = select(*HERE)


def current() -> State:
    return state_of(*rows(CURRENT).one())


def state_of(epoch: str, rules: str | None) -> State:
    """The state in a row whose last columns are `HERE`."""
    return State(epoch, rules or "")


def put(key: str, value: str) -> None:
    state = db.session.get(ServerState, key) or ServerState(key=key)
    state.value = value
    db.session.add(state)


def renew(key: str) -> None:
    """A new epoch, or word that settings or calendar changed: what was kept of them is old."""
    put(key, new_token()[:12])
