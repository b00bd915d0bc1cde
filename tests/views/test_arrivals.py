from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import UserSession
from app.services.arrivals import receiving, source_tokens
from tests import builders
from tests.queries import queries_of

pytestmark = pytest.mark.usefixtures("set_clock")


@pytest.fixture
def alice(client):
    made = builders.person("alice")
    client.sign_in(made)
    return made


def arrive(number: str = "1") -> None:
    boss = builders.person(f"boss{number}", "manager")
    token = source_tokens.make("抖音", "", boss.id)[1]
    lead = {"id": number, "phone": f"1380013800{number}", "name": "王秀英"}
    assert receiving.receive(source_tokens.holder(token), lead).state == "handed_out"


def test_nothing_is_an_empty_answer_for_two_queries(client, alice):
    answer = client.get("/arrivals")
    assert (answer.status_code, answer.data) == (204, b"")
    assert queries_of(lambda: client.get("/arrivals")) <= 2 + 1  # session, news, BEGIN on SQLite


def test_what_came_is_told_until_its_number_is_said(client, alice):
    arrive()
    answer = client.get("/arrivals?since=0").json
    [told] = answer["news"]
    assert answer["proto"] == 1
    assert (told["name"], told["source"]) == ("王秀英", "抖音")
    assert client.get(f"/arrivals?since={told['id']}").status_code == 204


def test_somebody_else_hears_nothing(client, alice):
    arrive()
    client.sign_in(builders.person("bob"))
    assert client.get("/arrivals").status_code == 204


@pytest.mark.parametrize("since", ["", "x", "-1", "1.5", "9" * 30])
def test_a_number_that_is_none_breaks_nothing(client, alice, since):
    assert client.get(f"/arrivals?since={since}").status_code == 204


def test_who_is_not_signed_in_is_told_so_by_our_own_word(client):
    answer = client.get("/arrivals")
    assert (answer.status_code, answer.json) == (401, {"proto": 1, "error": "sign_in"})


def test_a_page_left_open_keeps_nobody_signed_in(client, alice, set_clock):
    begun = clock.now()
    for hours in range(1, 12):
        set_clock(begun + timedelta(hours=hours))
        assert client.get("/arrivals").status_code == 204
    assert db.session.scalars(select(UserSession.last_seen_at)).one() == begun
    set_clock(begun + timedelta(hours=12))
    assert client.get("/arrivals").status_code == 401


def test_the_sound_is_a_matter_of_who_has_a_sheet(client, alice):
    assert "<sound-switch" in client.get("/me").text
    assert "<sound-switch" in client.get("/today").text
    client.sign_in(builders.person("fin", "finance"))
    assert "<sound-switch" not in client.get("/me").text
