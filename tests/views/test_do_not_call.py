from datetime import timedelta

import pytest

from app import clock
from app.models import Lead
from app.rules.people.permissions import ROLES
from app.services.leads import do_not_call
from app.services.transaction import write
from tests import builders

NUMBER = "+8613800138000"
KEY_LENGTH = 64


@pytest.fixture(autouse=True)
def clock_is_set(set_clock):
    return set_clock


@pytest.fixture
def boss(client):
    boss = builders.person("boss", "manager")
    client.sign_in(boss)
    return boss


@pytest.fixture
def lead(client):
    made = builders.lead("王秀英", phone=NUMBER)
    with write() as session:
        do_not_call.add(session.get(Lead, made.id), None, "asked_in_call")
    return made


def search(client, number="138 0013 8000"):
    return client.post("/do-not-call/searches", data={"number": number})


def test_a_number_is_looked_up_by_typing_it_and_stands_in_no_address(client, boss, lead):
    assert "名单上有 1 个号码" in client.get("/do-not-call").text
    answer = search(client)
    assert answer.status_code == 303
    assert "138" not in answer.location[:-KEY_LENGTH]
    assert len(answer.location.rsplit("/", 1)[1]) == KEY_LENGTH
    page = client.get(answer.location).text
    for words in ("138 0013 8000", "在禁呼名单上", "客户在电话里要求勿扰", "王秀英", "138****8000"):
        assert words in page


def test_a_number_that_is_not_on_the_list_is_said_so(client, boss, lead):
    page = client.get(search(client, "13912345678").location).text
    assert "不在禁呼名单上" in page
    assert "解除禁呼" not in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "请输入号码"),
        ("你好", "没有电话号码"),
        ("123", "不是能拨通的号码"),
        ("13800138000 13912345678", "一次只查一个"),
        ("<b>1</b>", "&lt;b&gt;"),
        ("\0", "请输入号码"),
    ],
)
def test_what_is_no_number_stays_in_the_field_with_a_word_why(client, boss, typed, words):
    answer = search(client, typed)
    assert answer.status_code == 422
    assert words in answer.text


def test_lifting_asks_what_it_means_and_why_and_is_told(client, boss, lead):
    address = search(client).location
    page = client.get(f"{address}/lifting").text
    assert "没有他本人的同意" in page
    assert client.post(f"{address}/lifting", data={"reason": " "}).status_code == 422
    data = {"reason": "客户<b>同意"}
    told = client.post(f"{address}/lifting", data=data, follow_redirects=True).text
    for words in ("已解除", "客户&lt;b&gt;同意", "Boss"):
        assert words in told
    assert client.get(f"{address}/lifting").status_code == 404
    assert client.post(f"{address}/lifting", data=data).status_code == 409
    assert "名单上有 0 个号码" in client.get("/do-not-call").text


def test_lifting_asks_for_the_password_again(client, boss, lead, clock_is_set):
    address = search(client).location
    clock_is_set(clock.now() + timedelta(minutes=11))
    assert client.get(address).status_code == 200
    asked = client.get(f"{address}/lifting")
    assert asked.status_code == 303
    assert "/me/confirmation" in asked.location
    answer = client.post(f"{address}/lifting", data={"reason": "why"})
    assert "/me/confirmation" in answer.location
    assert do_not_call.listed([NUMBER]) == {NUMBER}


@pytest.mark.parametrize("role", [role for role in ROLES if role != "manager"])
def test_only_a_manager_looks_and_lifts(client, lead, role):
    client.sign_in(builders.person("dave", role))
    key = do_not_call.number_hash(NUMBER)
    for address in ("/do-not-call", f"/do-not-call/{key}", f"/do-not-call/{key}/lifting"):
        assert client.get(address).status_code == 403
    assert search(client).status_code == 403
    answer = client.post(f"/do-not-call/{key}/lifting", data={"reason": "why"})
    assert answer.status_code == 403
    leads = client.get("/leads").text
    assert 'href="/do-not-call"' not in leads


def test_a_lead_on_the_list_leads_there(client, boss, lead):
    key = do_not_call.number_hash(NUMBER)
    assert f'href="/do-not-call/{key}"' in client.get(f"/leads/{lead.id}").text
    assert 'href="/do-not-call"' in client.get("/leads").text
    other = builders.lead("李强")
    assert "/do-not-call/" not in client.get(f"/leads/{other.id}").text


def test_an_odd_key_is_on_no_list(client, boss):
    for key in ("nothing", "searches", "%00", "x" * 500):
        assert client.get(f"/do-not-call/{key}").status_code == 200
        assert client.get(f"/do-not-call/{key}/lifting").status_code == 404
