from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models import AllocationRun, HandOut, Lead, Source
from tests import builders
from tests.queries import queries_of

pytestmark = pytest.mark.usefixtures("set_clock")


@pytest.fixture
def boss(client):
    boss = builders.person("boss", "manager")
    client.sign_in(boss)
    return boss


@pytest.fixture
def alice(client):
    return builders.person("alice")


def waits(name: str, days: int = 0) -> Lead:
    source = db.session.scalar(select(Source)) or builders.add(Source(name="百度"))
    at = clock.now() - timedelta(days=days)
    return builders.lead(name, kind="precise", source_id=source.id, arrived_at=at)


def test_the_page_shows_what_would_happen_and_does_nothing(client, boss, alice):
    waits("王秀英")
    page = client.get("/hand-outs").text
    for words in ("百度", "1/1", "王秀英", "Alice", "今日配额 10(入职第 22 天)", "现在分出 1 条"):
        assert words in page
    assert "轮到“百度”(1 条等待中占 1 条)" in page
    assert db.session.scalar(select(func.count()).select_from(HandOut)) == 0


def test_one_button_does_it_and_the_page_that_follows_is_the_record(client, boss, alice):
    lead = waits("王秀英")
    record = client.post("/hand-outs", follow_redirects=True)
    assert record.request.path == "/hand-outs/1"
    for words in ("分出 1 条。", "手动分配 · Boss", "王秀英", '1<span class="soft">/10'):
        assert words in record.text
    assert db.session.get(Lead, lead.id).owner_id == alice.id
    again = client.get("/hand-outs").text
    assert "没有等待分配的精准资源" in again
    assert "/hand-outs/1" in again


def test_pressing_twice_hands_out_once(client, boss, alice):
    waits("王秀英")
    for _ in range(2):
        client.post("/hand-outs")
    counts = db.session.scalars(select(AllocationRun.handed_out)).all()
    assert counts == [1, 0]


def test_a_free_day_says_so_and_when_it_goes_on(client, boss, alice, set_clock):
    set_clock(clock.now() - timedelta(days=1))
    waits("王秀英")
    assert "11月22日 周日 休息,不分配资源" in client.get("/hand-outs").text
    refused = client.post("/hand-outs")
    assert refused.status_code == 409
    assert "下一个工作日是" in refused.text


def test_surplus_is_offered_as_an_extra(client, boss, alice):
    for n in range(3):
        waits(f"客{n}", days=5)
    assert "/extra-hand-outs/new" in client.get("/hand-outs").text
    assert "有 3 条等了超过一个工作日" in client.get("/extra-hand-outs/new").text
    data = {"each": "2", "people": [str(alice.id)], "reason": "展会集中到货"}
    record = client.post("/extra-hand-outs", data=data, follow_redirects=True).text
    assert "加量分出 2 条。" in record
    assert "展会集中到货" in record


def test_a_wrong_extra_loses_nothing_that_was_typed(client, boss, alice):
    data = {"each": "900", "people": [str(alice.id)], "reason": "展会"}
    refused = client.post("/extra-hand-outs", data=data)
    assert refused.status_code == 422
    for words in ("请填 1 到 100。", 'value="900"', "展会", "checked"):
        assert words in refused.text
    nothing = client.post("/extra-hand-outs", data=data | {"each": "9"})
    assert (nothing.status_code, "没有等了超过一个工作日" in nothing.text) == (422, True)


def test_one_lead_for_one_person(client, boss, alice):
    lead = waits("王秀英")
    assert f"/leads/{lead.id}/giving" in client.get(f"/leads/{lead.id}").text
    assert "Alice · 今日配额 10(入职第 22 天),已领 0" in client.get(f"/leads/{lead.id}/giving").text
    data = {"person": str(alice.id), "reason": "客户点名"}
    shown = client.post(f"/leads/{lead.id}/giving", data=data, follow_redirects=True).text
    assert "已指定给他。" in shown
    assert "经理指定:客户点名" in shown
    refused = client.post(f"/leads/{lead.id}/giving", data=data)
    assert (refused.status_code, "已经有负责人了" in refused.text) == (422, True)


def test_a_rep_sees_none_of_it(client, alice):
    lead = waits("王秀英")
    client.sign_in(alice)
    for address in ("/hand-outs", "/extra-hand-outs/new", f"/leads/{lead.id}/giving"):
        assert client.get(address).status_code == 403
    assert client.get("/leads/99999/giving").status_code == 403


def test_a_record_that_is_not_there(client, boss):
    assert client.get("/hand-outs/7").status_code == 404


def test_the_page_asks_as_often_for_ten_people_as_for_one(client, boss):
    def page() -> int:
        waits("王秀英")
        return queries_of(lambda: client.get("/hand-outs"))

    builders.person("alice")
    before = page()
    for n in range(9):
        builders.person(f"rep{n}")
    assert page() == before
