import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import Person, Presence, UserSession
from app.services.people import records
from app.services.transaction import write
from tests import builders
from tests.queries import queries_of

pytestmark = pytest.mark.usefixtures("set_clock")
FORM = {
    "login": "wang",
    "name": "王芳",
    "roles": ["rep"],
    "team": "一队",
    "group": "A组",
    "grade": "probation",
    "hired_on": "2026-11-23",
    "since": "2026-11-23",
}


@pytest.fixture
def boss(client):
    boss = builders.person("boss", "manager")
    client.sign_in(boss)
    return boss


def test_a_manager_adds_somebody_and_hands_over_a_link(client, boss):
    made = client.post("/people", data=FORM)
    assert made.status_code == 303
    page = client.post(f"{made.location}/link").text
    assert "/links/" in page
    assert "data:image/svg+xml" in page


def test_bad_input_keeps_what_was_typed(client, boss):
    answer = client.post("/people", data={**FORM, "login": "w w", "hired_on": "soon"})
    assert answer.status_code == 422
    assert 'value="王芳"' in answer.text
    taken = client.post("/people", data={**FORM, "login": "boss"})
    assert "已经有人用了" in taken.text


def test_changing_people_asks_for_the_password_again_after_a_while(client, boss):
    with write():
        session = db.session.scalar(select(UserSession))
        session.confirmed_at = clock.now() - timedelta(minutes=11)
    answer = client.post("/people", data=FORM)
    assert answer.location.startswith("/me/confirmation")
    assert db.session.scalar(select(Person).where(Person.login == "wang")) is None


def test_a_leaver_is_out_at_his_next_request(app, client, boss):
    bob = builders.person("bob")
    his = app.test_client().sign_in(bob)
    assert his.get("/me").status_code == 200
    client.post(f"/people/{bob.id}/departure", data={"last_day": "2026-11-23"})
    assert his.get("/me").status_code == 303


def test_presence_changes_with_one_tap(client, boss):
    bob = builders.person("bob")
    client.post("/presence", data={"person": bob.id, "first": "2026-11-23", "half_days": "1"})
    assert db.session.scalar(select(Presence.half_days)) == 1
    assert "半天" in client.get("/presence").text


def test_the_calendar_says_which_year_is_not_published(client, boss):
    assert "还没公布" in client.get("/calendar?year=2099").text
    client.post("/calendar", data={"day": "2026-11-28", "kind": "work", "note": "展会"})
    assert "month__day--own" in client.get("/calendar?year=2026").text


def test_the_first_day_is_a_list_of_steps(client, boss):
    page = client.get("/", follow_redirects=True).text
    assert "第一天" in page
    assert "people.csv" in page


def test_a_rep_lands_on_his_sheet(client):
    client.sign_in(builders.person("alice"))
    assert client.get("/").location == "/today"


@pytest.mark.parametrize("path", ["/people", "/team", "/presence"])
def test_the_number_of_queries_does_not_grow_with_the_people(client, boss, path):
    builders.person("p0")
    few = queries_of(lambda: client.get(path))
    for n in range(1, 11):
        builders.person(f"p{n}")
    assert queries_of(lambda: client.get(path)) == few


def test_a_person_who_does_not_exist_is_a_plain_404(client, boss):
    assert client.get("/people/999999").status_code == 404


def edited(client, person_id, **facts):
    page = client.get(f"/people/{person_id}/edit").text
    [seen] = re.findall(r'name="seen"[^>]* value="(\d+)"', page)
    return {
        "name": "Bob",
        "login": "bob",
        "roles": "rep",
        "since": "2026-11-23",
        "seen": seen,
    } | facts


def test_who_saves_what_another_changed_meanwhile_is_told_and_saves_with_a_second_press(
    client, boss
):
    """Two have the form open: the second does not put the first one's grade back unknowingly."""
    bob = builders.person("bob", grade="probation")
    first = edited(client, bob.id, grade="supervisor")
    second = edited(client, bob.id, grade="probation", name="Bob Li")
    client.post(f"/people/{bob.id}", data=first)
    answer = client.post(f"/people/{bob.id}", data=second)
    assert answer.status_code == 422 and "刚才有人改过这份资料" in answer.text
    assert 'value="Bob Li"' in answer.text
    assert records.grade(bob.id, date(2026, 11, 23)) == "supervisor"
    [seen] = re.findall(r'name="seen"[^>]* value="(\d+)"', answer.text)
    assert client.post(f"/people/{bob.id}", data={**second, "seen": seen}).status_code == 303
    assert records.grade(bob.id, date(2026, 11, 23)) == "probation"
