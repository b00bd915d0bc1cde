"""Points in steps (rules.md §7)."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.rules.exams.marking import MOST_STEPS, steps


@pytest.mark.parametrize(
    ("points", "found"),
    [(100, (0, 25, 50, 75, 100)), (30, (0, 25, 30)), (500, tuple(range(0, 501, 50)))],
)
def test_even_steps_up_to_the_whole(points, found):
    assert steps(points) == found


@given(some.integers(1, 99_999))
def test_there_are_few_and_they_rise_from_nothing_to_all(points):
    found = steps(points)
    assert (found[0], found[-1]) == (0, points)
    assert list(found) == sorted(set(found)) and len(found) <= MOST_STEPS + 1
