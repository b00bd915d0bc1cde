"""What answers are worth (rules.md §7)."""

from fractions import Fraction

import pytest

from app.rules.exams.question import Option, Question
from app.rules.exams.scoring import Scored, earns, outcome

SINGLE = Question("single", "?", (Option("甲", True), Option("乙")))
MULTIPLE = Question("multiple", "?", (Option("甲", True), Option("乙"), Option("丙", True)))
TRUTH = Question("true_false", "?", answers=(("true",),))
BLANKS = Question("fill_in", "?", answers=(("北京", "首都"), ("#3.14:0.01",), ("#1..5",)))
SHORT = Question("short", "?", answers=(("问候",),))


@pytest.mark.parametrize(
    ("question", "said", "worth"),
    [
        (SINGLE, "A", 100),
        (SINGLE, "B", 0),
        (MULTIPLE, "AC", 100),
        (MULTIPLE, "CA", 100),
        (MULTIPLE, "A", 0),
        (MULTIPLE, "ABC", 0),
        (TRUTH, ["true"], 100),
        (TRUTH, ["false"], 0),
        (BLANKS, ["首都", "3.145", "5"], 100),
        (BLANKS, [" 北京 ", "3.16", "3"], Fraction(200, 3)),
        (BLANKS, ["北京"], Fraction(100, 3)),
        (BLANKS, ["", "", ""], 0),
        (SHORT, ["问候"], None),
        (SHORT, ["  "], 0),
        (SHORT, [], 0),
    ],
)
def test_an_answer_is_worth(question, said, worth):
    assert earns(Scored(question, 100, tuple(said))) == worth


def test_what_a_trainer_gave_holds_and_never_exceeds_the_question():
    assert earns(Scored(SHORT, 100, ("问候",), given=50)) == 50
    assert earns(Scored(SHORT, 100, ("问候",), given=500)) == 100


def test_a_bad_question_counts_in_full_for_everyone_and_shows_no_points():
    came = outcome([Scored(SINGLE, 100, ("B",), is_void=True), Scored(TRUTH, 50, ("false",))])
    assert (came.earned, came.score, came.full) == ((None, Fraction(0)), 100, 150)
    assert outcome([Scored(SHORT, 100, ("问候",), is_void=True)]).unmarked == 0


def test_thirds_add_up_to_a_pass_exactly():
    thirds = [Scored(BLANKS, 100, ("北京", "3.16", "3")), Scored(BLANKS, 50, ("北京", "0", "3"))]
    came = outcome(thirds)
    assert came.score == 100 and came.passes(66) and not came.passes(67)


def test_nobody_passes_while_an_answer_waits():
    came = outcome([Scored(SINGLE, 900, ("A",)), Scored(SHORT, 100, ("问候",))])
    assert came.unmarked == 1 and not came.passes(80)
