"""Who has no share gives the word, once; then it counts (rules.md §5)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from app.errors import RuleBroken
from app.extensions import db
from app.models import AuditEntry, DealCredit, DealShare, DealStanding, Lead, Receipt
from app.services.deals import confirming, one_deal
from app.services.deals.entering import Gift
from tests.services.deals.conftest import TODAY
from tests.services.refusals import refused


def counted(deal_id: int) -> tuple:
    db.session.expire_all()
    found = db.session.get(DealStanding, deal_id)
    return found.net_fen, found.counted_on


def test_confirmed_money_counts_for_everybody_by_share(desk):
    deal = desk.deal(shares=((desk.alice.id, 6_667), (desk.bob.id, 3_333)))
    receipt = desk.came(deal, 4_000_01)
    confirming.decide("receipt", receipt, desk.finance.id, yes=True)
    assert counted(deal) == (4_000_01, TODAY)
    credits = dict(db.session.execute(select(DealCredit.person_id, DealCredit.fen)).all())
    assert credits == {desk.alice.id: 2_666_81, desk.bob.id: 1_333_20}
    assert db.session.get(Lead, desk.lead.id).stage == "after_sale"


def test_what_is_refused_counts_never_and_says_why(desk):
    deal = desk.deal()
    receipt = desk.came(deal, 4_000_00)
    assert refused(confirming.decide, "receipt", receipt, desk.finance.id, yes=False) == (
        "reason_needed"
    )
    confirming.decide("receipt", receipt, desk.finance.id, yes=False, because="没有到账")
    assert counted(deal) == (0, None)
    assert one_deal.show(deal, desk.rep).receipts[0].because == "没有到账"
    again = refused(confirming.decide, "receipt", receipt, desk.boss.id, yes=True)
    assert again == "deal_decided"


def test_nobody_confirms_his_own_share(desk):
    deal = desk.deal(shares=((desk.alice.id, 9_000), (desk.boss.id, 1_000)))
    receipt = desk.came(deal, 100_00)
    code = refused(confirming.decide, "receipt", receipt, desk.boss.id, yes=True)
    assert code == "deal_own_share"
    assert confirming.count_for(desk.boss.id) == 0
    assert confirming.count_for(desk.finance.id) == 1
    assert [one.own for one in confirming.waiting(desk.boss.id)] == [True]


@pytest.mark.parametrize("table", ["receipt", "concession"])
def test_the_database_itself_refuses_an_own_share(desk, table):
    deal = desk.deal(gift=Gift(desk.product(), 1, 1_00))
    desk.came(deal, 100_00)
    own = f"UPDATE {table} SET state='confirmed', decided_at=entered_at, decided_by_id=:who"
    with pytest.raises(DBAPIError, match="own share"):
        db.session.execute(text(own), {"who": desk.alice.id})
    db.session.rollback()
    db.session.execute(text(own), {"who": desk.boss.id})
    with pytest.raises(DBAPIError, match="own share"):
        db.session.add(DealShare(deal_id=deal, person_id=desk.boss.id, share_bp=1))
        db.session.flush()
    db.session.rollback()


def test_a_discount_is_decided_before_the_money(desk):
    deal = desk.deal(product_id=desk.product(), price_fen=5_000_00)
    receipt = desk.came(deal, 5_000_00)
    ask = ("receipt", receipt, desk.finance.id)
    assert refused(confirming.decide, *ask, yes=True) == "deal_concession_first"
    concession, money = confirming.waiting(desk.finance.id)
    assert (concession.what, concession.first, money.first) == ("concession", False, True)
    confirming.decide("concession", concession.id, desk.boss.id, yes=False, because="太低")
    assert refused(confirming.decide, *ask, yes=True) == "deal_concession_first"


def test_a_refund_takes_back_and_never_more_than_came(desk):
    deal = desk.deal()
    assert refused(desk.came, deal, 1, kind="refund") == "refund_too_much"
    confirming.decide("receipt", desk.came(deal, 900_00), desk.finance.id, yes=True)
    assert refused(desk.came, deal, 900_01, kind="refund") == "refund_too_much"
    back = desk.came(deal, 500_00, kind="refund")
    assert refused(desk.came, deal, 400_01, kind="refund") == "refund_too_much"
    assert counted(deal)[0] == 900_00
    confirming.decide("receipt", back, desk.finance.id, yes=True)
    assert counted(deal)[0] == 400_00


def test_goods_count_at_their_confirmed_value(desk):
    deal = desk.deal()
    receipt = desk.came(deal, 800_00, kind="in_kind", goods="茶叶十盒")
    confirming.decide("receipt", receipt, desk.boss.id, yes=True)
    assert counted(deal) == (800_00, TODAY)


def test_a_receipt_sent_twice_is_one(desk):
    deal = desk.deal()
    assert desk.came(deal, 100_00) == desk.came(deal, 100_00)
    assert db.session.scalar(select(func.count()).select_from(Receipt)) == 1


def test_two_who_decide_at_once_are_one(app, desk):
    if db.engine.dialect.name == "sqlite":
        pytest.skip("one connection in memory; a file lets one writer in at a time")
    receipt = desk.came(desk.deal(), 100_00)
    people = (desk.boss.id, desk.finance.id)
    db.session.remove()

    def press(person_id: int) -> str:
        with app.app_context():
            try:
                confirming.decide("receipt", receipt, person_id, yes=True)
            except RuleBroken as refusal:
                return refusal.code
            finally:
                db.session.remove()
        return "done"

    with ThreadPoolExecutor(2) as fingers:
        assert sorted(fingers.map(press, people)) == ["deal_decided", "done"]
    said = select(func.count()).where(AuditEntry.action == "receipt_confirmed")
    assert db.session.scalar(said) == 1
