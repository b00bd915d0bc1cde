import html
import re
from datetime import timedelta

import pytest

from app import clock
from app.models import LeadMove
from app.rules.people.permissions import ROLES, reach
from tests import builders
from tests.calls import call
from tests.queries import queries_of

pytestmark = pytest.mark.usefixtures("set_clock")


@pytest.fixture
def bob(client):
    team = builders.team()
    return builders.person("bob", team=team, group=builders.group(team))


@pytest.mark.parametrize("role", ROLES)
def test_somebody_elses_lead_is_as_a_missing_one_except_to_those_who_see_all(client, bob, role):
    lead = builders.lead("王秀英", owner=bob)
    client.sign_in(builders.person("alice", role))
    answer, missing = client.get(f"/leads/{lead.id}"), client.get("/leads/999999")
    how_far = reach([role], "leads", "read")
    if how_far == "all":
        assert "王秀英" in answer.text
        return
    assert answer.status_code == missing.status_code == (404 if how_far else 403)
    assert answer.text.replace(f"/leads/{lead.id}", "") == missing.text.replace("/leads/999999", "")
    assert "王秀英" not in client.get("/leads").text


@pytest.mark.parametrize(
    ("role", "same_team", "same_group"),
    [("rep", 404, 404), ("group_leader", 404, 200), ("supervisor", 200, 200)],
)
def test_reach_is_by_the_group_or_team_of_today(client, bob, role, same_team, same_group):
    team = builders.team("三队")
    one, two = builders.group(team, "A组"), builders.group(team, "B组")
    near = builders.lead(owner=builders.person("near", team=team, group=one))
    mate = builders.lead(owner=builders.person("mate", team=team, group=two))
    client.sign_in(builders.person("alice", role, team=team, group=one))
    assert client.get(f"/leads/{near.id}").status_code == same_group
    assert client.get(f"/leads/{mate.id}").status_code == same_team
    assert client.get(f"/leads/{builders.lead(owner=bob).id}").status_code == 404


@pytest.mark.parametrize("role", ["rep", "group_leader", "supervisor"])
def test_a_lead_of_nobody_is_seen_by_those_who_see_all_alone(client, role):
    lead = builders.lead()
    client.sign_in(builders.person("alice", role))
    assert client.get(f"/leads/{lead.id}").status_code == 404


def test_numbers_are_whole_for_the_owner_alone(client, bob):
    alice = builders.person("alice", "manager")
    client.sign_in(alice)
    mine = builders.lead(owner=alice, phone="+8613800138000")
    other = builders.lead(owner=bob, phone="+8613912345678")
    page = client.get("/leads").text
    assert "138 0013 8000" in page
    assert "139****5678" in page
    assert "138 0013 8000" in client.get(f"/leads/{mine.id}").text
    shown = client.get(f"/leads/{other.id}").text
    assert "139****5678" in shown
    assert "1234 5678" not in shown
    assert "12345678" not in shown


def test_searching_is_by_name_company_and_grade_and_takes_no_wildcards(client):
    alice = builders.person("alice")
    client.sign_in(alice)
    builders.lead("王秀英", owner=alice, company="红火锅店", grade="A")
    builders.lead("李强", owner=alice, grade="C")
    assert found(client, "?q=火锅") == ["王秀英"]
    assert found(client, "?q=李") == ["李强"]
    assert found(client, "?grade=A") == ["王秀英"]
    assert found(client, "?q=%25") == []
    assert found(client, "?grade=X") == []


def found(client, query: str) -> list[str]:
    page = client.get(f"/leads{query}").text
    return [name for name in ("王秀英", "李强") if name in page]


def test_what_is_due_today_and_what_was_before(client):
    alice = builders.person("alice")
    client.sign_in(alice)
    soon, late = clock.now() + timedelta(hours=1), clock.now() - timedelta(days=1)
    builders.lead("王秀英", owner=alice, due_at=soon, due_kind="call_back")
    builders.lead("李强", owner=alice, due_at=late, due_kind="follow_up")
    assert found(client, "?due=today") == ["王秀英"]
    assert found(client, "?due=overdue") == ["李强"]


def test_a_long_list_comes_in_pages_that_keep_what_was_asked(client):
    alice = builders.person("alice")
    client.sign_in(alice)
    for _ in range(51):
        builders.lead(owner=alice, grade="A")
    page = client.get("/leads?grade=A").text
    assert page.count('id="lead_') == 50
    further = html.unescape(re.search(r'href="([^"]+)"[^>]*rel="next"', page)[1])
    assert "grade=A" in further
    rest = client.get(further).text
    assert rest.count('id="lead_') == 1
    assert 'rel="next"' not in rest
    assert not ids(page) & ids(rest)


def ids(page: str) -> set[str]:
    return set(re.findall(r'id="(lead_\d+)"', page))


def test_the_number_of_queries_does_not_grow_with_leads_or_calls(client):
    alice = builders.person("alice")
    client.sign_in(alice)
    lead = builders.lead(owner=alice)
    pages = ("/leads", f"/leads/{lead.id}", "/calls")
    call(lead, alice)
    few = [queries_of(lambda page=page: client.get(page)) for page in pages]
    for _ in range(10):
        call(lead, alice)
        builders.lead(owner=alice)
    assert [queries_of(lambda page=page: client.get(page)) for page in pages] == few


def test_a_lead_shows_what_happened_with_it(client):
    alice, bob = builders.person("alice"), builders.person("bob")
    client.sign_in(alice)
    lead = builders.lead(owner=alice)
    call(lead, bob, disposition="no_answer", connected=False)
    call(lead, alice, note="问<b>费用</b>", void=True)
    for rule in ("claim", "unheard_of"):
        builders.add(LeadMove(lead_id=lead.id, at=clock.now(), to_id=alice.id, rule=rule, why={}))
    page = client.get(f"/leads/{lead.id}").text
    for words in ("无人接听", "问&lt;b&gt;费用", "已作废", "本人领取", "换了负责人", "Bob"):
        assert words in page


@pytest.mark.parametrize(
    "address",
    [
        "/leads?owner=99999999999999999999&q=%00",
        "/leads?stage=odd&kind=odd&due=odd&called=odd&source=-1&sort=odd",
        "/leads?after=99999999999999999999",
        "/leads?after=1-99999999999999999999",
        "/leads?sort=due&after=5-x",
        "/leads?endpoint=x&_method=PUT&_anchor=y",
        "/calls?person=99999999999999999999&day=never&which=odd",
    ],
)
def test_an_odd_address_finds_what_it_can(client, address):
    alice = builders.person("alice")
    client.sign_in(alice)
    builders.lead(owner=alice)
    assert client.get(address).status_code == 200


def test_a_number_no_lead_can_have_is_a_missing_lead(client):
    client.sign_in(builders.person("alice"))
    assert client.get("/leads/99999999999999999999").status_code == 404
