"""The databases that tests run on: SQLite in memory, or a throw-away PostgreSQL cluster."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from glob import glob
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, create_engine, make_url, text

IN_MEMORY = "sqlite://"
WANTED = os.environ.get("TEST_DATABASE", "sqlite")


def postgresql_programs() -> Path | None:
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += [Path(path) for path in sorted(glob("/usr/lib/postgresql/*/bin"), reverse=True)]
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@contextmanager
def database_url(wanted: str = WANTED) -> Iterator[str]:
    if wanted == "sqlite":
        yield IN_MEMORY
        return
    programs = postgresql_programs()
    if programs is None:
        sys.exit("PostgreSQL is not installed on this machine: its tests were not run.")
    with throw_away_cluster(programs) as url:
        yield url


@contextmanager
def throw_away_cluster(programs: Path) -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="lianxian-pg-"))
    user = "nobody" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)

    def run(name: str, *args: str) -> None:
        command = [str(programs / name), *args]
        subprocess.run(command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)

    data = str(folder / "data")
    run("initdb", "-D", data, "-U", "lianxian", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    options = f"-c listen_addresses='' -k {folder} -c fsync=off -c full_page_writes=off"
    run("pg_ctl", "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start")
    try:
        yield f"postgresql+psycopg://lianxian@/postgres?host={folder}"
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def another_database(url: str, name: str, like: str = "template1") -> str:
    """The address of a new database in the same cluster, a copy of the one it is to be like."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {like}"))
    engine.dispose()
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def backup(engine: Engine, metadata: MetaData) -> Callable[[], None]:
    """All rows as they are now; what it returns puts them back."""
    return copy_of(engine) if engine.dialect.name == "sqlite" else rows_of(engine, metadata)


class Held(sqlite3.Connection):
    """A connection in memory whose transactions all stand within one that nobody commits: undoing
    that one is a thousand times quicker than putting a copy back, after which SQLite reads all
    tables, indexes and triggers anew."""

    base: sqlite3.Connection | None = None
    held = within = False

    def cursor(self, factory: object = None) -> sqlite3.Cursor:
        return super().cursor(HeldCursor)

    def commit(self) -> None:
        if not self.held:
            super().commit()
        elif self.within:
            self.end("RELEASE held")

    def rollback(self) -> None:
        if not self.held:
            super().rollback()
        elif self.within:
            self.end("ROLLBACK TO held", "RELEASE held")

    def end(self, *statements: str) -> None:
        for statement in statements:
            self.execute(statement)
        self.within = False

    def taken(self) -> sqlite3.Connection:
        """A copy of what is here, from now on also the state that is gone back to."""
        if self.in_transaction:
            super().commit()
        copy = sqlite3.connect(":memory:", check_same_thread=False)
        self.backup(copy)
        self.hold(copy)
        return copy

    def put(self, copy: sqlite3.Connection) -> None:
        """What is in the copy and nothing else."""
        super().rollback()
        if self.base is not copy:
            copy.backup(self)
        self.hold(copy)

    def hold(self, base: sqlite3.Connection) -> None:
        super().execute("BEGIN")
        self.base, self.held, self.within = base, True, False


class HeldCursor(sqlite3.Cursor):
    connection: Held

    def execute(self, statement: str, parameters: object = ()) -> sqlite3.Cursor:
        if self.connection.held and statement.startswith("BEGIN"):
            self.connection.within = True
            return super().execute("SAVEPOINT held")
        return super().execute(statement, parameters)


def copy_of(engine: Engine) -> Callable[[], None]:
    copy = connection(engine).taken()
    return lambda: copy_back(copy, engine)


def copy_back(copy: sqlite3.Connection, engine: Engine) -> None:
    try:
        connection(engine).put(copy)
    except sqlite3.OperationalError:  # a test that failed may still hold a cursor
        engine.dispose()
        connection(engine).put(copy)


def write_down(engine: Engine, file: Path) -> None:
    with closing(sqlite3.connect(file)) as copy:
        connection(engine).backup(copy)


def connection(engine: Engine) -> Held:
    return engine.raw_connection().driver_connection


def rows_of(engine: Engine, metadata: MetaData) -> Callable[[], None]:
    """On PostgreSQL in few statements: each table's rows as one text."""
    names = [table.name for table in metadata.sorted_tables]
    each = [f"SELECT '{name}', CAST(json_agg(one) AS text) FROM {name} AS one" for name in names]
    with engine.connect() as connection:
        found = connection.execute(text(" UNION ALL ".join(each))).all()

    def put_back() -> None:
        with engine.begin() as connection:
            empty(connection, names)
            for name, rows in found:
                if rows:
                    back = f"INSERT INTO {name} SELECT * FROM json_populate_recordset(NULL::{name}, :rows)"
                    connection.execute(text(back), {"rows": rows})

    return put_back


def empty(connection: Connection, names: list[str]) -> None:
    """Deletes all rows on PostgreSQL, past triggers and keys, until the transaction ends."""
    deletes = [f"DELETE FROM {name}" for name in names]
    connection.exec_driver_sql(
        "; ".join(["SET LOCAL session_replication_role = replica", *deletes])
    )


def begin_anew(connection: Connection) -> None:
    """What numbers rows on PostgreSQL begins with one again."""
    used = "FROM pg_sequence WHERE pg_sequence_last_value(seqrelid) IS NOT NULL"
    connection.exec_driver_sql(f"SELECT setval(seqrelid, seqstart, false) {used}")
