"""Statements, what is confirmed of them and what is objected to (rules.md §8, how money moves)."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from app.extensions import db
from app.models import PayObjection
from app.services.pay import closing, objecting, statements
from app.services.transaction import write
from tests.services.pay.conftest import OCTOBER, House
from tests.services.refusals import refused


@pytest.fixture
def published(database, set_clock, prepared):
    def make():
        house = House()
        house.propose()
        closing.publish(OCTOBER, house.boss.id)
        return house

    return prepared((__name__, "published"), make)


def test_there_is_no_statement_before_it_is_published(house):
    house.propose()
    assert statements.seen(house.alice.id) == []
    assert refused(statements.of, house.alice.id, OCTOBER) == "missing"


def test_what_waits_for_a_word_is_shown_but_not_counted(published):
    before = statements.of(published.alice.id, OCTOBER)
    assert {one.kind for one in before.waiting} >= {"champion_amount", "workload_shortfall"}
    assert before.total_fen == sum(one.fen for one in before.lines if one.state == "by_rule")
    prize = published.lines()["alice", "champion_amount"].id
    published.decide(published.owner, prize)
    after = statements.of(published.alice.id, OCTOBER)
    assert after.total_fen == before.total_fen + 500_00


def test_a_statement_is_the_same_after_closing_as_its_ledger(published):
    published.approve_all()
    before = statements.of(published.alice.id, OCTOBER)
    published.close()
    after = statements.of(published.alice.id, OCTOBER)
    assert (after.total_fen, after.lines) == (before.total_fen, before.lines)


def test_exactly_what_was_shown_is_confirmed(published):
    shown = statements.of(published.alice.id, OCTOBER).digest
    statements.confirm(published.alice.id, OCTOBER, shown)
    statements.confirm(published.alice.id, OCTOBER, shown)
    assert statements.of(published.alice.id, OCTOBER).confirmed_at
    published.decide(published.owner, published.lines()["alice", "champion_amount"].id)
    assert statements.of(published.alice.id, OCTOBER).confirmed_at is None
    changed = refused(statements.confirm, published.alice.id, OCTOBER, shown)
    assert changed == "statement_changed"


def test_an_objection_is_due_in_three_working_days_and_holds_up_closing(published):
    line = published.lines()["alice", "commission:0"].id
    number = objecting.object_to(line, published.alice.id, "少了一单")
    (waits,) = objecting.unanswered(published.boss.id)
    assert (waits.due_on, waits.own) == (date(2026, 11, 26), False)
    assert refused(objecting.object_to, line, published.alice.id, "又") == "objection_open"
    assert refused(published.close) == "pay_objections_open"
    objecting.answer(number, published.boss.id, "已核对")
    assert refused(objecting.answer, number, published.owner.id, "再") == "objection_answered"
    assert published.close().posted


def test_objections_end_with_their_days(published, set_clock):
    set_clock(datetime(2026, 11, 27, 2, 0, tzinfo=UTC))
    line = published.lines()["alice", "commission:0"].id
    assert refused(objecting.object_to, line, published.alice.id, "晚了") == "objection_late"


def test_nobody_answers_himself_not_even_past_the_service(published):
    line = published.lines()["boss", "team_commission"].id
    number = objecting.object_to(line, published.boss.id, "少了")
    assert refused(objecting.answer, number, published.boss.id, "好") == "objection_own"
    own = {"answer": "好", "answered_by_id": published.boss.id, "answered_at": closing.clock.now()}
    with pytest.raises(DBAPIError), write() as session:
        session.execute(update(PayObjection).values(own))
    assert db.session.scalar(select(PayObjection.answer)) == ""


@pytest.mark.parametrize("who", ["bob", "boss", "owner"])
def test_only_ones_own_line_can_be_objected_to(published, who):
    line = published.lines()["alice", "commission:0"].id
    someone = getattr(published, who)
    assert refused(objecting.object_to, line, someone.id, "不对") == "missing"
