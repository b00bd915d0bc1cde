import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import Call
from app.rules.people.permissions import ROLES, reach
from tests import builders
from tests.calls import call

pytestmark = pytest.mark.usefixtures("set_clock")


@pytest.fixture
def team(client):
    return builders.team()


@pytest.fixture
def alice(team):
    return builders.person("alice", team=team)


@pytest.fixture
def made(alice):
    return call(builders.lead("王秀英", owner=alice), alice, flags=["overlap", "short"])


@pytest.fixture
def boss(client, team):
    boss = builders.person("boss", "supervisor", team=team)
    client.sign_in(boss)
    return boss


def test_flags_stand_beside_their_calls_in_words(client, boss, alice, made):
    call(builders.lead("李强", owner=alice), alice)
    page = client.get("/calls?which=flagged").text
    for words in ("和上一通重叠", "接通时间太短", f"/calls/{made.id}/voiding"):
        assert words in page
    assert "李强" not in page
    assert "李强" in client.get("/calls").text


def test_flags_are_for_the_supervisor(client, alice, made):
    client.sign_in(alice)
    for address in ("/calls", "/calls?which=flagged"):
        page = client.get(address).text
        assert "王秀英" in page
        assert "重叠" not in page
        assert "voiding" not in page
        assert "存疑" not in page


def test_voiding_says_before_what_will_happen_and_after_what_did_not(client, boss, made):
    page = client.get(f"/calls/{made.id}/voiding").text
    assert "客户不会自动改回去" in page
    assert "和上一通重叠" in page
    data = {"reason": "没<b>打过"}
    answer = client.post(f"/calls/{made.id}/voiding", data=data, follow_redirects=True)
    assert "客户没有改回去" in answer.text
    assert "不算数:没&lt;b&gt;打过(Boss)" in answer.text
    assert "已经作废" in client.get(f"/calls/{made.id}/voiding").text


def test_the_rep_reads_why_in_the_leads_history(client, boss, alice, made):
    client.post(f"/calls/{made.id}/voiding", data={"reason": "没打过"})
    client.sign_in(alice)
    assert "不算数:没打过(Boss)" in client.get(f"/leads/{made.lead_id}").text
    assert "不算数:没打过(Boss)" in client.get("/calls?which=void").text
    assert "王秀英" not in client.get("/calls").text


def test_who_took_back_his_own_call_reads_that(client, alice, made):
    client.sign_in(alice)
    facts = {"voided_by_id": alice.id, "voided_because": "undone", "voided_at": clock.now()}
    call(builders.lead("李强", owner=alice), alice, **facts)
    assert "本人当时撤销了" in client.get("/calls?which=void").text


@pytest.mark.parametrize("reason", ["", "  ", "长" * 201])
def test_a_reason_is_needed_and_has_an_end(client, boss, made, reason):
    answer = client.post(f"/calls/{made.id}/voiding", data={"reason": reason})
    assert answer.status_code == 422
    assert db.session.scalar(select(Call.voided_at)) is None


def test_voiding_twice_is_refused(client, boss, made):
    client.post(f"/calls/{made.id}/voiding", data={"reason": "一"})
    answer = client.post(f"/calls/{made.id}/voiding", data={"reason": "二"})
    assert answer.status_code == 409
    assert db.session.scalar(select(Call.voided_because)) == "一"


@pytest.mark.parametrize("role", ROLES)
def test_who_may_void(client, team, made, role):
    client.sign_in(builders.person("dave", role, team=team))
    allowed = reach([role], "voidings", "write")
    for answer in (
        client.get(f"/calls/{made.id}/voiding"),
        client.post(f"/calls/{made.id}/voiding", data={"reason": "why"}),
    ):
        assert answer.status_code in ((200, 303) if allowed else (403,))
    assert (role in ("supervisor", "manager")) == bool(allowed)


def test_a_call_of_another_team_is_as_a_missing_one(client, made):
    client.sign_in(builders.person("eve", "supervisor", team=builders.team("二队")))
    for number in (made.id, 999_999):
        assert client.get(f"/calls/{number}/voiding").status_code == 404
        answer = client.post(f"/calls/{number}/voiding", data={"reason": "why"})
        assert answer.status_code == 404
    assert db.session.scalar(select(Call.voided_at)) is None


def test_the_days_before_and_after_are_a_tap_away(client, boss, made):
    page = client.get("/calls?day=2026-11-20&which=flagged").text
    assert "day=2026-11-19" in page
    assert "day=2026-11-21" in page
    assert 'rel="next"' not in client.get("/calls").text
    assert client.get("/calls?day=0001-01-01").status_code == 200
    assert client.get("/calls?day=9999-12-31").status_code == 200
