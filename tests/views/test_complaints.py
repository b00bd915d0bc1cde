import pytest

from app.extensions import db
from app.models import Lead, Ticket
from app.rules.leads.complaints import UNTIL_LIFTED
from tests import builders
from tests.calls import call
from tests.queries import queries_of

pytestmark = pytest.mark.usefixtures("set_clock")


@pytest.fixture
def team(client):
    return builders.team()


@pytest.fixture
def alice(team):
    return builders.person("alice", team=team)


@pytest.fixture
def lead(alice):
    return builders.lead(owner=alice)


@pytest.fixture
def sue(team):
    return builders.person("sue", "supervisor", team=team)


def said(**facts):
    return {"uuid": "1", "said": "电话太多 13800138000", "call_id": "0", "person_id": "0", **facts}


def path(lead):
    return f"/leads/{lead.id}/complaints"


def test_a_rep_records_one_about_her_own_customer_and_loses_him(client, alice, lead):
    made = call(lead, alice)
    client.sign_in(alice)
    assert "记录投诉" in client.get(f"/leads/{lead.id}").text
    form = client.get(f"{path(lead)}/new").text
    assert "Alice" in form and "有意向" in form
    answer = client.post(path(lead), data=said(call_id=str(made.id)))
    assert (answer.status_code, answer.location) == (303, "/leads")
    assert db.session.get(Lead, lead.id).cool_until == UNTIL_LIFTED
    assert client.get(path(lead) + "/new").status_code == 404
    assert client.get("/complaints").status_code == 403


def test_what_was_typed_stays_when_it_is_refused(client, alice, lead):
    client.sign_in(alice)
    answer = client.post(path(lead), data=said(said=" "))
    assert (answer.status_code, "请写下客户说了什么。" in answer.text) == (422, True)
    assert db.session.scalars(db.select(Ticket)).all() == []


def test_service_records_one_of_any_customer_and_lifts_none(client, alice, lead):
    client.sign_in(builders.person("kefu", "service"))
    assert client.post(path(lead), data=said(person_id=str(alice.id))).status_code == 303
    page = client.get(f"/leads/{lead.id}").text
    assert "投诉待解除" in page and "138****8000" in page and "13800138000" not in page
    assert "138****8000" in client.get("/complaints").text
    assert client.post("/complaints/1/lifting", data={"reason": "x"}).status_code == 403


def test_the_supervisor_sees_it_at_once_and_lifts_it_with_a_reason(client, alice, lead, sue):
    client.sign_in(alice).post(path(lead), data=said())
    client.sign_in(sue)
    page = client.get("/complaints").text
    assert "138****8000" in page and "关于 Alice" in page
    number = db.session.scalar(db.select(Ticket.id))
    assert client.post(f"/complaints/{number}/lifting", data={"reason": ""}).status_code == 422
    answer = client.post(f"/complaints/{number}/lifting", data={"reason": "已道歉"})
    assert (answer.status_code, answer.location) == (303, "/complaints")
    page = client.get("/complaints").text
    assert "没有待处理的投诉" in page and "已道歉" in page
    assert db.session.get(Lead, lead.id).cool_until is None


def test_one_about_herself_she_cannot_lift_and_is_told(client, sue):
    own = builders.lead(owner=sue)
    client.sign_in(sue).post(path(own), data=said())
    number = db.session.scalar(db.select(Ticket.id))
    assert "关于自己的投诉要由别人解除" in client.get("/complaints").text
    answer = client.post(f"/complaints/{number}/lifting", data={"reason": "x"})
    assert (answer.status_code, "请另一位主管" in answer.text) == (422, True)


def test_another_team_has_none(client, alice, lead):
    client.sign_in(alice).post(path(lead), data=said())
    number = db.session.scalar(db.select(Ticket.id))
    far = builders.person("far", "supervisor", team=builders.team("二队"))
    client.sign_in(far)
    assert "138****8000" not in client.get("/complaints").text
    assert client.get(f"/complaints/{number}/lifting").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_complaints(client, alice, sue):
    counts = []
    for n in range(1, 4):
        client.sign_in(alice).post(path(builders.lead(owner=alice)), data=said(uuid=str(n)))
        client.sign_in(sue)
        counts.append(queries_of(lambda: client.get("/complaints")))
    assert len(set(counts)) == 1
