from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.defaults import DEFAULTS
from app.rules.people.staffing import GroupSize, advice, fed_by_supply, group_advice, team_advice

DAY = date(2026, 11, 23)
OLD, YOUNG, NEW = date(2026, 3, 2), date(2026, 9, 1), date(2026, 11, 2)


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, []), (2, ["team_small"]), (3, []), (5, []), (6, ["team_large"]), (12, ["team_large"])],
)
def test_a_team_starts_with_three_to_five_people(size, said):
    assert [why.code for why in team_advice(size, DEFAULTS)] == said


@pytest.mark.parametrize(
    ("reps", "has_leader", "said"),
    [
        (0, False, []),
        (1, True, []),
        (2, True, []),
        (3, True, ["group_large"]),
        (0, True, ["group_small"]),
        (2, False, ["group_without_leader"]),
        (3, False, ["group_without_leader", "group_large"]),
    ],
)
def test_a_group_has_a_leader_and_one_or_two_reps(reps, has_leader, said):
    group = GroupSize("A组", reps, has_leader)
    assert [why.code for why in group_advice(group, DEFAULTS)] == said


def test_the_numbers_are_settings():
    chosen = {**DEFAULTS, "team.advised_most": 10, "group.advised_most": 4}
    assert advice(9, [GroupSize("A组", 4, True)], chosen) == []


@pytest.mark.parametrize(
    ("start", "heads"), [(NEW, 3), (YOUNG, 7), (OLD, 11)], ids=["10 a day", "5 a day", "3 a day"]
)
def test_35_leads_a_day_feed_so_many_reps_by_the_quota_of_the_teams_age(start, heads):
    why = fed_by_supply(700, 20, start, DAY, DEFAULTS)
    assert (why.params["supply"], why.params["heads"]) == ("35.0", heads)


@pytest.mark.parametrize(("arrived", "days"), [(0, 20), (10, 0)])
def test_without_a_supply_nothing_is_said(arrived, days):
    assert fed_by_supply(arrived, days, OLD, DAY, DEFAULTS) is None


@given(st.integers(1, 10_000), st.integers(1, 60))
def test_more_leads_never_feed_fewer_reps(arrived, days):
    heads = [
        fed_by_supply(n, days, OLD, DAY, DEFAULTS).params["heads"] for n in (arrived, arrived + 1)
    ]
    assert 1 <= heads[0] <= heads[1]
