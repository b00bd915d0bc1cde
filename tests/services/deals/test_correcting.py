"""A correction leaves what was said before; confirmed money cannot be talked away (rules.md §5)."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Concession, DealCredit
from app.services.deals import confirming, correcting, one_deal
from app.services.deals.correcting import Corrected
from tests.services.deals.conftest import TODAY
from tests.services.refusals import refused


def correct(desk, deal, who=None, *, confirms=False, **facts):
    said = {"rev": 1, "shares": desk.said.shares, "price_fen": 8_000_00, "signed_on": TODAY}
    said |= facts
    who = who or desk.rep
    return correcting.correct(deal, Corrected(**said), who, "写错了", confirms=confirms)


def confirmed(desk) -> int:
    deal = desk.deal()
    confirming.decide("receipt", desk.came(deal, 100_00), desk.finance.id, yes=True)
    return deal


def test_what_it_said_before_stays_with_the_reason(desk):
    deal = desk.deal()
    half = ((desk.alice.id, 5_000), (desk.bob.id, 5_000))
    correct(desk, deal, shares=half)
    whole = one_deal.show(deal, desk.rep)
    assert (whole.line.price_fen, whole.line.shares) == (
        8_000_00,
        [("Alice", 5_000), ("Bob", 5_000)],
    )
    (change,) = whole.changes
    assert (change.price_fen, change.signed_on) == (10_000_00, TODAY)
    assert (change.shares, change.reason, change.by) == ([("Alice", 10_000)], "写错了", "Alice")


def test_of_two_who_saw_the_same_the_second_looks_again(desk):
    deal = desk.deal()
    correct(desk, deal)
    assert refused(correct, desk, deal, price_fen=9_000_00) == "deal_changed"


def test_confirmed_money_closes_a_deal_to_who_has_a_share(desk):
    deal = confirmed(desk)
    assert refused(correct, desk, deal) == "deal_confirmed"
    assert refused(correct, desk, deal, confirms=True) == "deal_own_share"


def test_who_may_confirm_gives_himself_nothing(desk):
    deal = confirmed(desk)
    own = ((desk.alice.id, 5_000), (desk.boss.id, 5_000))
    ask = {"who": desk.manager, "confirms": True}
    assert refused(correct, desk, deal, shares=own, **ask) == "deal_own_share"
    decider = ((desk.alice.id, 5_000), (desk.finance.id, 5_000))
    assert refused(correct, desk, deal, shares=decider, **ask) == "deal_share_decided"
    correct(desk, deal, shares=((desk.bob.id, 10_000),), **ask)
    assert db.session.execute(select(DealCredit.person_id, DealCredit.fen)).all() == [
        (desk.bob.id, 100_00)
    ]


def test_another_price_asks_anew_for_the_discount(desk):
    deal = desk.deal(product_id=desk.product(), price_fen=5_000_00)
    correct(desk, deal, price_fen=6_000_00)
    assert db.session.scalars(select(Concession.fen)).all() == [4_000_00]
    correct(desk, deal, rev=2, price_fen=9_500_00)
    assert db.session.scalars(select(Concession.fen)).all() == []


def test_a_deal_without_money_is_taken_back_and_waits_no_more(desk):
    deal = desk.deal()
    desk.came(deal, 100_00)
    assert refused(correcting.withdraw, deal, desk.rep, " ") == "reason_needed"
    correcting.withdraw(deal, desk.rep, "客户反悔")
    assert confirming.waiting(desk.boss.id) == [] and confirming.count_for(desk.boss.id) == 0
    assert refused(correct, desk, deal, rev=2) == "deal_withdrawn"


def test_a_deal_with_confirmed_money_is_refunded_instead(desk):
    assert refused(correcting.withdraw, confirmed(desk), desk.rep, "反悔") == "deal_has_money"


@pytest.mark.parametrize("work", [correct, None])
def test_somebody_elses_deal_is_not_there(desk, work):
    deal, stranger = desk.deal(), type(desk.rep)(desk.bob.id, "own")
    assert one_deal.show(deal, stranger) is None
    if work:
        assert refused(work, desk, deal, stranger) == "missing"
    assert refused(correcting.withdraw, deal, stranger, "x") == "missing"
