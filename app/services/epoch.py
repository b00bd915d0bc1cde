from app.extensions import db
from app.models import ServerState

KEY = "epoch"


def current() -> str:
    """Which life of this database it is: another one after a restore from a backup (sync.md)."""
    return db.session.get_one(ServerState, KEY).value
