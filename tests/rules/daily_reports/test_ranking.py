from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.rules.daily_reports.ranking import places

SCORES = st.dictionaries(
    st.integers(1, 9), st.tuples(*[st.fractions(0, 3, max_denominator=2)] * 3), max_size=6
)


def score(*parts):
    return tuple(Fraction(part) for part in parts)


def test_amount_then_deals_then_workload():
    assert places({1: score(0, 0, 40), 2: score(9, 1, 1), 3: score(9, 2, 0)}) == [
        (1, 3),
        (2, 2),
        (3, 1),
    ]


def test_equals_share_a_place_and_the_next_one_is_left_out():
    scores = {1: score(5, 1, 2), 2: score(5, 1, 2), 3: score(5, 1, 1)}
    assert places(scores) == [(1, 1), (1, 2), (3, 3)]


def test_who_has_nothing_yet_stands_nowhere():
    assert places({1: score(0, 0, 0), 2: score(0, 0, 1)}) == [(1, 2)]


@given(SCORES)
def test_a_place_says_how_many_are_better(scores):
    for place, person in places(scores):
        better = [one for one in scores.values() if one > scores[person]]
        assert place == len(better) + 1
