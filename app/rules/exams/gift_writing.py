"""Questions written down as GIFT, so that importing them again finds the same (rules.md §7)."""

from collections.abc import Callable
from itertools import product

from app.errors import RuleBroken
from app.rules.exams.gift_answers import APART, EXPLAINED, MODEL, MOST_TOGETHER, RANGED
from app.rules.exams.gift_text import written
from app.rules.exams.modules import NAMES
from app.rules.exams.question import FILL_IN, MULTIPLE, SHORT, SINGLE, TRUE_FALSE, Question


def write(question: Question, title: str) -> str:
    """One question with its comment and category.

    Raises RuleBroken("gift_unwritable") for blanks whose answers hold a semicolon, or have more than
    100 combinations.
    """
    notes = [f"[tag:{one.replace(']', chr(92) + ']')}]" for one in question.tags]
    notes += [f"[points:{question.points}]"] if question.points is not None else []
    comment = f"// {' '.join(notes)}\n" if notes else ""
    answers = WRITERS[question.kind](question)
    told = (
        f"####{written(question.explanation)}"
        if question.explanation and question.kind != SHORT
        else ""
    )
    return f"{comment}::{written(title)}::{written(question.text)}{{{answers}{told}}}\n"


def category(module: str) -> str:
    """The heading of a module's questions."""
    return f"$CATEGORY: {NAMES[module][2] if module else '$course$'}\n"


def single(question: Question) -> str:
    return (
        "".join(f"\n\t{'=' if one.right else '~'}{written(one.text)}" for one in question.options)
        + "\n"
    )


def multiple(question: Question) -> str:
    share = f"{100 / max(sum(one.right for one in question.options), 1):.5f}".rstrip("0").rstrip(
        "."
    )
    weights = {True: share, False: "-100"}
    return (
        "".join(f"\n\t~%{weights[one.right]}%{written(one.text)}" for one in question.options)
        + "\n"
    )


def true_false(question: Question) -> str:
    return "TRUE" if question.answers == (("true",),) else "FALSE"


def fill_in(question: Question) -> str:
    if len(question.answers) == 1:
        if all(is_numeric(one) for one in question.answers[0]):
            return "#" + "".join(f"={one[1:]} " for one in question.answers[0]).strip()
        return " ".join(f"={written(one)}" for one in question.answers[0])
    rows = list(product(*question.answers)) if combinations(question) <= MOST_TOGETHER else []
    if not rows or any(APART in one for blank in question.answers for one in blank):
        raise RuleBroken("gift_unwritable")
    return " ".join(f"={written(APART.join(row))}" for row in rows)


def is_numeric(answer: str) -> bool:
    """Whether it is one of GIFT's margins or ranges, as our reading of them keeps it."""
    return answer.startswith("#") and RANGED.fullmatch(answer[1:]) is not None


def combinations(question: Question) -> int:
    count = 1
    for accepted in question.answers:
        count *= len(accepted)
    return count


def short(question: Question) -> str:
    model = question.answers[0][0] if question.answers else ""
    told = (
        f"{MODEL}{model}{EXPLAINED}{question.explanation}" if model and question.explanation else ""
    )
    told = told or (MODEL + model if model else question.explanation)
    return f"####{written(told)}" if told else ""


WRITERS: dict[str, Callable[[Question], str]] = {
    SINGLE: single,
    MULTIPLE: multiple,
    TRUE_FALSE: true_false,
    FILL_IN: fill_in,
    SHORT: short,
}
