"""Proposals with their evidence; proposing again adds what changed and nothing else (rules.md §8)."""

from datetime import date

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.models import PayLine
from app.services.pay import awards
from tests.services.pay.conftest import DECEMBER, NOVEMBER, OCTOBER
from tests.services.refusals import refused


def rows() -> int:
    return db.session.scalar(select(func.count()).select_from(PayLine))


def test_a_month_is_proposed_with_what_needs_a_word_and_what_does_not(house):
    done = house.propose()
    assert (done.state, done.new) == ("proposed", len(house.lines()))
    states = {key: one.state for key, one in house.lines().items()}
    assert states["alice", "base:2026-10-08"] == awards.BY_RULE
    assert states["alice", "commission:0"] == awards.BY_RULE
    assert states["alice", "champion_amount"] == awards.WAITING
    assert states["sue", "team_commission"] == awards.WAITING
    assert states["alice", "workload_shortfall"] == awards.WAITING


def test_proposing_twice_adds_nothing(house):
    house.propose()
    before = rows()
    again = house.propose()
    assert not again.any
    assert rows() == before


def test_the_rows_behind_a_line_are_named(house):
    house.propose()
    line = house.lines()["alice", "commission:0"]
    assert len(line.evidence["rows"]["receipts"]) == 1
    assert line.text == {"zh": "pay_commission_no_target", "en": "pay_commission_no_target"}


def test_what_changed_is_a_further_revision_and_what_is_gone_is_no_line(house):
    house.propose()
    shown = house.lines()["alice", "champion_amount"]
    house.refund(20_000_00)
    done = house.propose()
    assert done.gone >= 2
    lines = house.lines()
    assert ("alice", "champion_amount") not in lines
    assert lines["bob", "champion_amount"].fen == 500_00
    assert db.session.get(PayLine, shown.id).fen == 500_00


def test_a_month_that_has_not_begun_has_no_lines(house):
    assert refused(house.propose, DECEMBER) == "pay_month_to_come"
    assert house.propose(NOVEMBER).new


def test_a_month_before_a_closed_one_begins_no_more(house):
    house.through()
    assert refused(house.propose, date(2026, 9, 1)) == "pay_later_closed"


@pytest.mark.parametrize("month", [OCTOBER])
def test_a_closed_month_is_never_computed_again(house, month):
    house.through(month)
    assert refused(house.propose, month) == "pay_month_closed"
