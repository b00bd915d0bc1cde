"""Whether an answer in practice is right (rules.md §7)."""

import pytest

from app.rules.exams.knowing import is_right
from app.rules.exams.question import Option, Question


def choice(kind: str, rights: str) -> Question:
    return Question(kind, "?", tuple(Option(letter, letter in rights) for letter in "ABCD"))


def fill_in(*blanks: tuple[str, ...]) -> Question:
    return Question("fill_in", "____", answers=blanks)


def test_of_a_choice_all_right_options_and_no_other():
    assert is_right(choice("single", "B"), ["B"])
    several = choice("multiple", "ACD")
    assert is_right(several, ["D", "A", "C"])
    for said in ([], ["A", "C"], ["A", "B", "C", "D"]):
        assert not is_right(several, said)


def test_true_or_false_by_its_word():
    wrong = Question("true_false", "?", answers=(("false",),))
    assert is_right(wrong, ["false"])
    assert not is_right(wrong, ["true"])
    assert not is_right(wrong, [])


@pytest.mark.parametrize("said", ["12:00", " 12:00 ", "12点"])
def test_a_blank_takes_each_text_that_counts_in_any_width(said):
    assert is_right(fill_in(("12:00", "12点")), [said])


@pytest.mark.parametrize("said", [["30"], ["", "10"], ["10", "3"], ["3", "10", "10"], []])
def test_every_blank_is_filled_in_its_place(said):
    assert not is_right(fill_in(("3", "三"), ("10", "十")), said)


@pytest.mark.parametrize(
    ("accepted", "said", "right"),
    [
        *(("#3.14:0.01", "3.15", True), ("#3.14:0.01", "3.16", False)),
        *(("#1..5", "5", True), ("#1..5", "5.1", False), ("#1..5", "三", False)),
    ],
)
def test_a_number_within_its_margin(accepted, said, right):
    assert is_right(fill_in((accepted,)), [said]) is right


def test_a_short_answer_by_ones_own_word():
    short = Question("short", "?", answers=(("模范",),))
    assert is_right(short, ["true"])
    assert not is_right(short, ["false"])
    assert not is_right(short, [])
