import copy
import gc
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as properties
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import insert, inspect, select

from app import clock, create_app
from app.extensions import db
from app.http.access import COOKIE
from app.models import Person, ServerState
from app.services.accounts import sessions
from app.services.transaction import write
from tests.databases import IN_MEMORY, Held, begin_anew, copy_of, database_url, empty
from tests.slow import SLOW

# The same examples in every run, few at first; `make slow` goes through `many` of each property,
# and `HYPOTHESIS_PROFILE=search` looks for new ones.
properties.register_profile("few", max_examples=20, derandomize=True, deadline=None)
properties.register_profile("many", max_examples=100, derandomize=True, deadline=None)
properties.register_profile("search", max_examples=1000, deadline=None)
properties.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "few"))

TEMPLATES = Path(__file__).parent / "__pycache__"
MONDAY_MORNING = datetime(2026, 11, 23, 2, 40, tzinfo=UTC)


def settings(instance: Path, url: str) -> dict[str, object]:
    return {
        "TESTING": True,
        "INSTANCE": instance,
        "SECRET_KEY": "only for tests",
        "DO_NOT_CALL_KEY": "only for tests",
        "SHEET_KEY": "only for tests",
        "SQLALCHEMY_DATABASE_URI": url,
        "BABEL_DEFAULT_LOCALE": "zh",
        "BABEL_DEFAULT_TIMEZONE": "Asia/Shanghai",
        "ARGON2": {"memory_cost": 8, "time_cost": 1, "parallelism": 1},
        "BEHIND_PROXY": 0,
        "REDIS_URL": None,
        "SERVICE_WORKER": True,
        "MAX_CONTENT_LENGTH": 1024 * 1024,
    }


def pytest_configure() -> None:
    gc.disable()  # until all is collected: what is loaded by then stays


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if str(item.path.relative_to(Path(__file__).parent)) in SLOW:
            item.add_marker(pytest.mark.slow)


def pytest_collection_finish() -> None:
    gc.freeze()  # looking through what stands takes a tenth of the time, so it is done seldom
    gc.set_threshold(10_000, 20, 20)
    gc.enable()


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    with database_url() as url:
        options = {"connect_args": {"factory": Held}} if url == IN_MEMORY else {}
        known = settings(tmp_path_factory.mktemp("instance"), url)
        app = create_app({**known, "SQLALCHEMY_ENGINE_OPTIONS": options})
        TEMPLATES.mkdir(exist_ok=True)
        app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(TEMPLATES))
        with app.app_context():
            flask_migrate.upgrade()
        gc.freeze()
        yield app
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(scope="session")
def fresh(app: Flask) -> Callable[[], None]:
    """Brings the database back to how migrations left it: undone on SQLite, deletes elsewhere."""
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            return copy_of(db.engine)
        return emptied(db.session.scalars(select(ServerState.value)).one())


def emptied(epoch: str) -> Callable[[], None]:
    tables = [table.name for table in db.metadata.sorted_tables]

    def put() -> None:
        with db.engine.begin() as connection:
            empty(connection, tables)
            begin_anew(connection)
            connection.execute(insert(ServerState), {"key": "epoch", "value": epoch})

    return put


@pytest.fixture
def database(
    app: Flask, fresh: Callable[[], None], request: pytest.FixtureRequest
) -> Iterator[None]:
    """A fresh database within an application context, for tests of services. Where `prepared` puts
    data there, it brings the database back itself: to do it twice takes most of a short test."""
    with app.app_context():
        db.session.remove()
        if "prepared" not in request.fixturenames:
            fresh()
        yield
        db.session.remove()


@pytest.fixture(scope="session")
def prepared(app: Flask, fresh: Callable[[], None]) -> Callable[..., None]:
    """prepared(key, make): the data that `make` made once, put back where another test wants them,
    and what it returned, with the rows that it names read anew. Nothing else is there: it comes
    before what a test makes itself.

    On PostgreSQL they are made each time."""
    copies: dict[object, tuple[object, Callable[[], None]]] = {}

    def put(key: object, make: Callable[[], object]) -> object:
        if key in copies:
            made, back = copies[key]
            db.session.remove()
            back()
            return read_anew(made)
        db.session.remove()
        fresh()
        made = make()
        if db.engine.dialect.name == "sqlite":
            db.session.remove()
            copies[key] = copy.copy(made), copy_of(db.engine)
        return read_anew(made)

    return put


def read_anew(made: object) -> object:
    again = copy.copy(made)
    for name, value in getattr(made, "__dict__", {}).items():
        if isinstance(value, db.Model):
            setattr(again, name, db.session.get_one(type(value), inspect(value).identity))
    return again


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    def put(instant: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: instant)

    put(MONDAY_MORNING)
    return put


class Browser(FlaskClient):
    """A test client that sends what browsers send with their own site's requests."""

    sends_origin = True

    def open(self, *args: object, **kwargs: object) -> object:
        if self.sends_origin:
            self.environ_base.setdefault("HTTP_SEC_FETCH_SITE", "same-origin")
        db.session.rollback()
        with self.application.app_context():  # as a server: nothing is left of the last request
            return super().open(*args, **kwargs)

    def sign_in(self, person: Person) -> "Browser":
        with write():
            token = sessions.start(person, browser="test", address="127.0.0.1", installed=False)
        self.set_cookie(COOKIE, token)
        return self


@pytest.fixture
def client(app: Flask, database: None) -> Browser:
    app.test_client_class = Browser
    return app.test_client()
