"""What stands between the braces of a GIFT question (rules.md §7; Moodle's description)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any

from app.errors import RuleBroken
from app.rules.exams import blanks, choices, gift_text
from app.rules.exams.question import (
    FILL_IN,
    LETTERS,
    MULTIPLE,
    SHORT,
    SINGLE,
    TRUE_FALSE,
    Answers,
    Draft,
    Option,
    Question,
)

WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d*)?)%")
TRUTH = re.compile(r"(T|TRUE|F|FALSE)\s*(?:#(.*))?", re.DOTALL)
FIGURE = r"-?\d+(?:\.\d+)?"
EXACT = re.compile(rf"({FIGURE})(?:\s*:\s*0+(?:\.0*)?)?")
RANGED = re.compile(rf"{FIGURE}\s*(?::\s*\d+(?:\.\d+)?|\.\.\s*{FIGURE})")
MODEL, EXPLAINED = "答案:", "\n解析:"
MOST_TOGETHER = 100
APART = ";"
PAIR = "->"


@dataclass(frozen=True)
class Said:
    """One answer: its sign, its weight in percent where one is said, its text and what is said of it."""

    sign: str
    weight: float | None
    text: str
    remark: str

    @property
    def counts(self) -> bool:
        return self.sign == "=" and (self.weight is None or self.weight >= 100)


def question(text: str, said: str, remark: str, facts: dict[str, Any]) -> Question:
    """The question that these answers make; the kind is told by their signs, as Moodle tells it."""
    if not said:
        return essay(text, remark, facts)
    truth = TRUTH.fullmatch(said)
    if truth:
        notes = [gift_text.show(one) for one in (truth[2] or "").split("#")]
        right = (("true" if truth[1].startswith("T") else "false",),)
        return Question(TRUE_FALSE, text, answers=right, explanation=lines(remark, notes), **facts)
    if said.startswith("#"):
        return numeric(text, said[1:], remark, facts)
    found = answers_in(said)
    if "~" in said:
        return choice(text, found, remark, facts)
    if is_matching(found):
        raise RuleBroken("gift_matching")
    return fill_in(text, found, remark, facts)


def is_matching(found: list[Said]) -> bool:
    """Pairs of what belongs together; an arrow in a single answer is only an arrow."""
    return len(found) > 1 and all(PAIR in one.text for one in found)


def answers_in(said: str) -> list[Said]:
    parts = re.split(r"([=~])", said)
    if parts[0].strip():
        raise RuleBroken("gift_answers", text=gift_text.show(parts[0])[:40])
    return [
        answer(sign, part)
        for sign, part in zip(parts[1::2], parts[2::2], strict=True)
        if part.strip()
    ]


def answer(sign: str, part: str) -> Said:
    part = part.strip()
    weight = WEIGHT.match(part)
    rest = part[weight.end() :] if weight else part
    text, _, remark = rest.partition("#")
    return Said(
        sign, float(weight[1]) if weight else None, gift_text.show(text), gift_text.show(remark)
    )


def essay(text: str, remark: str, facts: dict[str, Any]) -> Question:
    """Written freely; our own export keeps the model answer in the general feedback."""
    answers: Answers = ()
    if remark.startswith(MODEL):
        model, _, remark = remark.removeprefix(MODEL).partition(EXPLAINED)
        answers = ((model,),)
    return Question(SHORT, text, answers=answers, explanation=remark, **facts)


def choice(text: str, found: list[Said], remark: str, facts: dict[str, Any]) -> Question:
    """With = one is right; without it those are that earn something."""
    kind = SINGLE if any(one.sign == "=" for one in found) else MULTIPLE
    right = [one.counts if kind == SINGLE else (one.weight or 0) > 0 for one in found]
    draft = Draft(0, kind, text)
    draft.options = [(LETTERS[at], one.text, False) for at, one in enumerate(found[: len(LETTERS)])]
    if len(found) > len(LETTERS):
        raise RuleBroken("question_options_many", most=len(LETTERS))
    choices.check_options(draft)
    choices.check_right(draft, "".join(LETTERS[at] for at, one in enumerate(right) if one))
    options = tuple(Option(one.text, yes) for one, yes in zip(found, right, strict=True))
    part = partly(found) if kind == SINGLE else []
    return Question(
        kind, text, options, explanation=lines(remark, [*part, *remarks(found)]), **facts
    )


def numeric(text: str, said: str, remark: str, facts: dict[str, Any]) -> Question:
    said, notes = said.strip(), []
    if not said.startswith("="):
        said, _, note = said.partition("#")
        notes, said = [gift_text.show(note)], f"={said}"
    found = answers_in(said)
    accepted = tuple(number(one.text) for one in found if one.counts)
    if not accepted:
        raise RuleBroken("question_answer_missing")
    told = lines(remark, [*notes, *partly(found), *remarks(found)])
    return Question(FILL_IN, text, answers=(accepted,), explanation=told, **facts)


def number(text: str) -> str:
    """An exact number as itself, another with GIFT's sign before its margin or range."""
    exact = EXACT.fullmatch(text)
    if exact:
        return exact[1]
    if not RANGED.fullmatch(text):
        raise RuleBroken("gift_number", text=text[:40])
    return "#" + re.sub(r"\s", "", text)


def fill_in(text: str, found: list[Said], remark: str, facts: dict[str, Any]) -> Question:
    accepted = tuple(dict.fromkeys(one.text for one in found if one.counts and one.text))
    if not accepted:
        raise RuleBroken("question_answer_missing")
    told = lines(remark, [*partly(found), *remarks(found)])
    answers = of_blanks(accepted, blanks.empty_blanks(text))
    return Question(FILL_IN, text, answers=answers, explanation=told, **facts)


def of_blanks(accepted: tuple[str, ...], count: int) -> Answers:
    """GIFT knows one blank. Answers of several stand in one text: 北京;上海, each that is accepted."""
    if count < 2:
        return (accepted,)
    rows = [one.split(APART) for one in accepted]
    for row in rows:
        if len(row) != count:
            raise RuleBroken("question_blanks", blanks=count, answers=len(row))
    each = tuple(tuple(dict.fromkeys(row[at].strip() for row in rows)) for at in range(count))
    if len(set(product(*each))) != len({tuple(one.strip() for one in row) for row in rows}):
        raise RuleBroken("gift_blanks")
    return each


def partly(found: Iterable[Said]) -> list[str]:
    return [f"{one.weight:g}%: {one.text}" for one in found if one.weight and 0 < one.weight < 100]


def remarks(found: Iterable[Said]) -> list[str]:
    return [f"{one.text}: {one.remark}" for one in found if one.remark]


def lines(first: str, rest: Iterable[str]) -> str:
    return "\n".join(one for one in (first, *rest) if one)
