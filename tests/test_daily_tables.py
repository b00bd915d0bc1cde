"""The lines of daily reports come and go with rows in them, on the database that tests run on."""

from datetime import date

import flask_migrate
from sqlalchemy import inspect, select

from app.extensions import db
from app.models import Person
from app.services.checks.run import run as checks
from app.services.daily_reports import writing
from app.services.daily_reports.writing import Typed
from tests import builders
from tests.test_export_tables import other

__all__ = ["other"]
TODAY = date(2026, 11, 23)


def there() -> bool:
    db.session.remove()
    return inspect(db.engine).has_table("daily_line")


def test_they_go_down_and_up_with_rows_in_them(other, set_clock):
    bob = builders.person("bob").id
    writing.keep(bob, Typed(TODAY, "约了两家", 0, "u1"))
    flask_migrate.downgrade(revision="0062")
    assert not there()
    assert db.session.scalars(select(Person.login)).all() == ["bob"]
    db.session.remove()
    flask_migrate.upgrade()
    assert there()
    assert writing.keep(bob, Typed(TODAY, "再约一家", 0)).rev == 1
    assert checks() == []
