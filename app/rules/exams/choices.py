"""Options and which of them are right (rules.md §7)."""

import re

from app.errors import RuleBroken
from app.rules.exams import stems
from app.rules.exams.letters import plain
from app.rules.exams.question import LETTERS, MULTIPLE, SINGLE, Draft, Option
from app.rules.exams.sameness import key_of
from app.rules.exams.truth import truth_of

FEWEST, LONGEST_OPTION = 2, 1_000
ONLY_LETTERS = re.compile(r"[A-Za-z](?:[\s、,;./和及&+]*[A-Za-z])*")
WITH_TEXT = re.compile(r"\(?([A-Za-z])\s*[.、:):]\s*(.+)")
BEHIND = re.compile(r"\s*[(【]\s*([A-Z](?:[\s、,]*[A-Z])*)\s*[)】]$")
REMARK = re.compile(r"\s*\(.*\)\s*$")
ENDS = " 。.;,、"


def settle(draft: Draft) -> tuple[str, tuple[Option, ...], str]:
    """The text without its answer, the options, and whether one or several are right.

    Raises RuleBroken with what does not fit: "question_options_missing" | "question_option_order" |
    "question_option_empty" | "question_option_twice" | "question_option_long" |
    "question_answer_missing" | "question_answer_unreadable" | "question_answers_differ" |
    "question_answer_no_option" | "question_two_answers".
    """
    check_options(draft)
    text, right = right_letters(draft)
    check_right(draft, right)
    letters = LETTERS[: len(draft.options)]
    pairs = zip(letters, draft.options, strict=True)
    options = tuple(Option(said.strip(), letter in right) for letter, (_, said, _) in pairs)
    kind = (
        draft.kind if draft.kind in (SINGLE, MULTIPLE) else MULTIPLE if len(right) > 1 else SINGLE
    )
    return text, options, kind


def check_options(draft: Draft) -> None:
    if len(draft.options) < FEWEST:
        raise RuleBroken("question_options_missing")
    for expected, (letter, text, _) in zip(LETTERS, draft.options, strict=False):
        if letter != expected:
            raise RuleBroken("question_option_order", expected=expected, found=letter)
        if not text.strip():
            raise RuleBroken("question_option_empty", letter=letter)
        if len(text) > LONGEST_OPTION:
            raise RuleBroken("question_option_long", letter=letter, most=LONGEST_OPTION)
    check_different(draft)


def check_different(draft: Draft) -> None:
    seen: dict[str, str] = {}
    for letter, text, _ in draft.options:
        key = key_of(text) or text
        if key in seen:
            raise RuleBroken("question_option_twice", first=seen[key], second=letter)
        seen[key] = letter


def check_right(draft: Draft, right: str) -> None:
    if not right:
        raise RuleBroken("question_answer_missing")
    for letter in right:
        if letter not in LETTERS[: len(draft.options)]:
            raise RuleBroken("question_answer_no_option", letter=letter)
    if draft.kind == SINGLE and len(right) > 1:
        raise RuleBroken("question_two_answers", letters=right)


def right_letters(draft: Draft) -> tuple[str, str]:
    """The text without an answer in it, and the letters that were given, in their order."""
    if not draft.said and not any(right for _, _, right in draft.options):
        take_behind(draft)
    given = [letters_in(draft, said) for said in draft.said]
    marked = "".join(letter for letter, _, right in draft.options if right)
    text, within = from_text(draft, known=bool(given or marked))
    every = {*given, *filter(None, (marked, within))}
    if len(every) > 1:
        raise RuleBroken("question_answers_differ")
    return text, every.pop() if every else ""


def take_behind(draft: Draft) -> None:
    """An answer in brackets behind the last option."""
    letter, text, ticked = draft.options[-1]
    found = BEHIND.search(plain(text))
    if found and found.start() and not stems.lettered(draft.text):
        draft.said.append(found[1])
        draft.options[-1] = (letter, text[: found.start()], ticked)


def from_text(draft: Draft, *, known: bool) -> tuple[str, str]:
    """Of several brackets with letters the last is the answer, unless they say different things."""
    there = LETTERS[: len(draft.options)]
    claims = [
        one
        for one in stems.lettered(draft.text)
        if one.sure or (not known and all(letter in there for letter in one.said))
    ]
    if not claims:
        return draft.text, ""
    if len({one.said for one in claims}) > 1:
        raise RuleBroken("question_answers_differ")
    text = draft.text
    for one in reversed(claims):
        text = stems.without(text, one)
    return text, once(claims[-1].said)


def letters_in(draft: Draft, said: str) -> str:
    """The letters of an answer: B · A、C · B.北京 · or the text of an option itself."""
    flat = REMARK.sub("", plain(said)).strip(ENDS) or plain(said).strip(ENDS + "()[]【】")
    if ONLY_LETTERS.fullmatch(flat):
        return once(re.sub(r"[^A-Za-z]", "", flat).upper())
    with_text = WITH_TEXT.fullmatch(flat)
    if with_text and is_option(draft, with_text[1].upper(), with_text[2]):
        return with_text[1].upper()
    same = [letter for letter, text, _ in draft.options if key_of(text) == key_of(said)]
    if len(same) == 1:
        return same[0]
    raise RuleBroken("question_answer_unreadable", text=said[:40])


def once(letters: str) -> str:
    return "".join(sorted(set(letters)))


def is_option(draft: Draft, letter: str, text: str) -> bool:
    return any(one == letter and key_of(said) == key_of(text) for one, said, _ in draft.options)


def is_truth(draft: Draft) -> bool:
    """Whether the two options are just right and wrong."""
    said = {truth_of(text) for _, text, _ in draft.options}
    return len(draft.options) == FEWEST and said == {True, False}


def truth_said(draft: Draft, said: str) -> bool | None:
    """What an answer says about a true or false, by itself or by the letter of an option."""
    return truth_of(REMARK.sub("", plain(said)))
