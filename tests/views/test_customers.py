"""The page of a customer: what is told and done there, and by whom (rules.md §2, §2.3)."""

import html
from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import Lead, LeadChange, LeadNote, Reveal, Touch
from app.rules.people.permissions import ROLES, reach
from app.services import settings
from app.services.recycling import extending
from tests import builders
from tests.calls import call
from tests.queries import queries_of

pytestmark = pytest.mark.usefixtures("set_clock")
NUMBER = "+8613912345678"


@pytest.fixture
def alice(client):
    person = builders.person("alice")
    client.sign_in(person)
    return person


@pytest.fixture
def boss(client):
    person = builders.person("boss", "manager")
    client.sign_in(person)
    return person


def stored(model):
    return list(db.session.scalars(select(model)))


def fresh(lead: Lead) -> Lead:
    db.session.rollback()
    return db.session.get_one(Lead, lead.id, populate_existing=True)


def test_a_look_at_somebody_elses_number_shows_it_and_is_written_down(client, boss):
    lead = builders.lead("王秀英", owner=builders.person("bob"), phone=NUMBER, wechat="13912345678")
    before = client.get(f"/leads/{lead.id}").text
    assert "139****5678" in before
    assert "12345678" not in before
    shown = client.post(f"/leads/{lead.id}/reveals").text
    assert "139 1234 5678" in shown
    [one] = stored(Reveal)
    assert (one.lead_id, one.person_id, one.day) == (lead.id, boss.id, clock.today())
    assert "139 1234 5678" not in client.get(f"/leads/{lead.id}").text
    log = client.get("/reveals").text
    assert "Boss" in log
    assert "王秀英" in log


def test_as_many_looks_a_day_as_the_setting_says(client, boss):
    settings.put(
        "reveal.per_day", 2, since=clock.today(), actor_id=None, scope="company", note="test"
    )
    leads = [builders.lead(owner=builders.person(f"rep{n}")) for n in range(3)]
    answers = [client.post(f"/leads/{lead.id}/reveals") for lead in leads]
    assert [answer.status_code for answer in answers] == [200, 200, 422]
    assert "2 次" in answers[-1].text
    assert len(stored(Reveal)) == 2


def test_ones_own_number_is_no_look_at_somebody_elses(client, alice):
    lead = builders.lead(owner=alice, phone=NUMBER)
    assert "139 1234 5678" in client.get(f"/leads/{lead.id}").text
    assert stored(Reveal) == []


def test_a_number_that_must_not_be_called_is_not_shown(client, boss):
    lead = builders.lead(phone=NUMBER, do_not_call=True)
    answer = client.post(f"/leads/{lead.id}/reveals")
    assert answer.status_code == 422
    assert "139 1234 5678" not in answer.text


@pytest.mark.parametrize("role", ROLES)
def test_only_who_sees_other_peoples_leads_may_look(client, role):
    team = builders.team()
    bob = builders.person("bob", team=team, group=builders.group(team))
    lead = builders.lead(owner=bob, phone=NUMBER)
    client.sign_in(builders.person("carol", role))
    answer = client.post(f"/leads/{lead.id}/reveals")
    assert ("139 1234 5678" in answer.text) == (reach([role], "reveals", "write") == "all")


def change(client, lead, field, value, rev=None):
    data = {"field": field, "value": value, "rev": lead.rev if rev is None else rev}
    return client.post(f"/leads/{lead.id}/changes", data=data)


def test_grade_stage_and_the_next_call_are_set_in_place_and_kept(client, alice):
    lead = builders.lead(owner=alice, grade="C")
    at = (clock.now() + timedelta(days=2)).astimezone(clock.SHANGHAI)
    assert change(client, lead, "grade", "A").status_code == 303
    assert change(client, fresh(lead), "stage", "quote").status_code == 303
    assert change(client, fresh(lead), "due_at", at.strftime("%Y-%m-%dT%H:%M")).status_code == 303
    now = fresh(lead)
    assert (now.grade, now.stage, now.due_kind) == ("A", "quote", "follow_up")
    assert now.due_at == at.replace(second=0, microsecond=0)
    told = client.get(f"/leads/{lead.id}").text
    assert "C → A" in html.unescape(told)
    assert [one.field for one in stored(LeadChange)] == ["grade", "stage", "due_at"]


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(client, alice):
    lead = builders.lead(owner=alice, grade="C")
    seen = lead.rev
    change(client, lead, "grade", "B")
    answer = change(client, lead, "grade", "A", rev=seen)
    assert answer.status_code == 422
    assert "刚才有人改过" in answer.text
    assert fresh(lead).grade == "B"


def test_the_same_again_changes_nothing(client, alice):
    lead = builders.lead(owner=alice, grade="C")
    assert change(client, lead, "grade", "C", rev=0).status_code == 303
    assert stored(LeadChange) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("grade", "E"),
        ("stage", ""),
        ("owner_id", "1"),
        ("due_at", "soon"),
        ("due_at", "2020-01-01"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(client, alice, field, value):
    lead = builders.lead(owner=alice)
    assert change(client, lead, field, value).status_code == 422
    assert stored(LeadChange) == []


def test_a_note_is_kept_and_keeps_no_lead(client, alice):
    lead = builders.lead(owner=alice)
    drops = extending.dropping(lead.id, alice.id)
    assert client.post(f"/leads/{lead.id}/notes", data={"text": " <b>问费用 "}).status_code == 303
    [one] = stored(LeadNote)
    assert one.text == "<b>问费用"
    assert "&lt;b&gt;问费用" in client.get(f"/leads/{lead.id}").text
    assert extending.dropping(lead.id, alice.id) == drops


@pytest.mark.parametrize("text", ["", "   ", "长" * 2_001])
def test_an_empty_or_endless_note_is_refused(client, alice, text):
    lead = builders.lead(owner=alice)
    assert client.post(f"/leads/{lead.id}/notes", data={"text": text}).status_code == 422
    assert stored(LeadNote) == []


@pytest.mark.parametrize("answered", [True, False])
def test_an_answered_touch_keeps_a_lead_as_a_call_does(client, alice, set_clock, answered):
    lead = builders.lead(owner=alice, kind="ordinary")
    first = extending.dropping(lead.id, alice.id).now
    set_clock(clock.now() + timedelta(days=5))
    client.sign_in(alice)
    data = {"channel": "wechat", "text": "发了资料"} | ({"answered": "1"} if answered else {})
    assert client.post(f"/leads/{lead.id}/touches", data=data).status_code == 303
    assert stored(Touch)[0].answered is answered
    now = extending.dropping(lead.id, alice.id).now
    assert (now > first) is answered


def test_a_touch_of_somebody_else_keeps_nothing_for_the_owner(client, boss, set_clock):
    bob = builders.person("bob")
    lead = builders.lead(owner=bob, kind="ordinary")
    first = extending.dropping(lead.id, bob.id).now
    set_clock(clock.now() + timedelta(days=5))
    client.sign_in(boss)
    data = {"channel": "visit", "answered": "1"}
    assert client.post(f"/leads/{lead.id}/touches", data=data).status_code == 303
    assert extending.dropping(lead.id, bob.id).now == first


def test_a_number_written_into_a_name_or_note_is_hidden_from_others(client, boss):
    bob = builders.person("bob")
    lead = builders.lead("王13912345678", owner=bob, note="家里 139-1234-5678")
    call(lead, bob, note="打 13912345678")
    for page in (f"/leads/{lead.id}", "/leads", "/calls"):
        text = client.get(page).text
        assert "12345678" not in text
        assert "1234-5678" not in text
    client.sign_in(bob)
    assert "王13912345678" in client.get(f"/leads/{lead.id}").text


def test_the_number_of_queries_of_the_page_does_not_grow_with_its_story(client, alice):
    lead = builders.lead(owner=alice)
    page = f"/leads/{lead.id}"
    for text in ("note", "another"):
        client.post(f"{page}/notes", data={"text": text})
    few = queries_of(lambda: client.get(page))
    for n in range(10):
        call(lead, alice)
        client.post(f"{page}/notes", data={"text": str(n)})
        client.post(f"{page}/touches", data={"channel": "qq"})
        builders.lead(owner=alice)
    assert queries_of(lambda: client.get(page)) == few


def test_what_is_done_by_htmx_brings_the_page_back_as_it_is_now(client, alice):
    lead = builders.lead(owner=alice)
    answer = client.post(
        f"/leads/{lead.id}/notes", data={"text": "问费用"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert 'id="customer"' in answer.text
    assert "问费用" in answer.text
