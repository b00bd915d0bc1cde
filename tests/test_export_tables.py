"""The tables of exports come and go with rows in them, on the kind of database that tests run on."""

from collections.abc import Callable, Iterator
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import DatabaseError

from app import create_app
from app.extensions import db, queue, vault
from app.models import AuditEntry, Lead
from app.services.checks.run import run as checks
from app.services.exports import asking, shelf, states
from app.services.exports.rows import Asked
from app.services.leads.finding import Wanted
from app.services.transaction import write
from tests import builders
from tests.conftest import settings
from tests.databases import another_database, write_down

TABLES = {"lead_export", "export_download"}


@pytest.fixture
def other(app: Flask, fresh: Callable[[], None], tmp_path: Path) -> Iterator[Flask]:
    """A database of its own, of the kind that the tests run on."""
    file, here = tmp_path / "lianxian.db", app.config["SQLALCHEMY_DATABASE_URI"]
    url = f"sqlite:///{file}"
    if here.startswith("postgresql"):
        url = another_database(here, f"other_{tmp_path.name[-8:].replace('-', '_')}")
    else:
        with app.app_context():
            fresh()
            write_down(db.engine, file)
    made = create_app(settings(tmp_path, url))
    with made.app_context():
        if not file.exists():
            flask_migrate.upgrade()
        yield made
        db.session.remove()
        db.engine.dispose()
    for extension in (queue, vault):  # the tests' one app has them back
        extension.init_app(app)


def there() -> set[str]:
    db.session.remove()
    return TABLES & set(inspect(db.engine).get_table_names())


def test_they_go_down_and_up_with_rows_in_them_and_nothing_else_is_lost(other):
    boss = builders.person("boss", "manager").id
    builders.lead("王芳")
    number = asking.ask(Asked(boss, "all", Wanted()), purpose="盘点", form="csv")
    shelf.take(number, boss)
    assert there() == TABLES
    flask_migrate.downgrade(revision="0009")
    assert there() == set()
    assert db.session.scalars(select(Lead.name)).all() == ["王芳"]
    assert "export_made" in db.session.scalars(select(AuditEntry.action)).all()
    db.session.remove()
    flask_migrate.upgrade()
    assert there() == TABLES
    number = asking.ask(Asked(boss, "all", Wanted()), purpose="再来", form="csv")
    assert states.get(number).state == "made"
    shelf.take(number, boss)
    with pytest.raises(DatabaseError), write() as session:
        session.execute(text("DELETE FROM export_download"))
    assert checks() == []
