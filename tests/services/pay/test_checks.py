"""The ledger of pay is found whole, and each kind of damage to it is seen (design: doors, `flask check`)."""

import pytest
from sqlalchemy import text

from app.extensions import db
from app.services.checks import database, pay
from tests.services.pay.conftest import NOVEMBER
from tests.services.pay.test_closing import IN_DECEMBER
from tests.services.test_checks import by_hand, told

OF_PRIZE = "(SELECT id FROM pay_line WHERE kind = 'champion_amount')"
DAMAGES = [
    (
        pay.entries_are_their_lines,
        "UPDATE pay_entry SET fen = fen + 1 WHERE kind = 'team_commission'",
    ),
    (pay.entries_are_their_lines, "UPDATE pay_entry SET key = key || 'x' WHERE kind = 'base'"),
    (pay.entries_have_their_word, f"DELETE FROM pay_decision WHERE line_id = {OF_PRIZE}"),
    (
        pay.entries_have_their_word,
        f"UPDATE pay_decision SET by_id = (SELECT person_id FROM pay_line WHERE id = {OF_PRIZE})"
        f" WHERE line_id = {OF_PRIZE}",
    ),
    (
        pay.entries_have_their_word,
        f"UPDATE pay_decision SET by_id = (SELECT person_id FROM pay_roster WHERE line_id = {OF_PRIZE}"
        f" ORDER BY person_id DESC LIMIT 1) WHERE line_id = {OF_PRIZE}",
    ),
    (pay.closed_months_are_posted_whole, f"DELETE FROM pay_entry WHERE line_id = {OF_PRIZE}"),
    (pay.rests_are_carried, "UPDATE pay_entry SET fen = fen - 99999999 WHERE kind = 'commission'"),
    (pay.rests_are_carried, "UPDATE pay_entry SET fen = fen - 1 WHERE kind = 'carried_in'"),
    (pay.closed_months_are_as_they_were, "UPDATE pay_line SET sum = 'x' WHERE kind = 'base'"),
    (pay.closed_months_are_as_they_were, "UPDATE pay_statement SET total_fen = total_fen + 1"),
    (pay.closed_months_are_as_they_were, "UPDATE pay_decision SET because = 'x'"),
]


@pytest.fixture
def posted(house, set_clock):
    """October and November closed; a refund of November leaves a rest that goes on."""
    house.through()
    house.refund(20_000_00)
    set_clock(IN_DECEMBER)
    house.through(NOVEMBER)
    yield
    db.session.rollback()
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text("PRAGMA ignore_check_constraints = OFF"))
        db.session.rollback()


def test_what_was_closed_is_whole(posted):
    assert [found for check in pay.CHECKS for found in check()] == []


@pytest.mark.parametrize(("check", "damage"), DAMAGES)
def test_damage_is_seen(posted, check, damage):
    assert check() == []
    by_hand(damage)
    assert check() != []


def test_every_check_of_pay_has_been_seen_to_fail():
    assert {check for check, _ in DAMAGES} == set(pay.CHECKS)


def test_a_trigger_that_is_missing_is_seen(posted):
    assert database.other_triggers_stand() == []
    sqlite = db.engine.dialect.name == "sqlite"
    for name, table in (
        ("call_pay_touch_update", "call"),
        ("pay_plan_pay_guard_begun", "pay_plan"),
    ):
        db.session.execute(text(f"DROP TRIGGER {name}" + ("" if sqlite else f" ON {table}")))
        assert name in told(database.other_triggers_stand)[0][2]
