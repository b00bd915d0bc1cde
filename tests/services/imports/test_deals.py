"""Deals from a list: one row for a receipt or a refund (rules.md §5; design: import headings)."""

from datetime import date

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import Deal, DealCredit, DealStanding, ImportRun, Receipt
from app.rules.imports.layout import Layout
from app.services.imports.deals import DealImport
from app.services.imports.importer import Run, Terms
from app.services.transaction import write
from tests import builders

HEADINGS = ["id", "phone", "shares", "product", "signed_on", "received_on", "amount_yuan", "refund"]
DAY = "2026-11-20"


@pytest.fixture
def alice(database, set_clock):
    builders.lead(phone="+8613800138000")
    builders.person("bob", hired_on=date(2026, 1, 6))
    return builders.person("alice", hired_on=date(2026, 1, 5))


def row(number="D1", yuan="10000", refund="", *, day=DAY, shares="alice:60;bob:40", product="套餐"):
    return [number, "13800138000", shares, product, "2026-11-18", day, yuan, refund]


def credits():
    query = select(DealCredit.day, DealCredit.fen).order_by(DealCredit.receipt_id, -DealCredit.fen)
    return [(day.isoformat(), fen) for day, fen in db.session.execute(query)]


def codes(tally):
    return [(one.row, one.reason.code) for one in tally.rejected]


def test_receipts_and_refunds_of_a_deal_count_by_share(alice, bring):
    rows = [row(yuan="3333.33"), row(yuan="6666.67", day="2026-11-22")]
    tally = bring("deals", HEADINGS, *rows, row(yuan="6666.68", refund="是", day="2026-11-23"))
    assert (tally.read, tally.created, codes(tally)) == (3, 3, [])
    assert credits() == [(DAY, 199_999), (DAY, 133_333), ("2026-11-22", 0), ("2026-11-22", 0)]
    standing = db.session.scalars(select(DealStanding)).one()
    assert (standing.net_fen, standing.counted_on) == (333_332, date(2026, 11, 20))
    assert standing.leads_first


def test_two_equal_rows_are_two_receipts_and_the_same_file_again_is_none(alice, bring):
    rows = [HEADINGS, row(yuan="5000"), row(yuan="5000")]
    assert bring("deals", *rows).created == 2
    again = bring("deals", *rows, row(yuan="5000"))
    assert (again.read, again.created, again.duplicates) == (3, 1, 2)
    assert bring("deals", *rows, row(yuan="5000"), dry=True).duplicates == 3


def test_without_a_number_rows_that_say_the_same_belong_together(alice, bring):
    rows = [row("", "4000"), row("", "6000"), row("", "1000", shares="bob")]
    assert bring("deals", HEADINGS, *rows).created == 3
    nets = db.session.scalars(select(DealStanding.net_fen).order_by(DealStanding.deal_id)).all()
    assert nets == [1_000_000, 100_000]


def test_a_refund_may_stand_above_its_receipt_but_never_exceed_it(alice, bring):
    tally = bring("deals", HEADINGS, row(yuan="100", refund="1"), row(yuan="300"))
    assert (tally.created, codes(tally)) == (2, [])
    more = bring("deals", HEADINGS, row(yuan="200.01", refund="1"), row(yuan="200", refund="1"))
    assert (more.created, codes(more)) == (1, [(2, "refund_too_much")])
    assert db.session.scalars(select(DealStanding)).one().counted_on is None


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (row(shares="alice:60;carol:40"), "login_unknown"),
        (row(shares="alice:60;bob:30"), "shares_sum"),
        (row(shares="alice:60;Alice:40"), "share_twice"),
        (row(yuan="-5"), "amount_unreadable"),
        (row(yuan=""), "amount_unreadable"),
        (row(refund="maybe"), "refund_unreadable"),
        (row(day="2026-11-24"), "deal_in_future"),
        (["D9", "13900139000", *row()[2:]], "deal_number_unknown"),
        (row(shares="alice"), "deal_differs"),
        (row(product="别的"), "deal_differs"),
    ],
)
def test_a_bad_row_is_told_with_its_reason_and_stops_no_good_one(alice, bring, wrong, code):
    tally = bring("deals", HEADINGS, row(), wrong, row("D2"))
    assert (tally.read, tally.created, codes(tally)) == (3, 2, [(3, code)])
    if code == "deal_differs":
        assert tally.rejected[0].reason.params["field"] in ("shares", "product")


def test_who_has_a_share_cannot_confirm_by_bringing_the_list_in(alice):
    take(run(by=alice.id), row())
    receipt = db.session.scalars(select(Receipt)).one()
    assert (receipt.state, receipt.decided_by_id) == ("waiting", None)
    assert db.session.scalars(select(DealStanding)).one().counted_on is None


def test_a_run_that_was_killed_goes_on_without_doubling(alice):
    """The second importer is a new process that carries the same run on."""
    same = run()
    for _ in range(2):
        take(same, row(yuan="5000"))
    assert db.session.scalars(select(Receipt.fen)).all() == [500_000, 500_000]
    assert len(db.session.scalars(select(Deal)).all()) == 1


def run(by=None):
    kept = ImportRun(kind="deals", file_name="", file_hash="", by_id=by, made_at=clock.now())
    return Run(builders.add(kept).id, by, clock.now())


def take(of, said):
    layout = Layout("deals", 1, 2, tuple(HEADINGS), tuple(HEADINGS))
    importer = DealImport(Terms(layout), of)
    with write():
        importer.take(importer.read([(2, said)]))
