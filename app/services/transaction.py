import fcntl
import json
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from flask_sqlalchemy.session import Session
from psycopg.types.json import Json
from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    Connection,
    CursorResult,
    Executable,
    Table,
    any_,
    func,
    insert,
    literal,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstrumentedAttribute, scoped_session

from app.extensions import db

process_turn = threading.Lock()
AT_ONCE = 5_000
FEW = 500
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
OPTIONS: dict[bool, dict[str, Any]] = {True: {"writing": True}, False: {}}


@contextmanager
def write() -> Iterator[scoped_session[Session]]:
    """One intention, one transaction: begins fresh, commits at the end, undoes all on an error.

    What a decision rests on must be read inside. Inside another `write()` it joins that one.
    Writers on SQLite queue here (design: a busy time-out's back-off is far slower).
    """
    session = db.session
    if session.info.get("writing"):
        yield session
        return
    begin_afresh(session())
    with turn():
        try:
            session.info["writing"] = session.connection(execution_options=OPTIONS[queues()])
            yield session
            do_last(session.info.pop("at_end", {}))
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info.pop("writing", None)
            session.info.pop("at_end", None)


def looks_again(verb: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """For a verb that makes something unless it is there: on PostgreSQL two at once both find nothing.
    The database lets one of them in; the other looks again, and finds what is there now."""

    @wraps(verb)
    def looking(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        within_another = db.session.info.get("writing")
        try:
            return verb(*args, **kwargs)
        except IntegrityError:
            if within_another:
                raise
            return verb(*args, **kwargs)

    return looking


def at_end(work: Callable[[list[int]], None], ids: Iterable[int]) -> None:
    """What is to be worked out anew from these, once for all of them, when the running `write()`
    has done everything else."""
    db.session.info.setdefault("at_end", {}).setdefault(work, set()).update(ids)


def do_last(waiting: Mapping[Callable[[list[int]], None], set[int]]) -> None:
    for work, ids in waiting.items():
        work(sorted(ids))


def begin_afresh(session: Session) -> None:
    """Forgets what was read before. On SQLite that ends the snapshot, which must not be upgraded;
    on PostgreSQL each statement sees what is committed, and the way to and fro is saved."""
    if queues() or session.new or session.dirty or session.deleted:
        session.rollback()
    else:
        session.expire_all()


def queues() -> bool:
    """Whether writers have to queue: on SQLite."""
    return db.engine.dialect.name == "sqlite"


def hold(table: Table, mode: str) -> None:
    """Within `write()`: whoever wants the table in a way that does not go with this one waits for
    the end of the transaction, and sees what it wrote. On SQLite they queue anyway."""
    if not queues():
        rows(text(f"LOCK TABLE {table.name} IN {mode} MODE"))


def rows(statement: Executable, params: Any = None) -> CursorResult[*tuple[Any, ...]]:
    """Plain rows within the running transaction, past the session's books: a third of the cost."""
    session = db.session()
    link: Connection = session.info.get("writing") or session.connection()
    return link.execute(statement, params)


def many(model: Any, values: Sequence[Mapping[str, Any]]) -> None:
    """Inserts many rows in their order; each names the same columns. PostgreSQL takes them by COPY,
    several times faster than one by one."""
    for first in range(0, len(values), AT_ONCE):
        some = values[first : first + AT_ONCE]
        if queues():
            rows(insert(model), some)
        else:
            copy_in(model.__table__, some)


def copy_in(table: Table, values: Sequence[Mapping[str, Any]]) -> None:
    names = list(values[0])
    documents = [isinstance(table.c[name].type, JSON) for name in names]
    columns = ", ".join(f'"{name}"' for name in names)
    link: Any = db.session().connection().connection
    with link.cursor() as cursor, cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
        for value in values:
            row = zip(documents, value.values(), strict=True)
            copy.write_row([Json(cell) if document else cell for document, cell in row])


def among(
    column: InstrumentedAttribute[int] | InstrumentedAttribute[int | None], ids: Collection[int]
) -> ColumnElement[bool]:
    """Whether a number is one of many. They go over as one list: thousands of parameters cost more
    than the statement on PostgreSQL, and SQLite takes only so many."""
    if not queues():
        return column == any_(literal(list(ids), ARRAY(BigInteger)))
    if len(ids) <= FEW:
        return column.in_(ids)
    listed = func.json_each(json.dumps([*ids])).table_valued("value")
    return column.in_(select(listed.c.value))


@contextmanager
def turn() -> Iterator[None]:
    """The place at the head of the queue of writers: within this process, then among processes."""
    if not queues():
        yield
        return
    url = db.engine.url
    with process_turn:
        if not url.database or url.database == ":memory:":
            yield
            return
        with Path(f"{url.database}.write-lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


@contextmanager
def savepoint() -> Iterator[None]:
    """Within `write()`: what goes wrong inside is undone alone, the rest of the transaction stays."""
    with db.session.begin_nested():
        yield
