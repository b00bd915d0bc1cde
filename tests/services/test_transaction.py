import pytest
from sqlalchemy import select, text

from app.extensions import db
from app.models import AuditEntry, Team
from app.services import audit
from app.services.transaction import write
from tests import builders

pytestmark = pytest.mark.usefixtures("database")


def names():
    return set(db.session.scalars(select(Team.name)))


def test_an_intention_is_kept_whole_or_not_at_all():
    with pytest.raises(ZeroDivisionError), write() as session:
        session.add(Team(name="half"))
        session.flush()
        raise ZeroDivisionError
    assert names() == set()


def test_a_write_inside_a_write_joins_it():
    with pytest.raises(ZeroDivisionError), write():
        builders.team("inner")
        raise ZeroDivisionError
    assert names() == set()


@pytest.mark.parametrize(
    "change", ["UPDATE audit_entry SET action = 'x'", "DELETE FROM audit_entry"]
)
def test_the_database_refuses_to_change_an_audit_row(change):
    with write():
        audit.note("thing", "person:1", None)
    with pytest.raises(Exception, match="append-only"), write() as session:
        session.execute(text(change))
    db.session.rollback()
    assert db.session.scalar(select(AuditEntry)).action == "thing"
