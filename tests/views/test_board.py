from datetime import timedelta

import pytest

from app import clock
from app.models import Call, Device
from app.services.transaction import write
from tests import builders
from tests.calls import call
from tests.queries import queries_of

pytestmark = pytest.mark.usefixtures("set_clock")
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def places(client):
    one, two = builders.team("一队"), builders.team("二队")
    a, b = builders.group(one, "A组"), builders.group(one, "B组")
    builders.person("alice", team=one, group=a)
    builders.person("anna", team=one, group=a)
    builders.person("bob", team=one, group=b)
    builders.person("carol", team=two)
    return {"team": one, "group": a}


def names(page: str) -> list[str]:
    return [name for name in ("Alice", "Anna", "Bob", "Carol") if name in page]


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("rep", []),
        ("group_leader", ["Alice", "Anna"]),
        ("supervisor", ["Alice", "Anna", "Bob"]),
        ("manager", ["Alice", "Anna", "Bob", "Carol"]),
        ("researcher", ["Alice", "Anna", "Bob", "Carol"]),
        ("assistant", ["Alice", "Anna", "Bob", "Carol"]),
        ("owner", ["Alice", "Anna", "Bob", "Carol"]),
    ],
)
def test_the_board_shows_those_within_reach(client, places, role, seen):
    client.sign_in(builders.person("dave", role, **places))
    assert names(client.get("/board").text) == seen


@pytest.mark.parametrize("role", ["trainer", "service", "finance", "admin"])
def test_who_has_no_board_gets_none(client, role):
    client.sign_in(builders.person("dave", role))
    assert client.get("/board").status_code == 403


def test_the_number_of_queries_does_not_grow_with_the_people(client):
    client.sign_in(builders.person("boss", "manager"))
    counts = []
    for start in (0, 10):
        for n in range(start, start + 10):
            rep = builders.person(f"rep{n}")
            call(builders.lead(owner=rep), rep)
        counts.append(queries_of(lambda: client.get("/board")))
    assert counts[0] == counts[1] <= 22


def test_a_board_that_asks_again_hears_nothing_until_something_changed(client):
    rep = builders.person("alice")
    client.sign_in(rep)
    lead = builders.lead(owner=rep)
    address = address_in(client.get("/board").text)
    assert client.get(address, headers=FRAGMENT).status_code == 204
    call(lead, rep)
    changed = client.get(address, headers=FRAGMENT)
    assert changed.status_code == 200
    assert changed.text.lstrip().startswith('<div class="stack" id="board"')


def test_a_quiet_board_takes_one_query_more_than_signing_in(client):
    client.sign_in(builders.person("alice"))
    address = address_in(client.get("/board").text)
    quiet = queries_of(lambda: client.get(address, headers=FRAGMENT))
    assert quiet <= queries_of(lambda: client.get("/me")) + 1


def test_minutes_pass_on_a_board_where_nothing_else_does(client, set_clock):
    client.sign_in(builders.person("alice"))
    address = address_in(client.get("/board").text)
    set_clock(clock.now() + timedelta(minutes=1))
    assert client.get(address, headers=FRAGMENT).status_code == 200


def address_in(page: str) -> str:
    return page.split('hx-get="')[1].split('"')[0]


def test_records_that_wait_on_a_device_are_said(client):
    rep = builders.person("alice")
    now = clock.now()
    builders.add(Device(id="d1", person_id=rep.id, queued=3, created_at=now, last_contact_at=now))
    client.sign_in(rep)
    assert "3 条" in client.get("/board").text


def test_who_does_not_call_in_a_window_is_said_in_words(client, set_clock):
    rep = builders.person("alice")
    client.sign_in(rep)
    call(builders.lead(owner=rep), rep)
    set_clock(clock.now() + timedelta(minutes=20))
    assert "20 分钟前" in (page := client.get("/board").text)
    assert "有一会儿没打了" in page
    set_clock(clock.now() + timedelta(minutes=15))
    assert "很久没打了" in client.get("/board").text


def test_a_figure_opens_its_calls(client):
    rep = builders.person("alice")
    client.sign_in(rep)
    call(builders.lead("王秀英", owner=rep), rep)
    call(builders.lead("李强", owner=rep), rep, connected=False, disposition="no_answer")
    call(builders.lead("赵敏", owner=rep), rep, void=True)
    page = client.get(f"/calls?person={rep.id}&which=connected").text
    assert "王秀英" in page
    assert "李强" not in page
    assert "赵敏" not in client.get("/calls").text


def test_calls_of_others_are_beyond_reach(client, places):
    bob = builders.person("bobby")
    call(builders.lead("王秀英", owner=bob), bob)
    client.sign_in(builders.person("dave", "group_leader", **places))
    assert "王秀英" not in client.get(f"/calls?person={bob.id}").text


def test_a_call_with_a_lead_that_moved_on_is_no_way_to_it(client):
    alice, bob = builders.person("alice"), builders.person("bob")
    lead = builders.lead("王秀英", owner=bob)
    call(lead, alice)
    client.sign_in(alice)
    page = client.get("/calls").text
    assert "王秀英" in page
    assert f"/leads/{lead.id}" not in page


def test_a_void_call_changes_a_board_that_asks_again(client, set_clock):
    rep = builders.person("alice")
    made = call(builders.lead(owner=rep), rep)
    client.sign_in(rep)
    assert "1 个客户" in client.get("/board").text
    with write() as session:
        found = session.get(Call, made.id)
        found.voided_at, found.voided_because = clock.now(), "test"
    assert "0 个客户" in client.get("/board").text
