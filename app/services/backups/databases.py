"""The database as one file and back, for both kinds (design: doors)."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, text

from app.errors import RuleBroken
from app.extensions import db
from app.services import server_state
from app.services.accounts.tokens import new_token
from app.services.transaction import write

SQLITE, POSTGRESQL = "sqlite", "postgresql"
FILES = {SQLITE: "database.db", POSTGRESQL: "database.dump"}
NEW_EPOCH = "UPDATE server_state SET value = ? WHERE key = ?"


def dialect() -> str:
    return db.engine.dialect.name


def revision() -> str:
    """Which migration the database stands at."""
    return str(db.session.scalar(text("SELECT version_num FROM alembic_version")))


def save(folder: Path) -> None:
    """Writes the database as it is at one moment into a folder, while people go on working.

    Raises RuleBroken("backup_program_missing" | "backup_program_failed").
    """
    target = folder / FILES[dialect()]
    if dialect() == POSTGRESQL:
        program("pg_dump", "--format=custom", "--no-owner", f"--file={target}")
        return
    with closing(sqlite3.connect(live())) as here, closing(sqlite3.connect(target)) as copy:
        here.backup(copy)


def put_back(folder: Path) -> None:
    """Puts a saved database in the place of the present one, whole or not at all, with a new
    epoch: devices then send again what they sent since (sync.md). Raises as `save`."""
    db.session.remove()
    db.engine.dispose()
    source = folder / FILES[dialect()]
    if dialect() == POSTGRESQL:
        options = ("--clean", "--if-exists", "--no-owner", "--single-transaction")
        program("pg_restore", *options, str(source))
        with write():
            server_state.renew(server_state.EPOCH)
            server_state.renew(server_state.RULES)
        return
    with closing(sqlite3.connect(source)) as copy:
        with copy:
            for key in (server_state.EPOCH, server_state.RULES):
                copy.execute(NEW_EPOCH, (new_token()[:12], key))
        with closing(sqlite3.connect(live(), timeout=30)) as here:
            copy.backup(here)


def live() -> str:
    return str(db.engine.url.database)


def program(name: str, *options: str) -> None:
    """Runs a program of PostgreSQL on this database; its password stays out of the list of
    processes."""
    path = shutil.which(name) or next(
        iter(sorted(Path("/").glob(f"usr/lib/postgresql/*/bin/{name}"))), None
    )
    if path is None:
        raise RuleBroken("backup_program_missing", program=name)
    url: URL = db.engine.url
    plain = url.set(drivername="postgresql", password=None).render_as_string()
    environment = {**os.environ, "PGPASSWORD": str(url.password or "")}
    done = subprocess.run(  # noqa: S603
        [str(path), f"--dbname={plain}", *options], env=environment, capture_output=True, text=True
    )
    if done.returncode:
        raise RuleBroken("backup_program_failed", program=name, said=done.stderr.strip()[-300:])
