"""Whether an answer in practice is right (rules.md §7): all of it or nothing, no points."""

import re
from collections.abc import Sequence
from fractions import Fraction

from app.rules.exams.question import CHOICES, SHORT, TRUE_FALSE, Question
from app.rules.exams.sameness import key_of

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
MARGIN = re.compile(rf"#({NUMBER.pattern}):({NUMBER.pattern})")
RANGE = re.compile(rf"#({NUMBER.pattern})\.\.({NUMBER.pattern})")


def is_right(question: Question, said: Sequence[str]) -> bool:
    """`said`: the letters of a choice, "true" or "false", or a text for each blank; of a short
    answer "true" where who answered holds it for right himself."""
    if question.kind in CHOICES:
        return set(said) == set(question.letters)
    if question.kind in (TRUE_FALSE, SHORT):
        right = "true" if question.kind == SHORT else question.answers[0][0]
        return list(said) == [right]
    pairs = zip(question.answers, said, strict=False)
    return len(said) == len(question.answers) and all(fits(one, text) for one, text in pairs)


def fits(accepted: Sequence[str], text: str) -> bool:
    """Whether a blank holds one of the texts that count, whatever its width, blanks and signs."""
    return any(is_number(one, text) if one.startswith("#") else same(one, text) for one in accepted)


def same(one: str, other: str) -> bool:
    return bool(other.strip()) and key_of(one) == key_of(other)


def is_number(wanted: str, text: str) -> bool:
    """By GIFT's margin, #3.14:0.01, or range, #1..5."""
    typed = NUMBER.fullmatch(text.strip())
    if not typed:
        return False
    number, margin, span = Fraction(typed[0]), MARGIN.fullmatch(wanted), RANGE.fullmatch(wanted)
    if margin:
        return abs(number - Fraction(margin[1])) <= Fraction(margin[2])
    return span is not None and Fraction(span[1]) <= number <= Fraction(span[2])
