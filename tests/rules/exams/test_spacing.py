"""When a question in practice comes back (rules.md §7, FSRS)."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.rules.defaults import DEFAULTS
from app.rules.exams.spacing import after

START = datetime(2026, 11, 23, 2, 40, tzinfo=UTC)
MINUTES, DAY = timedelta(minutes=10), timedelta(days=1)


def run(*rights: bool, settings=DEFAULTS):
    """Answers each on the minute they are due, and how long each then waits."""
    memory, at, waits = None, START, []
    for right in rights:
        memory = after(memory, right, at, settings)
        waits.append(memory.waits)
        at = memory.due_at
    return memory, waits


def test_a_wrong_answer_comes_back_after_ten_minutes():
    assert run(False)[1] == [MINUTES]


def test_a_right_answer_comes_back_after_days_and_each_time_later():
    waits = run(*[True] * 5)[1]
    assert waits[0] == 2 * DAY
    assert all(later > earlier for earlier, later in zip(waits, waits[1:], strict=False))


def test_a_slip_brings_a_question_back_at_once_and_then_sooner_than_without_it():
    slipped, never = run(True, True, False, True)[1], run(True, True, True)[1]
    assert slipped[2] == MINUTES
    assert DAY <= slipped[3] < never[2]


def test_the_house_says_how_soon_how_surely_and_how_late():
    house = {**DEFAULTS, "practice.again_minutes": 3, "practice.longest_days": 20}
    assert run(False, settings=house)[1] == [timedelta(minutes=3)]
    assert max(run(*[True] * 9, settings=house)[1]) == 20 * DAY
    sure = {**DEFAULTS, "practice.retention_percent": 97}
    assert run(True, True, settings=sure)[1] < run(True, True)[1]


@given(st.lists(st.booleans(), min_size=1, max_size=12))
def test_it_is_always_later_never_beyond_the_longest_and_never_by_chance(rights):
    memory, waits = run(*rights)
    assert all(timedelta(0) < wait <= 180 * DAY for wait in waits)
    assert memory == run(*rights)[0]
    assert (memory.state == "review") == rights[-1] == (memory.step is None)
