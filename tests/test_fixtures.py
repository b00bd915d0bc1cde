"""Every test begins exactly where the migrations ended, whatever the one before did."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from app.extensions import db
from app.models import Membership, Person, ServerState
from app.services.transaction import write
from tests import builders

TURNS = ("first", "after the first", "after the second")


def rows():
    """How many there are in each table that has any."""
    names = [table.name for table in db.metadata.sorted_tables]
    counted = " UNION ALL ".join(
        f"SELECT '{name}' AS name, count(*) AS n FROM {name}" for name in names
    )
    found = db.session.execute(text(f"SELECT name, n FROM ({counted}) AS each_one WHERE n > 0"))
    return [tuple(one) for one in found]


def leave_much_behind():
    """Rows, changed rows of the migrations, a rule put aside, work half done, and a row half read."""
    builders.lead(owner=builders.person("alice", team=builders.team()))
    with write() as session:
        session.execute(text("UPDATE server_state SET value = 'of a test'"))
        session.add(ServerState(key="more", value="of a test"))
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text("PRAGMA defer_foreign_keys = ON"))
    db.session.execute(text("UPDATE person SET name = 'half done'"))
    left.append(db.session.execute(select(Person.id).execution_options(yield_per=1)))


left: list[object] = []


@pytest.fixture(scope="module")
def epoch(app, fresh):
    with app.app_context():
        db.session.remove()
        fresh()
        return db.session.scalars(select(ServerState.value)).one()


@pytest.mark.parametrize("turn", TURNS)
def test_nothing_of_the_test_before_is_left(epoch, database, set_clock, turn):
    assert rows() == [("server_state", 1)]
    assert db.session.scalars(select(ServerState.value)).all() == [epoch]
    assert builders.person("bob").id == 1
    with pytest.raises(IntegrityError), write() as session:
        session.add(Membership(person_id=1, since=builders.clock.today(), team_id=9))
        session.flush()
    leave_much_behind()
    assert len(rows()) > 3


def test_what_was_prepared_is_put_back_and_nothing_else(prepared, database, set_clock):
    def make():
        builders.person("alice")

    for key in ("one", "one", "other", "one"):
        prepared((__name__, key), make)
        assert dict(rows()) == {"person": 1, "role_grant": 1, "server_state": 1}
        builders.lead()
        db.session.remove()
