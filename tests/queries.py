from collections.abc import Callable

from sqlalchemy import event

from app.extensions import db


def queries_of(work: Callable[[], object]) -> int:
    """How many statements a piece of work sends when it is done again, with nothing new to keep."""
    work()
    db.session.rollback()
    seen: list[int] = []
    event.listen(db.engine, "before_cursor_execute", note := lambda *_: seen.append(1))
    try:
        work()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)
