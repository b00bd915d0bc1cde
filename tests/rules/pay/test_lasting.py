"""Allowances and a leader's raise in a month (rules.md §8.1, §8.14)."""

from datetime import date

import pytest

from app.rules.pay import changes
from app.rules.pay.changes import FORMAL, LEADER_RAISE, Asked, Standing
from app.rules.pay.facts import Allowance
from tests.rules.pay.made import DAYS, facts, lines, october, paid, worker

YUAN = 100
ASKED = Asked(units=120, months=6)


def allowance(who, condition: str, fen: int, first=date(2026, 1, 1), last=None) -> Allowance:
    return Allowance(1, who.number, "餐补", condition, fen, first, last)


@pytest.mark.parametrize(
    ("condition", "away", "fen"),
    [
        ("monthly", 0, 180 * YUAN),
        ("monthly", 4, 180 * YUAN),
        ("per_day", 0, 18 * 180 * YUAN),
        ("per_day", 3, 3 * 90 * 100 + 15 * 180 * YUAN),
        ("full_attendance", 0, 180 * YUAN),
    ],
)
def test_an_allowance_is_paid_by_its_condition(condition, away, fen):
    who = worker(1)
    half_days = {(1, day): 1 for day in DAYS[:away]}
    known = facts(who, allowances=[allowance(who, condition, 180 * YUAN)], half_days=half_days)
    assert paid(known, who, "allowance") == [fen]


def test_full_attendance_is_all_or_nothing():
    who, new = worker(1), worker(2, hired_on=october(12))
    held = [allowance(one, "full_attendance", 200 * YUAN) for one in (who, new)]
    known = facts(who, new, allowances=held, half_days={(1, DAYS[5]): 1})
    assert paid(known, who, "allowance") == paid(known, new, "allowance") == []


def test_a_part_month_is_paid_in_parts():
    who = worker(1)
    held = allowance(who, "monthly", 180 * YUAN, DAYS[9], DAYS[11])
    (line,) = [one for one in lines(facts(who, allowances=[held]), who) if one.kind == "allowance"]
    assert (line.fen, line.sum) == (30 * YUAN, "180.00 × 3 ÷ 18 = 30.00")


def test_an_allowance_that_does_not_hold_in_the_month_is_no_line():
    who = worker(1)
    held = [
        allowance(who, "monthly", 1, date(2026, 11, 1)),
        allowance(who, "monthly", 1, last=date(2026, 9, 30)),
    ]
    assert paid(facts(who, allowances=held), who, "allowance") == []


def test_a_leaders_raise_is_base_pay_on_the_days_it_holds():
    whole, part, none = worker(1), worker(2), worker(3)
    known = facts(whole, part, none, raises={1: (date(2026, 3, 1), None), 2: (DAYS[9], DAYS[17])})
    assert paid(known, whole, "base") == [3500 * YUAN, 500 * YUAN]
    assert paid(known, part, "base") == [3500 * YUAN, 250 * YUAN]
    assert paid(known, none, "base") == [3500 * YUAN]


@pytest.mark.parametrize(
    ("kind", "standing", "code"),
    [
        (FORMAL, Standing(True, "probation", 120, onboarding_passed=True), None),
        (FORMAL, Standing(True, "probation", 119), "change_units"),
        (FORMAL, Standing(True, "formal", 500), "change_not_probation"),
        (FORMAL, Standing(True, "probation", 500, onboarding_passed=False), "change_onboarding"),
        (FORMAL, Standing(False, "probation", 500), "change_left"),
        (LEADER_RAISE, Standing(True, leads_since=date(2026, 5, 24)), None),
        (LEADER_RAISE, Standing(True, leads_since=date(2026, 5, 25)), "change_months"),
        (LEADER_RAISE, Standing(True), "change_no_leader"),
        (LEADER_RAISE, Standing(True, leads_since=date(2026, 1, 1), raised=True), "change_raised"),
    ],
)
def test_the_test_of_a_change(kind, standing, code):
    why = changes.against(kind, standing, ASKED, date(2026, 11, 24))
    assert (why and why.code) == code
