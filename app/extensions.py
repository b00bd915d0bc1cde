import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from pathlib import Path

import psycopg
from argon2 import PasswordHasher
from flask import Flask
from flask_babel import Babel
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from huey import Huey, MemoryHuey, RedisHuey, SqliteHuey, crontab
from sqlalchemy import BigInteger, Connection, Engine, Integer, MetaData, event
from sqlalchemy.orm import DeclarativeBase, registry

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={int: BigInteger().with_variant(Integer, "sqlite")},
    )


def as_json(value: object) -> str:
    """JSON for a column: reasons hold days and instants, which are kept as ISO text."""
    return json.dumps(value, default=str)


db = SQLAlchemy(model_class=Base, engine_options={"json_serializer": as_json})
login_manager = LoginManager()
migrate = Migrate()
babel = Babel()

FIVE_PAST = "5"
EVERY_FIVE_MINUTES = "*/5"  # a machine that slept over midnight is soon caught up


class Vault:
    """What services need of this machine: its folder, its keys, the strength of hashing."""

    folder: Path
    do_not_call_key: bytes
    sheet_key: bytes
    passwords: PasswordHasher

    def init_app(self, app: Flask) -> None:
        self.folder = app.config["INSTANCE"]
        self.do_not_call_key = app.config["DO_NOT_CALL_KEY"].encode()
        self.sheet_key = app.config["SHEET_KEY"].encode()
        self.passwords = PasswordHasher(**app.config["ARGON2"])


vault = Vault()
Work = Callable[[], object]


def always() -> bool:
    return True


@dataclass(frozen=True)
class Job:
    """Work that comes by the clock: each hour, or once for each company day on which, and from the
    moment when, `due` says so; or as `often` as the clock is looked at, where `due` says so."""

    work: Work
    daily: bool
    due: Callable[[], bool] = always
    often: bool = False

    @property
    def name(self) -> str:
        return self.work.__name__


class Queue:
    """Work for the process of jobs: `@queue.task` on a service, `queue.send(it, …)` later;
    `@queue.hourly` on what looks by itself whether there is anything to do, `@queue.daily` on what
    is done once a day, `@queue.daily_when(due)` once it is due, `@queue.often_when(due)` every few
    minutes while it is. `@queue.keeper` is who runs those and keeps record of them."""

    huey: Huey
    keep: Callable[[Job], object]

    def __init__(self) -> None:
        self.tasks: list[Callable[..., None]] = []
        self.jobs: dict[str, Job] = {}

    def task(self, work: Callable[..., None]) -> Callable[..., None]:
        self.tasks.append(work)
        return work

    def hourly(self, work: Callable[[], None]) -> Callable[[], None]:
        self.jobs[work.__name__] = Job(work, daily=False)
        return work

    def daily(self, work: Work) -> Work:
        return self.daily_when(always)(work)

    def daily_when(self, due: Callable[[], bool]) -> Callable[[Work], Work]:
        return self.noting(due, daily=True)

    def often_when(self, due: Callable[[], bool]) -> Callable[[Work], Work]:
        return self.noting(due, often=True)

    def noting(
        self, due: Callable[[], bool], *, daily: bool = False, often: bool = False
    ) -> Callable[[Work], Work]:
        def note(work: Work) -> Work:
            self.jobs[work.__name__] = Job(work, daily=daily, due=due, often=often)
            return work

        return note

    def keeper(self, keep: Callable[[Job], object]) -> Callable[[Job], object]:
        self.keep = keep
        return keep

    def catch_up(self) -> None:
        """What the time without a process of jobs has left undone."""
        for job in self.jobs.values():
            self.keep(job)

    def init_app(self, app: Flask) -> None:
        self.huey = self.storage(app)
        for job in self.jobs.values():
            soon = job.daily or job.often
            often = crontab(minute=EVERY_FIVE_MINUTES if soon else FIVE_PAST)
            self.huey.periodic_task(often, name=name(job.work))(
                in_app(app, partial(self.keep, job))
            )
        self.named = {
            name(work): self.huey.task(name=name(work))(in_app(app, work)) for work in self.tasks
        }

    def storage(self, app: Flask) -> Huey:
        if app.testing:
            return MemoryHuey(immediate=True)
        if app.config["REDIS_URL"]:
            return RedisHuey("lianxian", url=app.config["REDIS_URL"])
        return SqliteHuey("lianxian", filename=str(app.config["INSTANCE"] / "queue.db"))

    def send(self, work: Callable[..., None], *args: object) -> None:
        self.named[name(work)](*args)


def name(work: Callable[..., None]) -> str:
    return f"{work.__module__}.{work.__qualname__}"


def in_app(app: Flask, work: Callable[..., object]) -> Callable[..., None]:
    @wraps(work)
    def run(*args: object) -> None:
        with app.app_context():
            work(*args)

    return run


queue = Queue()

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 10000",
)


@event.listens_for(Engine, "connect")
def set_up(connection: object, _record: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        # The driver must not begin transactions behind our back: `begin` below does.
        connection.isolation_level = None
        for pragma in SQLITE_PRAGMAS:
            connection.execute(pragma)
    elif isinstance(connection, psycopg.Connection):
        # It would compile for seconds what runs in milliseconds: joins by day look dear to it.
        connection.autocommit = True
        connection.execute("SET jit = off")
        # Nor are single rows dear to fetch: what a day needs is in memory, or on a disk without arms.
        connection.execute("SET random_page_cost = 1.1")
        connection.autocommit = False


@event.listens_for(Engine, "begin")
def begin_sqlite(connection: Connection) -> None:
    """A writer takes the lock at once: a read that turns into a write would fail when busy."""
    if connection.dialect.name == "sqlite":
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
