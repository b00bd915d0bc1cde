"""A deal is entered once, whole or not at all, and nothing of it counts yet (rules.md §5)."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.errors import RuleBroken
from app.extensions import db
from app.models import Concession, Deal, DealStanding, Lead, Receipt
from app.models.visible import OWN
from app.rules.deals import shares
from app.rules.deals.shares import percent_bp
from app.services.customers.within import Who
from app.services.deals import entering, unentered
from app.services.deals.entering import Gift
from app.services.deals.receiving import Came
from tests import builders, calls
from tests.services.deals.conftest import TODAY
from tests.services.refusals import refused


def test_a_deal_sent_twice_is_entered_once(desk):
    assert desk.deal() == desk.deal()
    assert db.session.scalar(select(func.count()).select_from(Deal)) == 1


def test_another_deal_under_the_same_number_is_refused(desk):
    desk.deal()
    other = builders.lead("李雷", owner=desk.alice)
    assert refused(desk.deal, lead_id=other.id) == "deal_uuid_taken"


def test_nothing_counts_before_money_is_confirmed(desk):
    desk.deal(received=Came("one:1", "money", TODAY, 4_000_00))
    assert db.session.scalar(select(Receipt.state)) == "waiting"
    standing = db.session.scalar(select(DealStanding))
    assert standing is None or (standing.net_fen, standing.counted_on) == (0, None)


def test_what_cannot_be_taken_in_full_leaves_nothing(desk):
    tomorrow = TODAY + timedelta(days=1)
    assert refused(desk.deal, received=Came("x", "money", tomorrow, 100)) == "deal_in_future"
    assert db.session.scalar(select(func.count()).select_from(Deal)) == 0
    assert db.session.get(Lead, desk.lead.id).stage == "quote"


def test_the_customer_is_in_the_contract_stage_then(desk):
    desk.deal()
    assert db.session.get(Lead, desk.lead.id).stage == "contract"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"shares": ()}, "shares_missing"),
        ({"shares": ((1, 5_000), (2, 4_000))}, "shares_sum"),
        ({"shares": ((1, 5_000), (1, 5_000))}, "share_twice"),
        ({"shares": ((9_999, 10_000),)}, "deal_person_unknown"),
        ({"price_fen": 0}, "deal_price"),
        ({"signed_on": TODAY + timedelta(days=1)}, "deal_in_future"),
        ({"product_id": 9_999}, "deal_product_unknown"),
        ({"lead_id": 9_999}, "missing"),
        ({"received": Came("x", "money", TODAY, -1)}, "deal_price"),
        ({"received": Came("x", "in_kind", TODAY, 100)}, "receipt_goods"),
        ({"received": Came("x", "refund", TODAY, 100)}, "refund_too_much"),
    ],
)
def test_what_makes_no_sense_is_refused(desk, facts, code):
    assert refused(desk.deal, **facts) == code


def test_somebody_elses_customer_is_not_there(desk):
    stranger = Who(desk.bob.id, OWN)
    assert refused(entering.enter, desk.said, stranger) == "missing"


@pytest.mark.parametrize(("price_fen", "waits"), [(9_000_00, 0), (8_999_99, 1)])
def test_a_discount_waits_beyond_the_limit_alone(desk, price_fen, waits):
    desk.deal(product_id=desk.product(), price_fen=price_fen)
    found = db.session.scalars(select(Concession)).all()
    assert [(one.kind, one.fen) for one in found] == [("discount", 1_000_01)] * waits


def test_a_gift_always_waits(desk):
    desk.deal(gift=Gift(desk.product(), 2, 300_00))
    gift = db.session.scalar(select(Concession))
    assert (gift.kind, gift.quantity, gift.fen, gift.state) == ("gift", 2, 300_00, "waiting")


def test_who_agreed_on_the_phone_is_listed_until_the_deal_is_entered(desk):
    assert unentered.of(desk.alice.id) == []
    calls.call(desk.lead, desk.alice, disposition="deal")
    [agreed] = unentered.of(desk.alice.id)
    assert (agreed.lead_id, agreed.name) == (desk.lead.id, "王秀英")
    assert unentered.of(desk.bob.id) == []
    desk.deal()
    assert unentered.of(desk.alice.id) == []


@given(st.integers(1, 10_000))
def test_a_share_is_read_as_it_is_written(bp):
    assert percent_bp(f"{bp // 100}.{bp % 100:02}") == percent_bp(f"{bp / 100:g}%") == bp


@given(st.lists(st.integers(-100, 10_000), max_size=5))
def test_shares_are_taken_only_when_they_are_the_whole(parts):
    rows = list(enumerate(parts))
    good = bool(parts) and min(parts) > 0 and sum(parts) == 10_000
    try:
        shares.check(rows)
    except RuleBroken:
        assert not good
    else:
        assert good
