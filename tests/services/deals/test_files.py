"""Quotes, and the files of quotes and contracts (rules.md §5; design: uploads)."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.errors import RuleBroken
from app.extensions import db
from app.models import AuditEntry, DealFile, Lead, Quote
from app.models.visible import OWN
from app.rules.deals.files import form_of
from app.services.customers.within import Who
from app.services.deals import entering, files, products, quotes, shelf
from app.services.deals.files import Subject
from app.services.deals.quotes import Offer
from tests import builders
from tests.services.deals.conftest import TODAY
from tests.services.refusals import refused

PDF = b"%PDF-1.7\nhello"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def keep(content: bytes = PDF, name: str = "合同.pdf") -> shelf.Kept:
    return shelf.keep(io.BytesIO(content), name)


@pytest.fixture
def deal(desk) -> int:
    return desk.deal()


@pytest.fixture
def offer(desk) -> Offer:
    return Offer("quote-1", desk.lead.id, 9_800_00, valid_until=TODAY)


def count() -> int:
    return db.session.scalar(select(func.count()).select_from(DealFile))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF),
        ("A.PDF", PDF),
        ("a.png", b"\x89PNG\r\n\x1a\n..."),
        ("a.jpg", b"\xff\xd8\xff\xe0..."),
        ("a.jpeg", b"\xff\xd8\xff\xe0..."),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8"),
        ("a.docx", b"PK\x03\x04..."),
        ("a.xlsx", b"PK\x03\x04..."),
    ],
)
def test_what_people_send_each_other_is_taken(name, content):
    assert form_of(name, content[:12]) == name.rpartition(".")[2].lower()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.exe", b"MZ", "paper_ending"),
        ("a.html", b"<script>", "paper_ending"),
        ("a.svg", b"<svg", "paper_ending"),
        ("a.docm", b"PK\x03\x04", "paper_ending"),
        ("a.pdf.exe", PDF, "paper_ending"),
        ("a", PDF, "paper_ending"),
        (".pdf", PDF, "paper_ending"),
        ("a.pdf", b"<script>alert(1)</script>", "paper_kind"),
        ("a.pdf", EICAR, "paper_kind"),
        ("a.pdf", b"MZ\x90\0", "paper_kind"),
        ("a.jpg", PDF, "paper_kind"),
        ("a.webp", b"RIFF\0\0\0\0WAVE", "paper_kind"),
        ("a.pdf", b"", "file_empty"),
    ],
)
def test_anything_else_is_refused_and_leaves_nothing_behind(desk, name, content, code):
    before = shelved()
    assert refused(keep, content, name) == code
    assert shelved() == before


def shelved() -> set[str]:
    folder = shelf.folder()
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def test_one_too_large_is_refused_before_it_is_all_there(desk, monkeypatch):
    monkeypatch.setattr(shelf, "MOST_BYTES", 1024 * 1024)
    source = io.BytesIO(PDF + b"x" * 5 * 1024 * 1024)
    assert refused(shelf.keep, source, "a.pdf") == "paper_too_large"
    assert source.tell() <= 3 * 1024 * 1024


@pytest.mark.parametrize(
    "name", ["../../etc/x.pdf", "..\\..\\x.pdf", "/etc/x.pdf", "C:\\x.pdf", "\0/x.pdf", "x\n.pdf"]
)
def test_no_name_leads_out_of_the_folder(desk, name):
    kept = keep(name=name)
    assert kept.name == "x.pdf"
    assert shelf.path_of(kept.digest).read_bytes() == PDF
    assert shelf.path_of(kept.digest).parent == shelf.folder()


def test_versions_are_counted_by_kind_and_tell_who_and_when(desk, deal):
    for kind, content in (("quote", b"1"), ("contract", b"2"), ("contract", b"3")):
        files.add(Subject(deal), kind, keep(PDF + content, f"{kind}.pdf"), desk.rep)
    told = [(one.kind, one.version, one.by) for one in files.of(Subject(deal))]
    assert told == [("contract", 2, "Alice"), ("contract", 1, "Alice"), ("quote", 1, "Alice")]
    assert files.of(Subject(deal))[0].bytes == len(PDF) + 1


def test_the_same_file_hangs_on_a_deal_once_until_it_is_taken_back(desk, deal):
    one = files.add(Subject(deal), "contract", keep(), desk.rep)
    assert files.add(Subject(deal), "contract", keep(name="又一次.pdf"), desk.rep) == one
    files.withdraw(one, desk.rep, "签错了")
    assert files.add(Subject(deal), "contract", keep(), desk.rep) != one
    assert [(p.withdrawn_because, p.withdrawn_by) for p in files.of(Subject(deal))] == [
        ("", ""),
        ("签错了", "Alice"),
    ]


def test_a_file_is_taken_back_once_and_with_a_reason(desk, deal):
    one = files.add(Subject(deal), "contract", keep(), desk.rep)
    assert refused(files.withdraw, one, desk.rep, " ") == "reason_needed"
    assert files.withdraw(one, desk.rep, "签错了") == Subject(deal)
    assert refused(files.withdraw, one, desk.rep, "again") == "paper_withdrawn"
    path, name = files.find(one, desk.rep)
    assert (path.read_bytes(), name) == (PDF, "合同.pdf")
    actions = select(AuditEntry.action).where(AuditEntry.action.startswith("paper"))
    assert db.session.scalars(actions).all() == ["paper_added", "paper_withdrawn"]


def test_somebody_elses_deal_has_no_files_to_see_or_to_touch(desk, deal):
    one = files.add(Subject(deal), "contract", keep(), desk.rep)
    bob = Who(desk.bob.id, OWN)
    assert files.find(one, bob) is None
    assert files.one(one, bob) is None
    assert refused(files.withdraw, one, bob, "x") == "missing"
    assert refused(files.add, Subject(deal), "contract", keep(), bob) == "missing"
    assert refused(files.add, Subject(quote_id=999), "quote", keep(), bob) == "missing"
    assert refused(files.add, Subject(), "quote", keep(), bob) == "missing"
    assert files.find(one, desk.manager) is not None


def test_who_has_a_share_sees_the_contract(desk):
    shared = desk.deal(shares=((desk.alice.id, 5_000), (desk.bob.id, 5_000)))
    one = files.add(Subject(shared), "contract", keep(), desk.rep)
    assert files.find(one, Who(desk.bob.id, OWN)) is not None


def test_two_who_bring_the_same_file_at_once_hang_it_on_once(app, desk, deal):
    if db.engine.dialect.name == "sqlite":
        pytest.skip("one connection in memory; a file lets one writer in at a time")
    who = (desk.rep, desk.manager)
    db.session.remove()

    def bring(somebody: Who) -> int:
        with app.app_context():
            try:
                return files.add(Subject(deal), "contract", keep(), somebody)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(2) as hands:
        assert len(set(hands.map(bring, who))) == 1
    assert count() == 1


def test_a_quote_puts_the_customer_at_its_stage_and_is_made_once(desk, offer):
    fresh = builders.lead(owner=desk.alice)
    made = quotes.offer(replace(offer, lead_id=fresh.id), desk.rep)
    assert quotes.offer(replace(offer, lead_id=fresh.id), desk.rep) == made
    assert db.session.get(Lead, fresh.id).stage == "quote"
    assert refused(quotes.offer, offer, desk.rep) == "deal_uuid_taken"
    assert [line.price_fen for line in quotes.of_lead(fresh.id)] == [9_800_00]


def test_a_quote_is_refused_as_a_deal_would_be(desk, offer):
    gone = desk.product()
    products.keep(gone, "软件", 1_00, 0, sold=False, by_id=desk.boss.id)
    for facts, code in (
        ({"price_fen": 0}, "deal_price"),
        ({"valid_until": TODAY - timedelta(days=1)}, "quote_over"),
        ({"product_id": 999}, "deal_product_unknown"),
        ({"product_id": gone}, "deal_product_retired"),
        ({"lead_id": builders.lead(owner=desk.bob).id}, "missing"),
    ):
        assert refused(quotes.offer, replace(offer, **facts), desk.rep) == code


def test_a_deal_comes_of_a_quote_and_shows_its_files(desk, offer):
    made = quotes.offer(offer, desk.rep)
    files.add(Subject(quote_id=made), "quote", keep(), desk.rep)
    assert refused(files.add, Subject(quote_id=made), "contract", keep(), desk.rep) == "paper_sort"
    deal = entering.enter(replace(desk.said, quote_id=made), desk.rep)
    assert quotes.show(made, desk.rep).deal_id == deal
    assert [paper.name for paper in files.of(Subject(deal))] == ["合同.pdf"]
    assert refused(quotes.withdraw, made, desk.rep, "x") == "quote_became"
    again = entering.enter(replace(desk.said, uuid="two", quote_id=made), desk.rep)
    assert quotes.show(made, desk.rep).deal_id == deal != again


def test_nobody_makes_a_deal_of_another_customers_quote(desk, offer):
    other = builders.lead(owner=desk.bob)
    theirs = quotes.offer(replace(offer, lead_id=other.id), Who(desk.bob.id, OWN))
    entering.enter(replace(desk.said, quote_id=theirs), desk.rep)
    assert db.session.get(Quote, theirs).deal_id is None
    assert quotes.show(theirs, desk.rep) is None


def test_a_quote_that_came_to_nothing_stays_with_its_reason(desk, offer):
    made = quotes.offer(offer, desk.rep)
    assert refused(quotes.withdraw, made, desk.rep, "") == "reason_needed"
    quotes.withdraw(made, desk.rep, "客户嫌贵")
    assert refused(quotes.withdraw, made, desk.rep, "x") == "quote_withdrawn"
    on = Subject(quote_id=made)
    assert refused(files.add, on, "quote", keep(), desk.rep) == "quote_withdrawn"
    assert quotes.show(made, desk.rep).withdrawn_because == "客户嫌贵"


def test_the_database_refuses_a_file_on_nothing_or_on_both(desk, deal):
    for on in ({}, {"deal_id": deal, "quote_id": 1}):
        facts = {"kind": "quote", "digest": "x", "name": "x", "bytes": 1, "by_id": desk.alice.id}
        with pytest.raises((RuleBroken, Exception), match=r"(?i)subject|foreign"):
            builders.add(DealFile(**facts, **on, at=desk.alice.created_at))
