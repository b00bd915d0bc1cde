"""From what stands in a paper to a question, or the reason why not (rules.md §7).

Nothing is guessed: what a question needs and does not have is a refusal.
"""

import re
from collections.abc import Callable

from app.errors import RuleBroken
from app.rules.exams import blanks, choices, stems
from app.rules.exams.letters import BLANKS, plain
from app.rules.exams.question import (
    CHOICES,
    FILL_IN,
    SHORT,
    TRUE_FALSE,
    Answers,
    Draft,
    Question,
)
from app.rules.exams.truth import truth_of

LONGEST_TEXT, LONGEST_ANSWER = 4_000, 4_000
CHOICE, UNSUPPORTED = "choice", "unsupported"
NOT_IN = "\ufffc"
LEFT_OPEN = re.compile(r"[\s_.。…—-]*|\(?略\)?[.。]?")


def judge(draft: Draft) -> Question:
    """The question that a draft makes. Raises RuleBroken("question_…") with what it lacks."""
    if draft.trouble:
        raise RuleBroken(draft.trouble.code, **draft.trouble.params)
    check_whole(draft)
    draft.said = [one.strip() for one in draft.said if not LEFT_OPEN.fullmatch(plain(one))]
    kind = kind_of(draft)
    made = MAKERS[kind](draft)
    if not made.text.strip():
        raise RuleBroken("question_text_missing")
    return made


def check_whole(draft: Draft) -> None:
    if draft.kind == UNSUPPORTED:
        raise RuleBroken("question_kind_unsupported")
    if not draft.text.strip():
        raise RuleBroken("question_text_missing")
    if len(draft.text) > LONGEST_TEXT or any(len(one) > LONGEST_ANSWER for one in draft.said):
        raise RuleBroken("question_long", most=LONGEST_TEXT)
    if NOT_IN in draft.text or any(NOT_IN in text for _, text, _ in draft.options):
        raise RuleBroken("question_picture")


def kind_of(draft: Draft) -> str:
    """The kind as it was said, else as options and answers show it."""
    if draft.kind and draft.kind != CHOICE:
        return draft.kind
    if draft.kind == CHOICE or draft.options:
        return CHOICE
    said = draft.said[-1] if draft.said else ""
    if blanks.has_lines(draft.text) and said:
        return FILL_IN
    if truth_of(said) is not None or (not said and certain(stems.truths(draft.text))):
        return TRUE_FALSE
    if said:
        return FILL_IN if blanks.empty_blanks(draft.text) else SHORT
    return FILL_IN if "_" in plain(draft.text) and blanks.filled(draft.text)[1] else undecided()


def certain(found: list[stems.Claim]) -> bool:
    return any(one.sure for one in found)


def undecided() -> str:
    raise RuleBroken("question_answer_missing")


def choice(draft: Draft) -> Question:
    if choices.is_truth(draft) and draft.kind in ("", CHOICE):
        return true_false(draft)
    text, options, kind = choices.settle(draft)
    return made(draft, kind, text=text, options=options)


def true_false(draft: Draft) -> Question:
    """By a mark, a word, or the letter of one of the two options 对 and 错."""
    if draft.options and not choices.is_truth(draft):
        raise RuleBroken("question_options_unexpected")
    said = {choices.truth_said(draft, one) for one in draft.said}
    inside = [one for one in stems.truths(draft.text) if one.sure]
    if draft.options:
        text, options, _ = choices.settle(draft)
        right = truth_of(next(one.text for one in options if one.right))
        return made(draft, TRUE_FALSE, text=stems.bare(text), answers=truth(right))
    if None in said:
        raise RuleBroken("question_answer_unreadable", text=draft.said[0][:40])
    within = {truth_of(one.said) for one in inside}
    if len(said | within) > 1:
        raise RuleBroken("question_answers_differ")
    if not said | within:
        raise RuleBroken("question_answer_missing")
    text = stems.bare(draft.text, inside[-1] if inside else None)
    return made(draft, TRUE_FALSE, text=text, answers=truth((said | within).pop()))


def truth(right: bool | None) -> Answers:
    return (("true" if right else "false",),)


def fill_in(draft: Draft) -> Question:
    """What is to be written stands outside, or in the blanks themselves."""
    if draft.options:
        raise RuleBroken("question_options_unexpected")
    said, (text, behind) = differing(draft.said), blanks.behind(draft.text)
    if not said and not behind:
        return filled_in(draft)
    answers = blanks.answers_of(said or behind, blanks.empty_blanks(text))
    if said and behind and blanks.split_plainly(behind) != blanks.split_plainly(said):
        text, answers = draft.text, blanks.answers_of(said, blanks.empty_blanks(draft.text))
    return made(draft, FILL_IN, text=text, answers=answers)


def filled_in(draft: Draft) -> Question:
    """A fill-in whose blanks hold their answers, all of them."""
    text, within = blanks.filled(draft.text)
    if not within or blanks.empty_blanks(draft.text) and "_" not in plain(draft.text):
        raise RuleBroken("question_answer_missing")
    if blanks.empty_blanks(text) != len(within):
        raise RuleBroken("question_blanks", blanks=blanks.empty_blanks(text), answers=len(within))
    answers = tuple(blanks.accepted(one) for one in within)
    return made(draft, FILL_IN, text=text, answers=answers)


def short(draft: Draft) -> Question:
    """With a model answer, or without one: a trainer scores it."""
    if draft.options:
        raise RuleBroken("question_options_unexpected")
    said = differing(draft.said)
    return made(draft, SHORT, text=draft.text, answers=((said,),) if said else ())


def differing(said: list[str]) -> str:
    """What is said once, or twice the same."""
    if len(set(said)) > 1:
        raise RuleBroken("question_answers_differ")
    return said[0] if said else ""


def made(draft: Draft, kind: str, text: str, **facts: object) -> Question:
    return Question(
        text=folded(text),
        kind=kind,
        explanation=draft.explanation.strip(),
        module=draft.module,
        tags=draft.tags,
        points=draft.points,
        **facts,  # type: ignore[arg-type]
    )


MAKERS: dict[str, Callable[[Draft], Question]] = {
    **dict.fromkeys((*CHOICES, CHOICE), choice),
    TRUE_FALSE: true_false,
    FILL_IN: fill_in,
    SHORT: short,
}


def folded(text: str) -> str:
    """Runs of blanks are one: how wide the room in ( ) is says nothing."""
    return BLANKS.sub(" ", text).strip()
