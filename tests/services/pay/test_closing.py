"""Closing posts once and for good; late facts are differences in the open month (rules.md §8)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from app import clock
from app.extensions import db
from app.models import PayEntry, PayLine, PayMonth
from app.services.pay import awards, by_hand, closing, months, statements
from app.services.pay.by_hand import Wish
from app.services.pay.deciding import Word
from app.services.transaction import write
from tests.services.pay.conftest import DECEMBER, NOVEMBER, OCTOBER, tell
from tests.services.refusals import refused

IN_DECEMBER = datetime(2026, 12, 7, 2, 0, tzinfo=UTC)
IN_JANUARY = datetime(2027, 1, 7, 2, 0, tzinfo=UTC)


def ledger(posted: date = OCTOBER) -> dict[tuple[int, date, str], int]:
    query = select(PayEntry.person_id, PayEntry.earned, PayEntry.kind, func.sum(PayEntry.fen))
    query = query.where(PayEntry.posted == posted)
    query = query.group_by(PayEntry.person_id, PayEntry.earned, PayEntry.kind)
    return {(who, earned, kind): int(fen) for who, earned, kind, fen in db.session.execute(query)}


def everything() -> list:
    """All that was kept of October, byte for byte."""
    tables = ("pay_month", "pay_line", "pay_decision", "pay_entry")
    where = {
        "pay_month": "month = '2026-10-01'",
        "pay_line": "month_id = (SELECT id FROM pay_month WHERE month = '2026-10-01')",
        "pay_decision": "line_id IN (SELECT l.id FROM pay_line l JOIN pay_month m"
        " ON m.id = l.month_id WHERE m.month = '2026-10-01')",
        "pay_entry": "posted = '2026-10-01'",
    }
    queries = [f"SELECT * FROM {table} WHERE {where[table]} ORDER BY id" for table in tables]  # noqa: S608
    return [repr(row) for query in queries for row in db.session.execute(text(query))]


def test_what_is_by_rule_or_approved_is_posted_and_the_rest_moves_on(house):
    house.propose()
    lines = house.lines()
    house.decide(house.owner, lines["alice", "champion_amount"].id)
    house.decide(house.owner, lines["alice", "champion_deals"].id, word=Word(False, "已发现金"))
    done = house.close()
    assert done.rejected == 1
    assert ledger()[house.alice.id, OCTOBER, "champion_amount"] == 500_00
    assert ledger()[house.alice.id, OCTOBER, "commission"] == 600_00
    assert (house.alice.id, OCTOBER, "champion_deals") not in ledger()
    moved = house.lines(NOVEMBER)["boss", "team_commission"]
    assert (moved.state, moved.earned, moved.fen) == (awards.WAITING, OCTOBER, 125_00)


def test_a_closed_month_is_closed_once(house):
    house.through()
    before = everything()
    assert refused(house.close) == "pay_month_closed"
    assert everything() == before


def test_what_moved_on_is_posted_once_it_is_approved(house, set_clock):
    house.propose()
    house.close()
    set_clock(IN_DECEMBER)
    house.through(NOVEMBER)
    assert ledger(NOVEMBER)[house.boss.id, OCTOBER, "team_commission"] == 125_00
    assert (house.boss.id, OCTOBER, "adjustment") not in ledger(NOVEMBER)


def test_the_owner_decides_on_a_single_managers_own_line(house):
    house.propose()
    own = house.lines()["boss", "team_commission"].id
    assert refused(house.decide, house.boss, own) == "award_own"
    assert house.decide(house.owner, own) == 1


def test_two_part_refunds_add_up_to_one_whole(house, set_clock):
    house.through()
    before = everything()
    house.refund(5_000_00)
    set_clock(IN_DECEMBER)
    house.through(NOVEMBER)
    house.refund(15_000_00, date(2026, 12, 7))
    set_clock(IN_JANUARY)
    house.through(DECEMBER)
    parts = [ledger(month)[house.alice.id, OCTOBER, "adjustment"] for month in (NOVEMBER, DECEMBER)]
    earned = select(func.sum(PayEntry.fen)).where(PayEntry.earned == OCTOBER)
    of_kind = earned.where(PayEntry.person_id == house.alice.id, PayEntry.settles == "commission")
    assert db.session.scalar(of_kind) == 0
    assert len(parts) == 2
    assert everything() == before


def test_a_difference_says_which_receipts_changed_it(house, set_clock):
    house.through()
    set_clock(clock.now() + timedelta(minutes=1))
    refund = house.refund(20_000_00)
    house.propose(NOVEMBER)
    line = house.lines(NOVEMBER)["alice", "adjustment:2026-11:commission"]
    assert (line.fen, line.earned, line.state) == (-600_00, OCTOBER, awards.WAITING)
    assert line.sum == "0.00 − 600.00 = −600.00"
    assert line.evidence["later"] == [refund]
    assert len(line.evidence["missing"]["receipts"]) == 1


def test_a_refused_difference_does_not_come_back(house, set_clock):
    house.through()
    house.refund(20_000_00)
    house.propose(NOVEMBER)
    line = house.lines(NOVEMBER)["alice", "adjustment:2026-11:commission"]
    house.decide(house.owner, line.id, word=Word(False, "公司承担"))
    set_clock(IN_DECEMBER)
    house.close(NOVEMBER)
    house.propose(DECEMBER)
    assert ("alice", "adjustment:2026-12:commission") not in house.lines(DECEMBER)


def test_an_undecided_difference_turns_up_again(house, set_clock):
    house.through()
    house.refund(20_000_00)
    house.propose(NOVEMBER)
    set_clock(IN_DECEMBER)
    house.close(NOVEMBER)
    house.propose(DECEMBER)
    assert house.lines(DECEMBER)["alice", "adjustment:2026-12:commission"].fen == -600_00


def test_incentives_below_zero_go_on_and_base_pay_is_paid(house, set_clock):
    house.through()
    house.refund(20_000_00)
    set_clock(IN_DECEMBER)
    house.propose(NOVEMBER)
    house.approve_all(NOVEMBER)
    done = house.close(NOVEMBER)
    paid = {key: fen for key, fen in ledger(NOVEMBER).items() if key[0] == house.alice.id}
    rest = paid[house.alice.id, NOVEMBER, "carried_out"]
    assert rest > 0
    assert sum(paid.values()) == paid[house.alice.id, NOVEMBER, "base"]
    assert ledger(DECEMBER)[house.alice.id, NOVEMBER, "carried_in"] == -rest
    assert done.carried_fen <= -rest


def test_a_rest_goes_on_over_several_months_until_it_is_made_up_for(house, set_clock):
    house.through()
    house.refund(20_000_00)
    rests = []
    for month, now in ((NOVEMBER, IN_DECEMBER), (DECEMBER, IN_JANUARY)):
        set_clock(now)
        house.through(month)
        one = statements.of(house.alice.id, month)
        base = sum(line.fen for line in one.counted if line.kind == "base")
        assert one.total_fen == base
        rests.append({line.kind: (line.fen, line.month) for line in one.carried})
    assert rests[0].keys() == {"carried_out"}
    fen, after = rests[0]["carried_out"]
    assert after == DECEMBER
    assert rests[1]["carried_in"] == (-fen, NOVEMBER)
    assert rests[1]["carried_out"][0] > fen  # the quota of December was missed as well
    total = select(func.sum(PayEntry.fen)).where(PayEntry.line_id.is_(None))
    assert db.session.scalar(total) == 0


def test_cash_that_was_handed_out_is_shown_and_not_paid_again(house):
    wish = Wish(house.alice.id, OCTOBER, "cash", 500_00, "当场发了业绩冠军奖")
    by_hand.propose(wish, house.boss.id, tell)
    house.through()
    one = statements.of(house.alice.id, OCTOBER)
    assert (one.cash_fen, one.total_fen) == (500_00, one.earned_fen - 500_00)


def test_statements_are_seen_for_some_days_before_closing(house, set_clock):
    house.propose()
    assert refused(house.close, early="") == "pay_month_proposed"
    closing.publish(OCTOBER, house.boss.id)
    assert closing.objections_until(months.find(OCTOBER)) == date(2026, 11, 26)
    assert refused(house.close, early="") == "pay_window_open"
    set_clock(datetime(2026, 11, 27, 2, 0, tzinfo=UTC))
    assert house.close(early="").posted


def test_what_changed_since_the_statements_is_looked_at_before_closing(house):
    house.propose()
    closing.publish(OCTOBER, house.boss.id)
    house.refund(1_000_00)
    assert refused(house.close) == "pay_changed"
    assert house.close().posted


def test_a_month_that_is_not_over_is_not_closed(house):
    house.propose(NOVEMBER)
    assert refused(house.close, NOVEMBER) == "pay_month_not_over"


def test_months_are_closed_one_after_the_other(house, set_clock):
    house.propose()
    set_clock(IN_DECEMBER)
    house.propose(NOVEMBER)
    assert refused(house.close, NOVEMBER) == "pay_earlier_open"


def test_finance_marks_a_closed_month_as_paid_once(house):
    house.propose()
    assert refused(months.pay_out, OCTOBER, house.finance.id) == "pay_month_proposed"
    house.close()
    months.pay_out(OCTOBER, house.finance.id)
    assert months.find(OCTOBER).state == "paid"
    assert refused(months.pay_out, OCTOBER, house.finance.id) == "pay_month_paid"


def refuses(match: str, statement: object) -> None:
    with pytest.raises(DBAPIError, match=match), write() as session:
        session.execute(statement)
    db.session.rollback()


def entry(line: PayLine, **other: object) -> object:
    facts = {"key": "another", "person_id": line.person_id, "earned": OCTOBER, "posted": OCTOBER}
    facts |= {"kind": line.kind, "settles": line.settles, "fen": line.fen, "line_id": line.id}
    return insert(PayEntry).values({**facts, "at": clock.now(), **other})


def test_the_database_itself_keeps_the_ledger(house):
    house.propose()
    lines = {(one.kind, one.person_id): one for one in db.session.scalars(select(PayLine))}
    prize = lines["champion_amount", house.alice.id]
    base = lines["base", house.alice.id]
    refuses("approved", entry(prize))
    refuses("approved", entry(base, fen=base.fen + 1))
    refuses("approved", entry(base, person_id=house.bob.id))
    refuses("approved", entry(base, posted=NOVEMBER))
    house.close()
    refuses("closed", entry(base))
    refuses("append-only", update(PayEntry).values(fen=1))
    refuses("append-only", PayEntry.__table__.delete())
    refuses("append-only", update(PayLine).values(fen=1))


def test_the_database_itself_keeps_a_closed_month(house):
    house.through()
    found = months.find(OCTOBER)
    columns = {c.name: getattr(house_line(), c.name) for c in PayLine.__table__.c if c.name != "id"}
    refuses("closed", insert(PayLine).values({**columns, "revision": 99}))
    for state in ("open", "proposed", "published"):
        refuses("pay_month", update(PayMonth).values(state=state, closed_at=None))
    refuses("pay_month", update(PayMonth).where(PayMonth.id == found.id).values(plan={}))
    refuses("pay_month", PayMonth.__table__.delete())


def house_line() -> PayLine:
    return db.session.scalars(select(PayLine).limit(1)).one()
