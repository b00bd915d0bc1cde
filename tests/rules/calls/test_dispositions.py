import pytest

from app.errors import RuleBroken
from app.rules.calls.dispositions import disposition, dispositions
from app.rules.calls.effects import THEN
from app.rules.defaults import DEFAULTS

TABLE = dispositions(DEFAULTS)
CONNECTED = "deal agreed_to_attend interested call_back friendly_not_coming not_now refused"
NOT_CONNECTED = "hung_up screened no_answer busy switched_off wrong_number"


@pytest.mark.parametrize("code", [*CONNECTED.split(), "do_not_call"])
def test_these_are_connected(code):
    assert TABLE[code].connected


@pytest.mark.parametrize("code", NOT_CONNECTED.split())
def test_these_are_not(code):
    assert not TABLE[code].connected


def test_the_table_has_no_others():
    assert set(TABLE) == {*CONNECTED.split(), *NOT_CONNECTED.split(), "do_not_call"}


def test_interested_and_call_back_need_a_follow_up_and_call_back_an_hour():
    required = {code for code, outcome in TABLE.items() if "follow_up" in outcome.requires}
    assert required == {"interested", "call_back"}
    assert [code for code, outcome in TABLE.items() if outcome.needs_time] == ["call_back"]


def test_they_set_these_grades():
    grades = {code: outcome.grade for code, outcome in TABLE.items() if outcome.grade}
    assert grades == {"not_now": "C", "refused": "D"}


def test_one_tap_saves_what_is_retried_and_nothing_that_lasts():
    direct = {code for code, outcome in TABLE.items() if outcome.direct}
    assert direct == {"no_answer", "busy", "hung_up", "screened", "switched_off"}


@pytest.mark.parametrize("outcome", TABLE.values(), ids=TABLE)
def test_each_asks_for_what_it_requires_and_is_followed_by_something_known(outcome):
    assert set(outcome.requires) <= set(outcome.asks) <= {"grade", "follow_up", "wechat", "note"}
    assert outcome.then in THEN


def test_the_list_is_a_setting():
    rows = [{"code": "busy", "label": "忙", "then": "retry_tomorrow"}]
    assert disposition("busy", {"calls.dispositions": rows}).then == "retry_tomorrow"


@pytest.mark.parametrize("code", ["maybe", "", None, 7, ["busy"]])
def test_an_unknown_code_is_refused(code):
    with pytest.raises(RuleBroken, match="call_disposition_unknown"):
        disposition(code, DEFAULTS)
