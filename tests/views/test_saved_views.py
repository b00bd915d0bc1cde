"""Filters kept under a name, for oneself alone (design: how it feels)."""

import pytest

from app.extensions import db
from app.models import SavedView
from tests import builders


@pytest.fixture
def alice(client, database):
    person = builders.person("alice")
    client.sign_in(person)
    return person


def keep(client, name, query):
    return client.post("/saved-views", data={"name": name, "query": query})


def kept() -> list[tuple[str, str]]:
    return [(one.name, one.query) for one in db.session.scalars(db.select(SavedView))]


def test_a_view_is_kept_with_its_filters_and_never_with_what_was_looked_up(client, alice):
    assert keep(client, " 我的  A 类 ", "grade=A&q=王秀英&page=3&x=1").status_code == 303
    assert kept() == [("我的 A 类", "grade=A")]
    assert "/leads?grade=A" in client.get("/leads").text


@pytest.mark.parametrize(("name", "query"), [("", "grade=A"), ("A", ""), ("A", "q=王")])
def test_what_has_no_name_or_no_filter_is_not_kept(client, alice, name, query):
    keep(client, name, query)
    assert kept() == []


def test_a_name_is_used_once_by_each(client, alice):
    keep(client, "A", "grade=A")
    keep(client, "A", "grade=B")
    assert kept() == [("A", "grade=A")]
    client.sign_in(builders.person("bob"))
    keep(client, "A", "grade=B")
    assert kept() == [("A", "grade=A"), ("A", "grade=B")]


def test_somebody_elses_view_is_as_a_missing_one(client, alice):
    keep(client, "秘密", "grade=A")
    [view] = db.session.scalars(db.select(SavedView.id)).all()
    client.sign_in(builders.person("bob"))
    assert "秘密" not in client.get("/leads").text
    assert client.post(f"/saved-views/{view}/delete").status_code == 404
    client.sign_in(alice)
    assert client.post(f"/saved-views/{view}/delete").status_code == 303
    assert kept() == []


def test_only_so_many(client, alice):
    for n in range(22):
        keep(client, f"view {n}", "grade=A")
    assert len(kept()) == 20
