from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.defaults import DEFAULTS
from app.rules.leads.quota import Tenure, entitlement, quota

FULL, HALF, ABSENT = 2, 1, 0
PERSONAL = DEFAULTS | {"quota.clock": "personal"}
rep = Tenure(first_day=date(2026, 2, 10), team_start=date(2026, 1, 5))


def number(tenure, day, half_days=FULL, settings=DEFAULTS):
    return quota(tenure, day, half_days, settings).number


def test_ten_in_the_first_month():
    assert number(rep, date(2026, 2, 10)) == number(rep, date(2026, 3, 9)) == 10


def test_five_after_one_month():
    assert number(rep, date(2026, 3, 10)) == number(rep, date(2026, 5, 4)) == 5


def test_three_once_the_team_is_four_months_old():
    assert number(rep, date(2026, 5, 5)) == 3


def test_a_newcomer_in_a_stable_team_has_a_first_month_too():
    newcomer = Tenure(first_day=date(2026, 6, 1), team_start=date(2026, 1, 5))
    assert number(newcomer, date(2026, 6, 30)) == 10
    assert number(newcomer, date(2026, 7, 1)) == 3


def test_by_the_personal_clock_the_later_step_is_the_reps_own():
    assert number(rep, date(2026, 6, 9), settings=PERSONAL) == 5
    assert number(rep, date(2026, 6, 10), settings=PERSONAL) == 3


def test_a_number_for_one_person_beats_the_ladder():
    chosen = Tenure(rep.first_day, rep.team_start, own_number=7)
    assert number(chosen, date(2026, 2, 10)) == 7


@pytest.mark.parametrize(("day", "half"), [(date(2026, 3, 10), 3), (date(2026, 2, 10), 5)])
def test_half_present_gives_half_rounded_up(day, half):
    assert number(rep, day, HALF) == half


def test_the_absent_get_none():
    decided = quota(rep, date(2026, 3, 10), ABSENT, DEFAULTS)
    assert (decided.number, decided.why.code) == (0, "quota_absent")


def test_the_numbers_are_settings():
    assert number(rep, date(2026, 2, 10), settings=DEFAULTS | {"quota.first_month": 8}) == 8


def test_the_reason_names_the_step_and_how_long_the_clock_has_run():
    why = quota(rep, date(2026, 2, 27), FULL, DEFAULTS).why
    assert why.code == "quota_first_month"
    assert why.params == {"quota": 10, "full": 10, "half": False, "day": 18, "month": 1}


def test_the_reason_of_the_last_step_is_the_teams_age():
    why = quota(rep, date(2026, 5, 5), HALF, DEFAULTS).why
    assert why.code == "quota_team_stable"
    assert why.params == {"quota": 2, "full": 3, "half": True, "months": 4}


@pytest.mark.parametrize(
    ("taken", "credits", "uncalled", "left"),
    [
        (0, 0, 0, 5),
        (2, 0, 0, 3),
        (2, 1, 0, 4),
        (0, 0, 4, 1),
        (0, 0, 9, 0),
        (5, 0, 0, 0),
        (7, 0, 0, 0),
        (5, 2, 1, 2),
    ],
)
def test_entitlement_of_a_quota_of_five(taken, credits, uncalled, left):
    assert entitlement(5, taken, credits, uncalled) == left


counts = st.integers(0, 50)


@given(counts, counts, counts)
def test_surplus_never_piles_up(number, taken, uncalled):
    left = entitlement(number, taken, 0, uncalled)
    assert left == 0 or uncalled + left <= number
