import io

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.models import Deal, DealFile, Quote
from app.services.deals import files, shelf
from app.services.deals.files import Subject
from tests import builders
from tests.services.deals.conftest import Desk

pytestmark = pytest.mark.usefixtures("set_clock")
PDF = b"%PDF-1.7\n<script>alert(1)</script>"


@pytest.fixture
def desk(client, prepared):
    desk = prepared(Desk, Desk)
    client.sign_in(desk.alice)
    return desk


def sent(name: str = "合同.pdf", content: bytes = PDF, **facts) -> dict:
    return {"file": (io.BytesIO(content), name), "kind": "contract", **facts}


def hang(client, deal: int, **facts) -> int:
    assert client.post("/deal-files", data=sent(deal=deal, **facts)).status_code == 303
    return db.session.scalar(select(func.max(DealFile.id)))


def test_a_contract_hangs_on_its_deal_and_comes_back_as_it_was(client, desk):
    deal = desk.deal()
    number = hang(client, deal)
    page = client.get(f"/deals/{deal}").text
    assert ("合同.pdf" in page, "第 1 版" in page, "Alice上传" in page) == (True, True, True)
    with client.get(f"/deal-files/{number}") as answer:
        assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert (answer.mimetype, "ETag" in answer.headers) == ("application/pdf", False)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"name": "a.exe"}, "“a.exe”存不了"),
        ({"content": b"MZ"}, "内容和它的扩展名不符"),
        ({"content": b""}, "没有内容"),
        ({"kind": "love letter"}, "请选报价单或合同"),
        ({"file": (io.BytesIO(b""), "")}, "请选一个文件"),
    ],
)
def test_what_is_refused_says_why_on_the_deals_page(client, desk, facts, says):
    deal = desk.deal()
    back = {"Referer": f"http://localhost/deals/{deal}"}
    data = sent(deal=deal, **facts)
    answer = client.post("/deal-files", data=data, headers=back, follow_redirects=True)
    assert says in answer.text
    assert db.session.scalar(select(func.count()).select_from(DealFile)) == 0


def test_a_body_too_large_is_refused_by_what_it_says_of_itself(client, desk, monkeypatch):
    monkeypatch.setattr(shelf, "MOST_BYTES", 1000)
    read = []
    monkeypatch.setattr(shelf, "keep", lambda *given: read.append(given))
    answer = client.post("/deal-files", data=sent(deal=desk.deal(), content=b"x" * 100_000))
    assert (answer.status_code, read) == (413, [])


def test_a_file_is_taken_back_with_a_reason_and_stays(client, desk):
    deal = desk.deal()
    number = hang(client, deal)
    assert client.get(f"/deal-files/{number}/withdrawal/new").status_code == 200
    assert client.post(f"/deal-files/{number}/withdrawal", data={}).status_code == 422
    client.post(f"/deal-files/{number}/withdrawal", data={"reason": "金额写错"})
    assert "金额写错" in client.get(f"/deals/{deal}").text
    with client.get(f"/deal-files/{number}") as answer:
        assert answer.data == PDF
    late = client.post(f"/deal-files/{number}/withdrawal", data={"reason": "x"})
    assert (late.status_code, "已经作废" in late.text) == (422, True)


def test_to_others_the_file_is_not_there(client, desk):
    number = hang(client, desk.deal())
    client.sign_in(desk.bob)
    missing = 999_999
    for path in ("/deal-files/{}", "/deal-files/{}/withdrawal/new"):
        for key in (number, missing):
            assert client.get(path.format(key)).status_code == 404
    said = {"reason": "x"}
    assert client.post(f"/deal-files/{number}/withdrawal", data=said).status_code == 404
    assert client.post("/deal-files", data=sent(deal=1)).status_code == 404
    for role in ("assistant", "trainer", "service"):
        client.sign_in(builders.person(role, role))
        assert client.get(f"/deal-files/{number}").status_code == 403
    for person in (desk.finance, builders.person("owner", "owner")):
        with client.sign_in(person).get(f"/deal-files/{number}") as answer:
            assert answer.status_code == 200
    assert client.post("/deal-files", data=sent(deal=1)).status_code == 403


def test_a_file_that_is_gone_from_the_shelf_is_not_there(client, desk):
    number = hang(client, desk.deal(), content=PDF + b"gone")
    path, _name = files.find(number, desk.rep)
    path.unlink()
    assert client.get(f"/deal-files/{number}").status_code == 404


def quoted(desk, **facts) -> dict:
    typed = {"lead": desk.lead.id, "uuid": "q1", "price": "9800", "product": 0, "note": "含安装"}
    return {**typed, "valid_until": "2026-12-01", **facts}


def test_a_quote_is_offered_with_its_file_and_becomes_a_deal(client, desk):
    assert "记报价" in client.get(f"/leads/{desk.lead.id}").text
    assert client.get(f"/quotes/new?lead={desk.lead.id}").status_code == 200
    file = (io.BytesIO(PDF), "报价.pdf")
    page = client.post("/quotes", data=quoted(desk, file=file), follow_redirects=True).text
    for words in ("¥9,800", "报价.pdf", "含安装", "成交了"):
        assert words in page
    quote = db.session.scalar(select(Quote.id))
    assert f"/quotes/{quote}" in client.get(f"/leads/{desk.lead.id}").text
    form = client.get(f"/deals/new?lead={desk.lead.id}&quote={quote}&price=9800").text
    assert 'value="9800"' in form and f'name="quote" type="hidden" value="{quote}"' in form
    said = {"lead": desk.lead.id, "uuid": "d1", "price": "9800", "signed_on": "2026-11-23"}
    said |= {"who_1": desk.alice.id, "percent_1": "100", "quote": quote}
    nobody = dict.fromkeys(("who_2", "who_3", "who_4", "product", "gift"), 0)
    page = client.post("/deals", data=said | nobody, follow_redirects=True).text
    assert "报价.pdf" in page
    assert "已成单" in client.get(f"/quotes/{quote}").text
    deal = db.session.scalar(select(Deal.id))
    assert [paper.kind for paper in files.of(Subject(deal))] == ["quote"]


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"price": "x"}, "看不懂金额“x”"),
        ({"price": ""}, "请填金额"),
        ({"valid_until": "2026-11-01"}, "有效期不能早于今天"),
        ({"note": "长" * 1_001}, "最多 1000 个字"),
        ({"file": (io.BytesIO(b"MZ"), "报价.pdf")}, "内容和它的扩展名不符"),
    ],
)
def test_a_quote_that_cannot_be_is_refused_whole(client, desk, facts, says):
    refused = client.post("/quotes", data=quoted(desk, **facts))
    assert (refused.status_code, says in refused.text) == (422, True)
    assert facts.get("note", "含安装") in refused.text
    assert db.session.scalar(select(func.count()).select_from(Quote)) == 0


def test_a_quote_is_taken_back_and_to_others_it_is_not_there(client, desk):
    client.post("/quotes", data=quoted(desk))
    quote = db.session.scalar(select(Quote.id))
    client.sign_in(desk.bob)
    for path in (f"/quotes/{quote}", f"/quotes/{quote}/withdrawal/new", "/quotes/999999"):
        assert client.get(path).status_code == 404
    assert client.post("/quotes", data=quoted(desk, uuid="q2")).status_code == 404
    client.sign_in(desk.alice)
    assert client.post(f"/quotes/{quote}/withdrawal", data={}).status_code == 422
    client.post(f"/quotes/{quote}/withdrawal", data={"reason": "客户嫌贵"})
    page = client.get(f"/quotes/{quote}").text
    assert "客户嫌贵" in page and "上传" not in page
