"""The stage of a team: by its whole months, or by a manager's word (rules.md §10)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.days.tenure import whole_months
from app.rules.defaults import DEFAULTS
from app.rules.teams.stages import STAGES, Fixed, first_day, standing

BEGAN = date(2026, 1, 15)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "stage", "since"),
    [
        (date(2026, 1, 15), "start", date(2026, 1, 15)),
        (date(2026, 3, 14), "start", date(2026, 1, 15)),
        (date(2026, 3, 15), "turbulence", date(2026, 3, 15)),
        (date(2026, 5, 14), "turbulence", date(2026, 3, 15)),
        (date(2026, 5, 15), "stable", date(2026, 5, 15)),
        (date(2026, 7, 14), "stable", date(2026, 5, 15)),
        (date(2026, 7, 15), "mature", date(2026, 7, 15)),
        (date(2030, 1, 1), "mature", date(2026, 7, 15)),
    ],
)
def test_two_months_are_the_start_two_turbulent_two_stable_then_it_is_mature(day, stage, since):
    found = standing(BEGAN, day, DEFAULTS)
    assert (found.stage, found.since) == (stage, since)
    assert found.why.params == {"start": BEGAN, "months": whole_months(BEGAN, day)}


def test_it_says_what_comes_next_and_when():
    found = standing(BEGAN, date(2026, 3, 20), DEFAULTS)
    assert (found.next, found.next_on) == ("stable", date(2026, 5, 15))
    assert standing(BEGAN, date(2026, 8, 1), DEFAULTS).next is None


def test_before_the_team_starts_there_is_none():
    assert standing(BEGAN, BEGAN - DAY, DEFAULTS) is None
    assert standing(None, BEGAN, DEFAULTS) is None


def test_the_months_are_settings_and_equal_ones_leave_a_stage_out():
    chosen = {**DEFAULTS, "team_stage.turbulence_months": 4}
    assert standing(BEGAN, date(2026, 5, 14), chosen).stage == "start"
    assert standing(BEGAN, date(2026, 5, 15), chosen).stage == "stable"
    assert standing(BEGAN, date(2026, 5, 14), chosen).next == "turbulence"


FIXED = Fixed("turbulence", date(2026, 5, 20), date(2026, 6, 10), "换了一半人")


def test_a_managers_word_holds_from_its_day_until_its_day():
    days = [FIXED.since - DAY, FIXED.since, FIXED.until, FIXED.until + DAY]
    found = [standing(BEGAN, day, DEFAULTS, FIXED) for day in days]
    assert [one.stage for one in found] == ["stable", "turbulence", "turbulence", "stable"]
    assert found[1].since == FIXED.since
    assert found[1].why.params == {
        "until": FIXED.until,
        "reason": "换了一半人",
        "own_stage": "stable",
    }


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 40))
def test_the_first_day_of_a_month_is_the_first_on_which_it_is_whole(start, months):
    day = first_day(start, months)
    assert whole_months(start, day) >= months
    assert whole_months(start, day - DAY) < months or months == 0


@given(
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.integers(0, 400),
    st.lists(st.integers(1, 12), min_size=3, max_size=3).map(sorted),
)
def test_stages_follow_each_other_and_what_is_said_to_come_comes(start, days, months):
    keys = ("turbulence", "stable", "mature")
    chosen = {f"team_stage.{k}_months": n for k, n in zip(keys, months, strict=True)}
    day = start + timedelta(days=days)
    now, later = standing(start, day, chosen), standing(start, day + DAY, chosen)
    assert STAGES.index(now.stage) <= STAGES.index(later.stage)
    assert now.since <= day and standing(start, now.since, chosen).stage == now.stage
    if now.next_on is not None:
        assert STAGES.index(standing(start, now.next_on, chosen).stage) >= STAGES.index(now.next)
