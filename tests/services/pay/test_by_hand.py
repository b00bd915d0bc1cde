"""Lines by hand need somebody else's word (rules.md §8.10, §8.14, §8.5 cash handed out)."""

import pytest
from sqlalchemy.exc import DBAPIError

from app.services.pay import awards, by_hand, statements
from app.services.pay.by_hand import BONUS, CASH, DEDUCTION, Wish
from tests.services.pay.conftest import DECEMBER, NOVEMBER, OCTOBER, tell
from tests.services.pay.test_closing import IN_DECEMBER, ledger
from tests.services.pay.test_deciding import by_sql
from tests.services.refusals import refused


def wish(house, kind: str = BONUS, fen: int = 200_00, month=OCTOBER, **said) -> Wish:
    return Wish(house.bob.id, month, kind, fen, "带新人", **said)


def add(house, *args, by=None, **said) -> int:
    return by_hand.propose(wish(house, *args, **said), (by or house.sue).id, tell)


def test_a_line_by_hand_waits_for_somebody_else(house):
    house.propose()
    number = add(house, by=house.boss)
    line = house.lines()["bob", f"hand:{number}"]
    assert (line.fen, line.state) == (200_00, awards.WAITING)
    assert refused(house.decide, house.boss, line.id) == "award_proposer"
    assert refused(house.decide, house.bob, line.id) == "award_own"
    with pytest.raises(DBAPIError, match="own"):
        by_sql(line.id, house.boss.id)
    assert house.decide(house.owner, line.id) == 1


def test_a_line_by_hand_is_there_once_the_month_is_proposed(house):
    number = add(house)
    house.through()
    assert ledger()[house.bob.id, OCTOBER, "bonus"] == 200_00
    assert ("bob", f"hand:{number}") in house.lines()


def test_what_was_handed_out_in_cash_is_marked_and_not_paid_again(house):
    by_hand.propose(Wish(house.alice.id, OCTOBER, CASH, 500_00, "当日兑现"), house.sue.id, tell)
    house.propose()
    house.approve_all()
    house.close()
    paid = ledger()
    prize = paid[house.alice.id, OCTOBER, "champion_amount"]
    assert prize + paid[house.alice.id, OCTOBER, "cash"] == 0


def test_a_deduction_names_the_rule_and_what_the_person_said(house):
    assert refused(add, house, DEDUCTION) == "by_hand_heard"
    assert refused(add, house, DEDUCTION, house_rule="考勤 3") == "by_hand_heard"
    assert add(house, DEDUCTION, house_rule="考勤 3", heard="堵车")
    assert refused(add, house, BONUS, house_rule="考勤 3", heard="堵车") == "by_hand_heard"


def test_what_is_nothing_or_comes_too_early_or_late_is_refused(house):
    assert refused(add, house, BONUS, 0) == "by_hand_fen"
    assert refused(add, house, "gift") == "by_hand_fen"
    assert refused(add, house, month=DECEMBER) == "pay_month_to_come"
    house.through()
    assert refused(add, house) == "pay_month_closed"


def test_a_line_that_nobody_decided_on_goes_on_and_is_no_difference(house, set_clock):
    number = add(house)
    house.propose()
    house.close()
    set_clock(IN_DECEMBER)
    house.propose(NOVEMBER)
    lines = house.lines(NOVEMBER)
    assert lines["bob", f"hand:{number}"].earned == OCTOBER
    assert ("bob", "adjustment:2026-11:bonus") not in lines
    house.approve_all(NOVEMBER)
    house.close(NOVEMBER)
    assert ledger(NOVEMBER)[house.bob.id, OCTOBER, "bonus"] == 200_00
    assert statements.seen(house.bob.id) == [NOVEMBER, OCTOBER]
