from dataclasses import dataclass

from sqlalchemy import select

from app.extensions import db
from app.models import ServerState
from app.services.accounts.tokens import new_token

EPOCH, RULES = "epoch", "rules"


@dataclass(frozen=True)
class State:
    """Which life of this database it is (another one after a restore, sync.md), and which
    version of its settings and calendar."""

    epoch: str
    rules: str


TABLE = ServerState.__table__
BOTH = select(TABLE.c.key, TABLE.c.value).where(TABLE.c.key.in_((EPOCH, RULES)))


def current() -> State:
    found = {key: value for key, value in db.session.execute(BOTH)}
    return State(found[EPOCH], found.get(RULES, ""))


def put(key: str, value: str) -> None:
    state = db.session.get(ServerState, key) or ServerState(key=key)
    state.value = value
    db.session.add(state)


def renew(key: str) -> None:
    """A new epoch, or word that settings or calendar changed: what was kept of them is old."""
    put(key, new_token()[:12])
