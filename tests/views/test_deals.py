import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.models import Deal, Product, Receipt
from app.services.deals import listing
from app.services.deals.listing import Wanted
from tests import builders
from tests.calls import call
from tests.queries import queries_of
from tests.services.deals.conftest import Desk

pytestmark = pytest.mark.usefixtures("set_clock")


@pytest.fixture
def desk(client, prepared):
    desk = prepared(Desk, Desk)
    client.sign_in(desk.alice)
    return desk


def filled(desk, **facts) -> dict:
    typed = {"lead": desk.lead.id, "uuid": "one", "price": "1.2万", "signed_on": "2026-11-23"}
    typed |= {"who_1": desk.alice.id, "percent_1": "100", "product": 0, "gift": 0}
    return {**typed, **dict.fromkeys(("who_2", "who_3", "who_4"), 0), **facts}


def test_a_deal_is_entered_with_what_came_in(client, desk):
    page = client.get(f"/deals/new?lead={desk.lead.id}").text
    assert "王秀英" in page and 'value="2026-11-23"' in page
    said = filled(desk, received="5000", received_on="2026-11-23")
    answer = client.post("/deals", data=said, follow_redirects=True)
    assert ("12,000" in answer.text, "1 项待确认" in answer.text) == (True, True)
    client.post("/deals", data=said)
    assert db.session.scalars(select(Receipt.fen)).all() == [5_000_00]


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"price": "很多"}, "看不懂金额“很多”"),
        ({"price": ""}, "请填金额"),
        ({"percent_1": "90"}, "分成合计 90%"),
        ({"percent_1": "九成"}, "看不懂分成“九成”"),
        ({"signed_on": "2026-11-24"}, "2026"),
        ({"signed_on": "昨天"}, "日期"),
        ({"received": "x"}, "看不懂金额“x”"),
        ({"note": "长" * 1_001}, "最多 1000 个字"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(client, desk, facts, says):
    refused = client.post("/deals", data=filled(desk, **{"note": "加急", **facts}))
    assert (refused.status_code, says in refused.text) == (422, True)
    assert facts.get("note", "加急") in refused.text
    assert db.session.scalar(select(func.count()).select_from(Deal)) == 0


def test_a_customer_of_somebody_else_is_not_there(client, desk):
    other = builders.lead(owner=desk.bob)
    assert client.get(f"/deals/new?lead={other.id}").status_code == 404
    assert client.post("/deals", data=filled(desk, lead=other.id)).status_code == 404


def test_a_rep_confirms_nothing(client, desk):
    desk.deal()
    assert client.get("/deal-confirmations").status_code == 403
    assert client.post("/deal-confirmations").status_code == 403


def test_finance_confirms_and_it_counts(client, desk):
    deal = desk.deal()
    number = desk.came(deal, 4_000_00)
    client.sign_in(desk.finance)
    assert "4,000" in client.get("/deal-confirmations").text
    word = {"what": "receipt", "number": number, "verdict": "yes"}
    done = client.post("/deal-confirmations", data=word, follow_redirects=True)
    assert "没有待确认的" in done.text
    refused = client.post("/deal-confirmations", data=word)
    assert (refused.status_code, "已经处理过" in refused.text) == (422, True)
    assert listing.page(desk.rep, Wanted(), 1)[0][0].received_fen == 4_000_00


@pytest.mark.parametrize(
    "word", [{}, {"what": "person", "number": 1, "verdict": "yes"}, {"what": "receipt"}]
)
def test_a_word_that_the_page_does_not_offer_is_refused(client, desk, word):
    client.sign_in(desk.finance)
    assert client.post("/deal-confirmations", data=word).status_code == 422


def test_a_deal_is_corrected_and_shows_what_it_said(client, desk):
    deal = desk.deal()
    page = client.get(f"/deals/{deal}/corrections/new").text
    assert 'value="10000"' in page
    said = filled(desk, rev=1, price="8000", reason="少写了优惠")
    shown = client.post(f"/deals/{deal}/corrections", data=said, follow_redirects=True).text
    assert "原来 ¥10,000" in shown and "少写了优惠" in shown
    other = {**said, "price": "7000"}
    again = client.post(f"/deals/{deal}/corrections", data=other)
    assert (again.status_code, "刚才有人改过" in again.text) == (422, True)
    for words in ('value="7000"', "现在 ¥8,000", 'name="rev" type="hidden" value="2"'):
        assert words in again.text
    kept = client.post(f"/deals/{deal}/corrections", data={**other, "rev": 2})
    assert kept.status_code == 303


def test_a_deal_is_taken_back_with_a_reason(client, desk):
    deal = desk.deal()
    assert client.post(f"/deals/{deal}/withdrawal", data={}).status_code == 422
    client.post(f"/deals/{deal}/withdrawal", data={"reason": "客户反悔"})
    assert "客户反悔" in client.get(f"/deals/{deal}").text
    late = client.post(f"/deals/{deal}/withdrawal", data={"reason": "again"})
    assert (late.status_code, "已经作废" in late.text) == (422, True)


def test_products_keep_the_price_of_the_day_of_a_deal(client, desk):
    client.sign_in(desk.boss)
    said = {"name": "年费版", "price": "12,000", "limit": "10", "sold": "yes"}
    client.post("/products", data=said)
    product = db.session.scalar(select(Product))
    assert (product.price_fen, product.discount_limit_bp) == (12_000_00, 1_000)
    deal = desk.deal(product_id=product.id, price_fen=12_000_00)
    client.post(f"/products/{product.id}", data={**said, "price": "15000", "sold": "no"})
    assert db.session.get(Deal, deal).list_fen == 12_000_00
    assert (product.price_fen, product.retired_at is None) == (15_000_00, False)
    taken = client.post("/products", data=said)
    assert (taken.status_code, "已有叫“年费版”的产品" in taken.text) == (422, True)
    assert client.post("/products", data={**said, "limit": "101"}).status_code == 422


def test_the_number_of_queries_does_not_grow_with_the_deals(client, desk):
    desk.deal()
    few = queries_of(lambda: client.get("/deals"))
    for number in range(5):
        desk.came(desk.deal(uuid=f"more-{number}"), 100_00)
    assert queries_of(lambda: client.get("/deals")) == few <= 9


def test_who_agreed_on_the_phone_stands_above_the_deals_until_he_is_entered(client, desk):
    assert "说了成交" not in client.get("/deals").text
    call(desk.lead, desk.alice, disposition="deal")
    page = client.get("/deals").text
    assert f"/deals/new?lead={desk.lead.id}" in page
    assert "王秀英 说了成交" in client.get("/today").text
    client.sign_in(desk.finance)
    assert "说了成交" not in client.get("/deals").text
    desk.deal()
    assert "说了成交" not in client.sign_in(desk.alice).get("/today").text
