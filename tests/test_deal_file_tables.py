"""The tables of quotes and files come and go with rows in them, on the kind of database that tests run
on."""

import io

import flask_migrate
from sqlalchemy import inspect, select

from app import clock
from app.extensions import db
from app.models import Deal
from app.services.customers.within import Who
from app.services.deals import entering, files, quotes, shelf
from app.services.deals.entering import Said
from app.services.deals.files import Subject
from app.services.deals.quotes import Offer
from tests import builders
from tests.test_export_tables import other  # noqa: F401

TABLES = {"quote", "deal_file"}


def there() -> set[str]:
    db.session.remove()
    return TABLES & set(inspect(db.engine).get_table_names())


def test_they_go_down_and_up_with_rows_in_them_and_deals_stay(other):  # noqa: F811
    alice = builders.person("alice")
    who, lead = Who(alice.id, "own"), builders.lead(owner=alice)
    quote = quotes.offer(Offer("q", lead.id, 1_00), who)
    files.add(Subject(quote_id=quote), "quote", shelf.keep(io.BytesIO(b"%PDF-"), "a.pdf"), who)
    said = Said("d", lead.id, ((who.id, 10_000),), 1_00, clock.today(), quote_id=quote)
    entering.enter(said, who)
    assert there() == TABLES
    flask_migrate.downgrade(revision="0030")
    assert there() == set()
    assert db.session.scalars(select(Deal.uuid)).all() == ["d"]
    db.session.remove()
    flask_migrate.upgrade()
    assert there() == TABLES
