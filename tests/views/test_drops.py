from datetime import timedelta

import pytest

from app import clock
from tests import builders
from tests.calls import call

pytestmark = pytest.mark.usefixtures("set_clock")


@pytest.fixture
def alice(client):
    alice = builders.person("alice", hired_on=clock.today() - timedelta(days=60))
    client.sign_in(alice)
    return alice


def held(name: str, alice, days: int, **facts: object):
    since = clock.now() - timedelta(days=days)
    return builders.lead(name, owner=alice, owned_since=since, **facts)


def test_what_is_lost_tomorrow_is_named_with_its_reason_and_number(client, alice):
    held("王秀英", alice, 11, phone="+8613800138000")
    held("李强", alice, 2)
    page = client.get("/drops").text
    for words in ("王秀英", "11月24日 周二 回收", "8 个工作日没有跟进", "tel:13800138000", "延长"):
        assert words in page
    assert "李强" not in page
    assert client.get("/sheet").json["day"]["dropping"] == 1


def test_a_call_takes_it_off(client, alice):
    lead = held("王秀英", alice, 11)
    call(lead, alice)
    assert "没有快要回收的客户" in client.get("/drops").text
    assert client.get("/sheet").json["day"]["dropping"] == 0


def test_a_precise_lead_without_a_call_cannot_be_extended(client, alice):
    held("王秀英", alice, 3, kind="precise")
    page = client.get("/drops").text
    assert "第 2 个工作日还没拨打" in page
    assert "extension" not in page


def test_nobody_sees_those_of_others(client, alice):
    held("王秀英", builders.person("bob"), 11)
    assert "王秀英" not in client.get("/drops").text
