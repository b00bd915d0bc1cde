"""Each rule of pay by itself (rules.md §8, rules 1 to 7, 11 and 13)."""

from datetime import date

import pytest

from tests.rules.pay.made import (
    DAYS,
    cliff,
    credit,
    facts,
    goal,
    lines,
    october,
    paid,
    sold,
    worker,
)

YUAN = 100


def test_october_has_eighteen_working_days():
    assert len(DAYS) == 18


def test_base_pay_by_grade_and_by_own_working_days():
    whole, new = worker(1, "supervisor"), worker(2, "probation", hired_on=october(26))
    known = facts(whole, new)
    assert paid(known, whole, "base") == [5000 * YUAN]
    assert paid(known, new, "base") == [83_333]


def test_a_change_of_grade_inside_a_month_is_two_parts():
    changed = worker(1, grades=[(date(2025, 1, 6), "probation"), (october(19), "formal")])
    assert paid(facts(changed), changed, "base") == [133_333, 194_444]


def test_absence_is_no_deduction_of_base_pay():
    away = worker(1)
    known = facts(away, half_days={(1, day): 0 for day in DAYS})
    assert paid(known, away, "base") == [3500 * YUAN]


@pytest.mark.parametrize(
    ("units", "off"), [(120, []), (119, [-1000]), (103, [-17_000]), (0, [-70_000])]
)
def test_ten_yuan_off_for_each_unit_short_but_no_more_than_a_fifth_of_the_gross(units, off):
    alice = worker(1)
    known = facts(alice, units={(1, DAYS[5]): units})
    assert paid(known, alice, "workload_shortfall") == off


def test_what_the_guard_waives_is_a_line_of_nothing_that_names_it():
    alice = worker(1)
    [line] = [one for one in lines(facts(alice, units={}), alice) if one.kind == "workload_waived"]
    assert (line.fen, line.waived_fen) == (0, 50_000)


def test_the_minimum_wage_stays_a_part_month_has_a_part_of_it():
    alice = worker(1, hired_on=october(30))
    known = facts(alice, units={}, minimum_wage_fen=340_000)
    # One day of 18: base 194.44, minimum wage 188.89, quota 6.
    assert paid(known, alice, "workload_shortfall") == [-555]


def test_only_calls_on_formal_days_count_and_probation_and_supervisors_have_no_quota():
    changed = worker(1, grades=[(date(2025, 1, 6), "probation"), (october(26), "formal")])
    known = facts(changed, units={(1, october(9)): 500, (1, october(26)): 32})
    assert paid(known, changed, "workload_shortfall") == [-1000]  # 120 × 5 ÷ 18 = 33
    for grade in ("probation", "supervisor"):
        other = worker(2, grade)
        assert paid(facts(other, units={}), other, "workload_shortfall") == []


@pytest.mark.parametrize(
    ("fen", "expected"),
    [
        (10_000 * YUAN, [30_000]),
        (20_000 * YUAN, [60_000]),
        (2_000_001, [60_000]),
        (2_000_010, [60_000, 1]),
        (7_000_000, [60_000, 250_000]),
        (8_000_000, [60_000, 250_000, 80_000]),
    ],
)
def test_three_percent_up_to_the_target_then_marginal_bands(fen, expected):
    alice = worker(1)
    known = facts(alice, credits=[credit(alice, fen)], targets=goal(alice, 2_000_000))
    assert paid(known, alice, "commission") == expected


@pytest.mark.parametrize(
    ("fen", "expected"),
    [(1_999_999, 60_000), (2_000_000, 100_000), (6_999_999, 350_000), (7_000_000, 560_000)],
)
def test_a_cliff_plan_pays_the_rate_of_the_band_reached_on_the_whole_amount(fen, expected):
    alice = worker(1)
    known = facts(alice, credits=[credit(alice, fen)], targets=goal(alice, 2_000_000))
    assert paid(known, alice, "commission", cliff()) == [expected]


def test_who_is_not_qualified_or_has_no_target_gets_three_percent_of_all():
    short, aimless, new = worker(1), worker(2), worker(3, "probation")
    some = [credit(one, 5_000_000) for one in (short, aimless, new)]
    known = facts(
        short,
        aimless,
        new,
        credits=some,
        targets=goal(short, 1_000_000) | goal(new, 1_000_000) | goal(aimless, 0),
        units={(1, DAYS[0]): 119, (2, DAYS[0]): 120, (3, DAYS[0]): 120},
    )
    assert [paid(known, one, "commission") for one in (short, aimless, new)] == [[150_000]] * 3


def test_a_supervisor_counts_as_having_met_the_quota():
    boss = worker(1, "supervisor")
    known = facts(boss, credits=[credit(boss, 2_000_000)], targets=goal(boss, 1_000_000), units={})
    assert paid(known, boss, "commission") == [30_000, 50_000]


def champions(known, *workers):
    kinds = ("champion_amount", "champion_deals")
    return [[paid(known, one, kind) for kind in kinds] for one in workers]


def test_one_person_may_win_both_and_nobody_with_zero_wins():
    alice, bob = worker(1), worker(2)
    assert champions(facts(alice, bob), alice, bob) == [[[], []], [[], []]]
    known = facts(alice, bob, credits=[credit(alice, 100)], deals=[sold(alice)])
    assert champions(known, alice, bob) == [[[50_000], [50_000]], [[], []]]


def test_equal_amounts_are_decided_by_deals_and_equal_deals_by_the_amount():
    alice, bob, carol = worker(1), worker(2), worker(3)
    known = facts(
        *(alice, bob, carol),
        credits=[credit(alice, 8_600_000), credit(bob, 8_600_000), credit(carol, 8_000_000)],
        deals=[sold(alice, 9), sold(bob, 11), sold(carol, 11)],
    )
    assert champions(known, alice, bob, carol) == [[[], []], [[50_000], [50_000]], [[], []]]


def test_who_is_equal_in_everything_shares_and_spare_fen_go_to_who_came_earlier():
    three = [worker(1), worker(2), worker(3, hired_on=date(2024, 1, 8))]
    known = facts(*three, credits=[credit(one, 500) for one in three])
    assert [paid(known, one, "champion_amount") for one in three] == [[16_667], [16_666], [16_667]]


def test_supervisors_and_who_is_gone_on_the_last_working_day_do_not_compete():
    boss, gone, alice = worker(1, "supervisor"), worker(2, left_on=october(29)), worker(3)
    some = [credit(boss, 900), credit(gone, 800), credit(alice, 100)]
    known = facts(boss, gone, alice, credits=some)
    assert champions(known, boss, gone, alice) == [[[], []], [[], []], [[50_000], []]]


def test_a_target_met_to_the_fen_is_met_and_a_target_of_zero_is_none():
    met, missed, none = worker(1), worker(2), worker(3)
    some = [credit(met, 1_000), credit(missed, 999), credit(none, 999)]
    goals = goal(met, 1_000) | goal(missed, 1_000) | goal(none, 0)
    known = facts(met, missed, none, credits=some, targets=goals)
    assert [paid(known, one, "target_bonus") for one in (met, missed, none)] == [[30_000], [], []]


def test_the_team_bonus_is_for_who_was_there_half_of_the_days_and_stays_to_the_end():
    half, less, gone = worker(1), worker(2), worker(3, left_on=october(29))
    away = {(1, day): 1 for day in DAYS} | {(2, day): 1 for day in DAYS} | {(2, DAYS[0]): 0}
    known = facts(
        *(half, less, gone),
        credits=[credit(gone, 1_000)],
        half_days=away,
        targets={("team", 1, "amount", "2026-10"): 1_000},
    )
    assert [paid(known, one, "target_bonus") for one in (half, less, gone)] == [[20_000], [], []]


def test_a_pk_of_an_old_team_weighs_workload_and_conversion_by_halves():
    alice, bob = worker(1, group=1), worker(2, group=2)
    known = facts(
        *(alice, bob),
        units={(1, DAYS[0]): 120, (2, DAYS[0]): 60},
        deals=[sold(bob), sold(bob)],
        reached={1: 10, 2: 10},
    )
    # A: 50 + 0, B: 25 + 50
    assert [paid(known, one, "pk") for one in (alice, bob)] == [[], [60_000]]


def test_a_pk_of_a_young_team_is_decided_by_workload_alone():
    alice, bob = worker(1, group=1), worker(2, group=2)
    known = facts(
        *(alice, bob),
        units={(1, DAYS[0]): 120, (2, DAYS[0]): 60},
        deals=[sold(bob)],
        reached={1: 10, 2: 10},
        team_starts={1: date(2026, 8, 2)},
    )
    assert [paid(known, one, "pk") for one in (alice, bob)] == [[60_000], []]


def test_a_tied_pot_is_divided_between_groups_then_within_each_spare_fen_by_name():
    some = [worker(1, group=1), worker(2, group=1), worker(3, group=2), worker(4, group=3)]
    known = facts(
        *some, units={(1, DAYS[0]): 20, (2, DAYS[0]): 20, (3, DAYS[0]): 20, (4, DAYS[0]): 20}
    )
    assert [paid(known, one, "pk") for one in some] == [[10_000], [10_000], [20_000], [20_000]]


def test_a_winner_without_anybody_there_half_of_the_month_gets_nothing():
    alice, bob = worker(1, group=1), worker(2, group=2)
    away = {(1, day): 0 for day in DAYS[1:]}
    known = facts(alice, bob, half_days=away, units={(1, DAYS[0]): 9, (2, DAYS[0]): 1})
    assert [paid(known, one, "pk") for one in (alice, bob)] == [[], []]


def test_one_group_alone_and_groups_that_did_nothing_have_no_pk():
    alice, bob = worker(1, group=1), worker(2, group=2)
    assert paid(facts(alice), alice, "pk") == []
    assert paid(facts(alice, bob, units={}), alice, "pk") == []


def test_a_supervisor_gets_half_a_percent_of_the_teams_amount_leavers_included():
    boss, gone = worker(1, "supervisor"), worker(2, left_on=october(12))
    known = facts(boss, gone, credits=[credit(boss, 10_000), credit(gone, 90_000, october(20))])
    assert paid(known, boss, "team_commission") == [500]
    assert paid(known, gone, "commission") == []


def test_who_has_no_working_day_in_the_month_has_no_lines():
    gone, to_come = worker(1, left_on=october(7)), worker(2, hired_on=october(31))
    known = facts(gone, to_come, credits=[credit(gone, 500), credit(to_come, 500)])
    assert (lines(known, gone), lines(known, to_come)) == ([], [])
