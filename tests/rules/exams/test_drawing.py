"""A draw from the bank (rules.md §7)."""

from hypothesis import given
from hypothesis import strategies as st

from app.rules.exams.drawing import Wanted, draw


def test_so_many_of_each():
    assert draw([Wanted(2, [1, 2, 3]), Wanted(1, [4])]) == [[1, 2], [4]]


def test_what_was_not_seen_goes_first():
    assert draw([Wanted(2, [1, 2, 3])], seen={1, 2}) == [[3, 1]]


def test_a_wide_draw_leaves_a_narrow_one_what_it_needs():
    assert draw([Wanted(2, [1, 2, 3]), Wanted(1, [1])]) == [[2, 3], [1]]


def test_too_few_leaves_a_draw_short():
    assert draw([Wanted(2, [1]), Wanted(1, [1])]) == [[1], []]


NUMBERS = st.lists(st.integers(1, 8), unique=True, max_size=8)


@given(
    st.lists(st.builds(Wanted, st.integers(1, 4), NUMBERS), max_size=4), st.sets(st.integers(1, 8))
)
def test_none_twice_each_from_its_own_and_never_more_than_asked(wanted, seen):
    drawn = draw(wanted, seen)
    every = [question for some in drawn for question in some]
    assert len(every) == len(set(every))
    for one, some in zip(wanted, drawn, strict=True):
        assert len(some) <= one.count and set(some) <= set(one.among)
