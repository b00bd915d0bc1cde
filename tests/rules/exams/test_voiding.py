"""What a void question changes, against reckoning the whole attempt anew (rules.md §7)."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from app.rules.exams.question import Question
from app.rules.exams.scoring import Scored, outcome
from app.rules.exams.voiding import Standing, without

SHORT = Question("short", "怎么开场?")
BLANKS = Question("fill_in", "____,____,____", answers=(("甲",), ("乙",), ("丙",)))
TRUE = Question("true_false", "要守时", answers=(("true",),))
said = some.lists(some.sampled_from(["甲", "乙", "true", ""]), max_size=3).map(tuple)
scored = some.builds(
    Scored,
    some.sampled_from([SHORT, BLANKS, TRUE]),
    some.integers(1, 300),
    said,
    some.none() | some.integers(0, 300),
    some.booleans(),
)


def standing(questions):
    came = outcome(questions)
    return Standing(came.score, came.full, came.unmarked)


@given(some.lists(scored, max_size=4), scored, some.integers(1, 100))
def test_it_is_what_the_whole_comes_to_without_it(others, bad, percent):
    before, after = (*others, replace(bad, is_void=False)), (*others, replace(bad, is_void=True))
    found = without(standing(before), bad.points, outcome(before).earned[-1])
    assert found == standing(after)
    assert found.passes(percent) == outcome(after).passes(percent)
    assert found.score >= standing(before).score, "it takes nobody's pass away"
