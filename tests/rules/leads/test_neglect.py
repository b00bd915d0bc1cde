from datetime import UTC, datetime, timedelta

import pytest

from app.rules.days.working_days import WorkingDays
from app.rules.defaults import DEFAULTS
from app.rules.leads.neglect import Spell, Try, is_given_up, is_worked

MONDAY = datetime(2026, 3, 2, 1, tzinfo=UTC)


def calls(*days: int, connected: bool = False) -> tuple[Try, ...]:
    return tuple(Try(MONDAY + timedelta(days=day, hours=2), connected) for day in days)


@pytest.mark.parametrize(
    ("tries", "worked"),
    [
        ((), False),
        (calls(0, 1), False),
        (calls(0, 1, 2), True),
        (calls(0, 1, 7), True),  # Monday of the next week is the fifth working day
        (calls(0, 1, 8), False),
        (calls(7, connected=True), True),
        (calls(8, connected=True), False),
    ],
)
def test_three_tries_or_a_conversation_within_five_working_days(tries, worked):
    assert is_worked(Spell(MONDAY, tries), WorkingDays(), DEFAULTS) == worked


@pytest.mark.parametrize(
    ("tries", "left_by", "given_up"),
    [
        (calls(0), "recycle_idle", True),
        (calls(0), "returned", True),
        (calls(0), "refused", False),
        (calls(0), "wrong_number", False),
        (calls(0), None, False),
        (calls(0, 1), "recycle_idle", False),
        ((), "recycle_uncalled", False),
    ],
)
def test_given_up_after_one_call(tries, left_by, given_up):
    assert is_given_up(Spell(MONDAY, tries, left_by)) == given_up
