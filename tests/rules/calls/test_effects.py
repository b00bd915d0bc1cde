from datetime import date, timedelta

import pytest

from app.rules.calls.dispositions import dispositions
from app.rules.calls.effects import KEYS, Due, Effect, Facts, effect
from app.rules.days.shanghai import at
from app.rules.days.working_days import WorkingDays
from app.rules.defaults import DEFAULTS

SETTINGS = {key: DEFAULTS[key] for key in KEYS}
TABLE = dispositions(SETTINGS)
FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)
TEN_FORTY, CALL_BACK_AT = at(FRIDAY, "10:40"), at(MONDAY, "10:45")


def after(code, **facts):
    return effect(TABLE[code], Facts(**{"at": TEN_FORTY} | facts), WorkingDays(), SETTINGS)


def days_before(*days):
    return [FRIDAY - timedelta(days=n) for n in days]


def test_interested_takes_the_grade_and_the_follow_up():
    done = after("interested", grade="B", follow_up_at=CALL_BACK_AT)
    assert done == Effect(grade="B", due=Due("follow_up", CALL_BACK_AT))


def test_a_call_back_is_due_at_its_hour():
    assert after("call_back", follow_up_at=CALL_BACK_AT).due == Due("call_back", CALL_BACK_AT)


@pytest.mark.parametrize(
    ("code", "later"),
    [("deal", "deal"), ("agreed_to_attend", "event"), ("friendly_not_coming", "maintenance")],
)
def test_another_part_takes_over_and_the_lead_stays(code, later):
    assert after(code) == Effect(later=(later,))


def test_not_now_is_grade_c_with_a_follow_up_proposed_in_two_weeks():
    proposed = Due("follow_up", at(date(2026, 12, 4), "10:30"))
    assert after("not_now") == Effect(grade="C", due=proposed)
    assert after("not_now", follow_up_at=CALL_BACK_AT).due.at == CALL_BACK_AT


def test_a_refused_lead_leaves_its_owner_and_rests_for_30_days():
    done = after("refused", grade="A")
    assert done == Effect("refused", grade="D", cool_until=date(2026, 12, 20))


def test_a_customer_who_refuses_rests_and_stays():
    assert after("refused", customer=True).leaves_because is None


def test_no_answer_is_retried_in_another_window():
    assert after("no_answer").due == Due("retry", at(FRIDAY, "15:30"))


@pytest.mark.parametrize(
    ("attempts", "leaves"),
    [((0, 1, 2), False), ((0, 0, 1, 2), False), ((0, 1, 2, 3), True), ((0, 0, 1, 2, 3), True)],
)
def test_it_goes_back_to_the_pool_after_four_attempts_on_four_days(attempts, leaves):
    done = after("no_answer", attempts=days_before(*attempts))
    assert (done.leaves_because == "no_answer") is leaves
    assert (done.due is None) is leaves


def test_a_customer_who_does_not_answer_stays():
    assert after("no_answer", attempts=days_before(0, 1, 2, 3), customer=True).due


def test_only_no_answer_gives_up():
    assert after("busy", attempts=days_before(0, 1, 2, 3)).leaves_because is None


@pytest.mark.parametrize(
    ("code", "day", "clock"),
    [
        ("screened", FRIDAY, "15:30"),
        ("busy", FRIDAY, "11:10"),
        ("switched_off", MONDAY, "10:30"),
        ("hung_up", MONDAY, "10:30"),
    ],
)
def test_what_did_not_connect_is_retried(code, day, clock):
    assert after(code, hang_ups=1).due == Due("retry", at(day, clock))


def test_who_hangs_up_is_tried_once_more_and_no_further():
    assert after("hung_up", hang_ups=2).due is None


def test_a_retry_at_a_time_of_the_reps_own_choice():
    assert after("busy", follow_up_at=CALL_BACK_AT).due == Due("retry", CALL_BACK_AT)


def test_a_wrong_number_leaves_the_pool():
    assert after("wrong_number") == Effect("wrong_number", gone_because="wrong_number")


def test_who_asks_not_to_be_called_never_is():
    assert after("do_not_call") == Effect("do_not_call", do_not_call=True)


@pytest.mark.parametrize("code", [code for code in TABLE if code != "do_not_call"])
def test_a_call_on_a_lead_that_changed_hands_leaves_it_as_it_is(code):
    assert after(code, by_owner=False, grade="A", follow_up_at=CALL_BACK_AT) == Effect()


def test_but_who_asks_not_to_be_called_never_is_whoever_asked():
    assert after("do_not_call", by_owner=False).do_not_call


@pytest.mark.parametrize("code", TABLE)
def test_whoever_loses_a_lead_has_nothing_due_with_it(code):
    done = after(code, follow_up_at=CALL_BACK_AT, attempts=days_before(0, 1, 2, 3))
    assert done.leaves_because is None or done.due is None
