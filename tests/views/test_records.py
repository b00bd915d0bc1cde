import html
import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models import Call, Deal, SyncSettlement
from app.rules.defaults import DEFAULTS
from app.rules.people.permissions import ROLES, reach
from app.services import settings
from tests import builders
from tests.queries import queries_of
from tests.services.devices import Device

pytestmark = pytest.mark.usefixtures("set_clock")
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def team(client):
    return builders.team()


@pytest.fixture
def phone(team):
    return Device(builders.person("alice", team=team))


@pytest.fixture
def lead(phone):
    return builders.lead(owner=phone.person)


@pytest.fixture
def boss(client, team):
    made = builders.person("boss", "supervisor", team=team)
    client.sign_in(made)
    return made


def park(phone, lead, **payload):
    record = phone.call(lead, **{"disposition": "sang", **payload})
    phone.send(record)
    return record["id"]


def know() -> None:
    row = {**DEFAULTS["calls.dispositions"][0], "code": "sang", "requires": []}
    new = [*DEFAULTS["calls.dispositions"], row]
    settings.put("calls.dispositions", new, since=clock.today(), actor_id=None)


def test_a_parked_record_is_read_in_words(client, boss, phone, lead):
    park(
        phone,
        lead,
        note="问<b>费用</b>",
        grade="B",
        stage="needs",
        wechat="added",
        follow_up_at="2026-11-25T10:00:00+08:00",
    )
    page = client.get("/records").text
    for words in (
        *("Alice · 通话", "10:39", "王秀英", "不认识的通话结果:sang", "sang"),
        *("问&lt;b&gt;费用&lt;/b&gt;", "需求分析", "微信已加", "20 秒", "11月25日 周三 10:00"),
        *("再试一次", "写明后结束", f"/leads/{lead.id}"),
    ):
        assert words in page
    assert "<b>费用" not in page


def test_what_a_record_leaves_out_is_left_out_in_every_language(client, team, phone):
    client.sign_in(builders.person("boss", "supervisor", team=team, language="en"))
    phone.send(phone.op("call.sing", None, {}))
    page = client.get("/records").text
    assert "call.sing" in page
    assert "Project-Id-Version" not in page


def test_trying_again_makes_the_call_and_pressing_twice_makes_no_second(client, boss, phone, lead):
    op = park(phone, lead)
    know()
    for _ in range(2):
        answer = client.post("/records/retries", data={"record": op}, follow_redirects=True)
        assert "已补记为他的记录" in answer.text
    assert len(db.session.scalars(select(Call)).all()) == 1
    done = client.get("/records?state=done").text
    assert "已补记" in done
    assert "再试一次" not in done


def test_a_record_that_is_still_refused_says_why_beside_it(client, boss, phone, lead):
    op = park(phone, lead)
    back = {"Referer": "http://localhost/records?state=parked"}
    answer = client.post("/records/retries", data={"record": op}, headers=back)
    assert answer.location == "/records?state=parked"
    assert "不认识的通话结果:sang" in client.get(answer.location).text


def test_settling_takes_a_reason_that_is_kept(client, boss, phone, lead):
    op = park(phone, lead)
    data = {"record": op, "state": "parked"}
    refused = client.post("/records/settlements", data={**data, "reason": " "})
    assert refused.status_code == 409
    long = client.post("/records/settlements", data={**data, "reason": "长" * 201})
    assert long.status_code == 409
    answer = client.post("/records/settlements", data={**data, "reason": "补<i>记了"})
    assert answer.location == "/records?state=parked"
    page = client.get("/records?state=done").text
    assert "补&lt;i&gt;记了" in page
    assert "Boss" in page


def test_a_loss_is_reported_with_its_numbers_and_closed(client, boss, phone, lead):
    phone.send(phone.call(lead), max_seq=7, queued=1)
    page = client.get("/records").text
    assert "第 2 到 7 号共 6 条没有送到" in page
    data = {"device": phone.id, "state": "lost", "reason": "清过数据"}
    client.post("/records/settlements", data=data)
    assert "第 2 到 7 号" not in client.get("/records?state=lost").text
    assert "清过数据" in client.get("/records?state=done").text


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        ({"reason": "missing"}, "第 1 号没有送到"),
        ({"reason": "discarded"}, "确认丢弃"),
        ({"reason": "too_large"}, "太长,送不出去"),
        ({"reason": "invalid"}, "第 1 号没有送到"),
        ({"reason": ["x"]}, "第 1 号没有送到"),
        ({}, "第 1 号没有送到"),
    ],
)
def test_a_lost_record_says_how_it_was_lost(client, boss, phone, payload, words):
    phone.send(phone.op("void", None, payload))
    assert words in client.get("/records?state=lost").text


def test_conflicts_are_read_and_put_away_by_a_tap(client, boss, phone, lead):
    phone.send(phone.call(lead, age_ms=1_000))
    other = Device(phone.person)
    late = other.call(lead, disposition="not_now", age_ms=600_000)
    other.send(late)
    page = client.get("/records?state=conflict").text
    assert "有更新的记录" in page
    client.post("/records/settlements", data={"record": late["id"], "state": "conflict"})
    assert "有更新的记录" not in client.get("/records?state=conflict").text


def test_a_wrong_clock_is_shown(client, boss, phone):
    phone.send(sent_at=(clock.now() + timedelta(hours=3)).isoformat())
    page = client.get("/records?state=skew").text
    assert "快 3 小时 0 分钟" in page
    assert "Alice" in page
    phone.send(sent_at=(clock.now() - timedelta(seconds=180)).isoformat())
    assert "慢 3 分钟" in client.get("/records?state=skew").text


HOSTILE = [
    {"lead": "nine"},
    {"kind": "<script>", "payload": {"disposition": ["x"], "note": {"a": "<b>"}}},
    {"payload": {"disposition": "sang", "stage": {}, "wechat": [], "duration_s": "<i>"}},
    {"payload": {"disposition": "sang", "note": "\ud800 \0", "follow_up_at": "9999-12-31"}},
    {"payload": {"disposition": "sang", "follow_up_at": "0001-01-01T00:00:00+14:00"}},
    {"at": "0001-01-01T00:00:00+14:00", "age_ms": None},
    {"kind": "void", "v": 99, "payload": {"reason": "%(x)s"}},
    {"kind": "%(x)s", "v": 2},
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_whatever_a_device_sent_the_page_stands(client, boss, phone, lead, hostile):
    phone.send({**phone.call(lead, disposition="sang"), **hostile})
    answer = client.get("/records?state=parked")
    assert answer.status_code == 200
    assert "<article" in answer.text
    for markup in ("<b>", "<i>", "<script>"):
        assert markup not in answer.text.split("<main")[1]


def test_records_of_another_team_do_not_exist(client, phone, lead):
    op = park(phone, lead)
    client.sign_in(builders.person("eve", "supervisor", team=builders.team("二队")))
    assert "Alice" not in client.get("/records").text
    for path in ("/records/retries", "/records/settlements"):
        answer = client.post(path, data={"record": op, "reason": "why"})
        assert answer.status_code == 404
    assert db.session.scalar(select(SyncSettlement)) is None


@pytest.mark.parametrize("role", ROLES)
def test_who_may_look_and_who_may_decide(client, team, phone, lead, role):
    op = park(phone, lead)
    client.sign_in(builders.person("dave", role, team=team))
    page = client.get("/records")
    assert page.status_code == (200 if reach([role], "sync_records", "read") else 403)
    if page.status_code == 200:
        assert "Alice" in page.text
        assert ("写明后结束" in page.text) == bool(reach([role], "sync_records", "write"))
    decided = client.post("/records/settlements", data={"record": op, "reason": "why"})
    assert decided.status_code == (303 if reach([role], "sync_records", "write") else 403)


def test_the_menu_and_the_board_say_how_many_wait(client, boss, phone, lead):
    assert 'class="nav__badge"' not in client.get("/board").text
    op = park(phone, lead)
    page = client.get("/board").text
    assert 'class="nav__badge">1<' in page
    assert "有 1 条记录没能记成通话" in page
    client.post("/records/settlements", data={"record": op, "reason": "why"})
    assert "没能记成通话" not in client.get("/board").text


def test_who_may_not_look_is_not_told(client, phone, lead):
    park(phone, lead)
    client.sign_in(phone.person)
    page = client.get("/board").text
    assert "没能记成通话" not in page
    assert 'href="/records' not in page


def test_a_board_that_asks_again_hears_of_a_parked_record_and_of_its_end(client, boss, phone, lead):
    def asked():
        address = client.get("/board").text.split('hx-get="')[1].split('"')[0]
        return lambda: client.get(address, headers=FRAGMENT).status_code

    quiet = asked()
    phone.send(phone.call(lead))
    quiet = asked()
    assert quiet() == 204
    op = park(phone, lead)
    assert quiet() == 200
    quiet = asked()
    client.post("/records/settlements", data={"record": op, "reason": "why"})
    assert quiet() == 200


def test_the_number_of_queries_does_not_grow_with_the_records(client, boss, phone, lead):
    pages = ("/records", "/records?state=lost", "/board")

    def counted():
        return [queries_of(lambda page=page: client.get(page)) for page in pages]

    park(phone, lead)
    phone.send(phone.op("void", None, {"reason": "missing"}))
    few = counted()
    for _ in range(5):
        park(phone, builders.lead(owner=phone.person))
        phone.send(phone.op("void", None, {"reason": "missing"}))
    assert counted() == few
    assert max(few) <= 17


@pytest.mark.parametrize("query", ["?state=odd", "?page=999", "?state=done&page=-1", "?state="])
def test_an_odd_address_shows_what_it_can(client, boss, phone, lead, query):
    park(phone, lead)
    assert client.get(f"/records{query}").status_code == 200


def test_a_decision_without_a_record_is_on_none(client, boss):
    for data in ({}, {"record": "\0"}, {"device": "nothing", "reason": "why"}):
        assert client.post("/records/settlements", data=data).status_code == 404
    assert client.post("/records/retries", data={}).status_code == 404


def test_a_parked_deal_says_what_was_agreed_and_can_be_entered_by_hand(client, boss, phone, lead):
    typed = {"price_fen": 12_800_00, "signed_on": "2026-11-23", "product": 99, "note": "加急"}
    op = phone.op("deal.enter", lead, {**typed, "received_fen": 5_00, "received_on": "2026-11-23"})
    [result] = phone.send(op).results
    assert result["detail"] == "deal_product_unknown"
    page = client.get("/records").text
    for words in ("成单", "¥12,800", "¥5", "没有这个产品", "手工录入"):
        assert words in page
    address = html.unescape(re.search(r'href="(/deals/new[^"]*)"', page)[1])
    form = client.get(address).text
    for value in ('value="12800"', f'value="{op["id"]}"', "加急"):
        assert value in form
    said = {"lead": lead.id, "uuid": op["id"], "price": "12800", "signed_on": "2026-11-23"}
    said |= {"who_1": phone.person.id, "percent_1": "100"}
    nobody = dict.fromkeys(("who_2", "who_3", "who_4", "product", "gift"), 0)
    assert client.post("/deals", data=said | nobody).status_code == 303
    client.post("/records/retries", data={"record": op["id"]})
    assert db.session.scalar(select(func.count()).select_from(Deal)) == 1
    assert "已补记" in client.get("/records?state=done").text


def test_whatever_a_parked_deal_holds_the_page_shows_it(client, boss, phone, lead):
    for payload in ({"price_fen": [1], "received_fen": True}, {"price_fen": 10**30, "note": {}}):
        phone.send(phone.op("deal.enter", lead, payload))
    assert client.get("/records").text.count("手工录入") == 2


def test_the_device_is_told_in_words_why_a_deal_waits(client, phone, lead):
    client.sign_in(phone.person)
    ops = [phone.op("deal.enter", lead, {"price_fen": 1, "signed_on": "x"})]
    body = {"proto": 1, "device": phone.id, "user": phone.person.id, "ops": ops, "max_seq": 1}
    [result] = client.post("/sync", json=body).json["results"]
    assert result["said"] == "已送到,主管会处理:成单里的“签约日期”看不懂。"
    typed = {"price_fen": 1, "signed_on": "2026-11-23"}
    ops = [phone.op("deal.enter", lead, typed) for _ in range(2)]
    results = client.post("/sync", json={**body, "ops": ops}).json["results"]
    assert "said" not in results[0]
    assert results[1]["said"].startswith("这位客户同一天")
