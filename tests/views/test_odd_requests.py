"""Whatever is typed that no database can hold is refused or left out."""

import pytest

from app.rules.people.permissions import ROLES
from tests import builders

ENDLESS = "9" * 400


@pytest.fixture
def boss(client):
    return client.sign_in(builders.person("alice", *ROLES))


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/calls", {"lead": 2**63, "disposition": "no_answer"}),
        ("/claims", {"kind": "precise", "count": ENDLESS}),
        ("/quotes", {"lead": ENDLESS}),
        ("/deals", {"lead": ENDLESS, "gift_quantity": ENDLESS}),
        ("/daily-reports", {"day": "0001-01-01", "base": 0}),
        ("/daily-reports", {"day": "9999-12-31", "base": 0}),
        ("/papers", {"title": "卷", "draws-0-count": ENDLESS, "draws-0-points": "1e5"}),
        ("/papers", {"title": "卷", "draws-0-count": 1, "draws-0-points": "王"}),
        ("/saved-views", {"query": "called=never", "name": "\0"}),
    ],
)
def test_what_a_form_sends_is_refused_or_not_found(boss, path, typed):
    assert boss.post(path, data=typed).status_code in (303, 404, 409, 422)


def test_a_letter_that_no_database_keeps_is_left_out(boss):
    boss.post("/saved-views", data={"query": "called=never", "name": "从\0未打过"})
    assert "从未打过" in boss.get("/leads").text
