import re

import pytest

from app.services.surveys import asking
from tests.services.deals.conftest import Desk

pytestmark = pytest.mark.usefixtures("set_clock")


@pytest.fixture
def desk(client, prepared):
    desk = prepared(Desk, Desk)
    client.sign_in(desk.alice)
    return desk


def test_from_the_deal_to_the_answer(client, desk):
    deal = desk.deal()
    page = client.post(f"/deals/{deal}/survey").text
    path = re.search(r"http://[^/]+(/s/[\w-]{16})", page)[1]
    client.delete_cookie("lianxian")
    asked = client.get(path)
    assert asked.status_code == 200
    for secret in ("王秀英", desk.lead.phones[0].number, "Alice", "10,000"):
        assert secret not in asked.text
    empty = client.post(path, data={"remark": "很好"})
    assert (empty.status_code, "请选一项" in empty.text, "很好" in empty.text) == (422, True, True)
    assert "谢谢您的评价" in client.post(path, data={"score": "5", "remark": "很好"}).text
    for again in (client.get(path), client.post(path, data={"score": "1"})):
        assert (again.status_code, "已经答过或过期" in again.text) == (410, True)
    client.sign_in(desk.alice)
    shown = client.get(f"/deals/{deal}").text
    assert "5 分(满分 5 分)" in shown and "很好" in shown


@pytest.mark.parametrize("score", ["6", "0", "x", ""])
def test_an_odd_answer_is_none(client, desk, score):
    token = asking.ask(desk.deal(), desk.rep)
    assert client.post(f"/s/{token}", data={"score": score}).status_code == 422
    assert asking.is_open(token)


def test_an_unknown_link_is_over(client, desk):
    assert client.get("/s/xyz").status_code == 410


def test_nobody_is_asked_again_to_fill_in_what_is_over(client, desk):
    assert client.post("/s/xyz", data={"remark": "很好"}).status_code == 410
