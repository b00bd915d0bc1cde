"""What is shown where a page cannot be: in words, in the house (design: safety)."""

import pytest

from tests import builders


@pytest.mark.parametrize(
    ("address", "code", "told"),
    [
        ("/nowhere", 404, "没有这个页面"),
        ("/seasons", 405, "这个地址不能直接打开"),
        ("/people", 403, "你的角色不能做这件事"),
    ],
)
def test_what_cannot_be_shown_is_told_in_words_with_a_way_back(client, address, code, told):
    client.sign_in(builders.person("alice"))
    answer = client.get(address)
    assert answer.status_code == code
    assert told in answer.text
    assert "返回上一页" in answer.text


def test_from_the_pay_it_is_one_tap_to_what_one_more_deal_brings(client):
    client.sign_in(builders.person("alice"))
    assert 'href="/worth"' in client.get("/pay").text


def test_a_page_that_sent_a_form_from_no_address_gets_its_refusal_all_the_same(client):
    client.sign_in(builders.person("alice"))
    answer = client.post("/calls", headers={"Referer": "http://[localhost/today"})
    assert answer.status_code == 409
