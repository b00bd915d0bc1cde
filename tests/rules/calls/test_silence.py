from datetime import UTC, datetime, timedelta

import pytest

from app.rules.calls.silence import of_whom, silence, stands
from app.rules.defaults import DEFAULTS

OPENS = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
WINDOW = (OPENS, OPENS + timedelta(minutes=90))


def after(minutes: int) -> datetime:
    return OPENS + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("last", "now", "state"),
    [
        (None, after(14), "calling"),
        (None, after(15), "quiet"),
        (None, after(30), "silent"),
        (after(-120), after(5), "calling"),
        (after(10), after(24), "calling"),
        (after(10), after(25), "quiet"),
        (after(10), after(40), "silent"),
    ],
)
def test_only_the_minutes_of_the_window_make_somebody_quiet(last, now, state):
    assert silence(last, now, WINDOW, DEFAULTS)[0] == state


def test_outside_the_windows_nobody_is_quiet():
    assert silence(None, after(-10), None, DEFAULTS)[0] == "resting"


@pytest.mark.parametrize(
    ("minutes", "code"),
    [(0, "board_just_now"), (4, "board_minutes_ago"), (75, "board_hours_ago")],
)
def test_how_long_ago_is_said_in_words(minutes, code):
    assert silence(OPENS, after(minutes), WINDOW, DEFAULTS)[1].code == code


def test_a_device_ahead_of_the_server_called_just_now():
    assert silence(after(2), after(1), WINDOW, DEFAULTS)[1].code == "board_just_now"


def test_who_is_not_here_is_away_and_who_has_nobody_to_call_is_not_silent():
    called = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    assert of_whom("silent", None, 5, 0) == "away"
    assert of_whom("silent", None, 0, 2) == "resting"
    assert of_whom("silent", None, 5, 2) == "silent"
    assert of_whom("quiet", called, 0, None) == "quiet"


def test_who_only_leads_is_on_the_board_while_he_calls_himself():
    called = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    assert stands(True, None, 0, 0)
    assert not stands(False, None, 0, 0)
    assert stands(False, called, 0, 0) and stands(False, None, 1, 0) and stands(False, None, 0, 1)
