import csv
import io

import pytest

from app.services import settings
from app.services.exports import asking, making, shelf, states
from app.services.exports.rows import Asked
from app.services.leads.finding import Wanted
from tests import builders


@pytest.fixture
def boss():
    return builders.person("boss", "manager")


@pytest.fixture
def second():
    return builders.person("dora", "owner")


@pytest.fixture
def ask():
    """Asks for a file, by default of everything."""

    def put(person, reach="all", form="csv", purpose="盘点", **wanted) -> int:
        asked = Asked(person.id, reach, Wanted(**wanted))
        return asking.ask(asked, purpose=purpose, form=form)

    return put


@pytest.fixture
def held(set_clock):
    """How many rows somebody may take alone: few, so that few leads show it."""

    def put(rows: int, key: str = "export.rows_alone") -> None:
        settings.put(key, rows, since=builders.clock.today(), actor_id=None)

    return put


@pytest.fixture
def read():
    """What is in the file for who asked for it: a dict for each row."""

    def rows(number: int, person) -> list[dict[str, str]]:
        text = shelf.take(number, person.id)[0].read_text(encoding="utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    return rows


@pytest.fixture(autouse=True)
def empty_folder(request):
    yield
    if "database" in request.fixturenames:
        for path in making.folder().iterdir():
            path.unlink()


def state(number: int) -> str:
    states.db.session.expire_all()
    return states.get(number).state
