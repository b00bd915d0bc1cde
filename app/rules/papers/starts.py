"""Where a question begins, and where its options do (rules.md §7)."""

import re
from collections.abc import Sequence

from app.rules.exams import blanks, stems
from app.rules.exams.letters import plain as simple
from app.rules.exams.question import FILL_IN, LETTERS, SHORT, TRUE_FALSE, Draft
from app.rules.papers import marks, options
from app.rules.papers.headings import Heading
from app.rules.papers.lines import Line
from app.rules.papers.numbering import BARE, CIRCLE, DOT, HALF, TITLE, Numbered
from app.rules.papers.options import GLUED, STRONG, WEAK
from app.rules.papers.state import State

MIXED = (DOT, HALF, TITLE, BARE)
ASKED = re.compile(r"问\s*\d{0,3}\s*:\s*")
LISTED = re.compile(r"(?:^|[\s:;。])\(?(\d{1,2})\s*[.、::)](?!\d)|([①-⑳])")


def is_numbered(
    heading: Heading, lines: Sequence[Line], numbers: Sequence[Numbered | None]
) -> bool:
    """Whether the questions of a part have numbers; a list within an answer is none."""
    found = [(at, one) for at, one in enumerate(numbers) if one]
    if all(one.doubtful for _, one in found):
        found = []
    if not found:
        return False
    at, first = found[0]
    before = lines[:at]
    told = any(
        marks.START.match(line.plain) or options.leading(line.plain, STRONG) for line in before
    )
    return not told and not (first.style in (CIRCLE, BARE) and len(found) == 1 and at > 0)


def begins(state: State, at: int, number: Numbered) -> bool:
    """Whether a line that has a number is the next question, not a part of the one before."""
    draft = state.draft
    if not state.is_numbered or number.doubtful and not goes_on(state, at, number):
        return False
    if draft is None:
        return True
    if number.style != state.style:
        return mixes(state, number)
    if number.style == BARE:
        return number.number == draft.number + 1
    if state.where == marks.ANSWER and state.listing == number.number:
        return number.number == draft.number + 1 and not comes_again(state, at, number)
    return not (number.number <= 1 < draft.number and is_open(state, draft))


def text_at(plain: str, number: Numbered | None) -> int:
    """Where the text of a question begins, behind its number or 问:"""
    asked = ASKED.match(plain)
    return number.end if number else asked.end() if asked else 0


def goes_on(state: State, at: int, number: Numbered) -> bool:
    """Whether what may be a figure, 1.5, is where the next number has to be, with one behind it."""
    before = state.draft.number if state.draft else 0
    if number.number != before + 1 or state.draft and is_open(state, state.draft):
        return False
    return before > 0 or any(one and one.number == 2 for one in state.numbers[at + 1 :])


def mixes(state: State, number: Numbered) -> bool:
    """Another way of numbering is a list within the question, unless it goes on where that was."""
    draft = state.drafts[-1]
    if state.where == marks.ANSWER and state.listing == number.number:
        return False
    alike = number.style in MIXED and state.style in MIXED
    return alike and number.number == draft.number + 1 and not is_open(state, draft)


def is_open(state: State, draft: Draft) -> bool:
    """Whether a question still lacks what it needs."""
    if state.heading.kind in (TRUE_FALSE, FILL_IN, SHORT):
        return False
    return not draft.options and not draft.said


def comes_again(state: State, at: int, number: Numbered) -> bool:
    """Whether the same number leads a later line: then the earlier ones are a list in an answer."""
    later = state.numbers[at + 1 :]
    return any(one and one.style == number.style and one.number == number.number for one in later)


def list_next(text: str, before: int) -> int:
    """The number with which a list in an answer would go on, 0 where there is no list."""
    following = before
    for match in LISTED.finditer(simple(text)):
        number = int(match[1]) if match[1] else ord(match[2]) - ord("①") + 1
        following = number + 1 if number == (following or 1) else following
    return following


def begins_bare(state: State, at: int) -> bool:
    """Whether a line without a number begins a question, in a part that has no numbers."""
    line, draft = state.lines[at], state.draft
    if ASKED.match(line.plain):
        return True
    if marks.START.match(line.plain) or options.leading(line.plain, STRONG):
        return False
    if option_style(line.plain, state.below(at)):
        return False
    if draft is None:
        return True
    done = bool(draft.said or draft.options) and (line.gap or state.where != marks.EXPLANATION)
    short_goes_on = state.where == marks.ANSWER and not draft.options and not line.gap
    if short_goes_on and state.heading.kind in ("", SHORT):
        return False
    return done or line.gap or answered_within(state)


def option_style(line: str, below: str) -> str:
    """How options are written from this line on: A. or, when B follows, A 北京 or A北京."""
    for style in (STRONG, WEAK, GLUED):
        if options.leading(line, style) == "A":
            found = options.within(line, style, "A")
            if style == STRONG or len(found) > 1 or options.leading(below, style) == "B":
                return style
    return ""


def options_in(
    flat: str, style: str, draft: Draft, in_stem: bool
) -> tuple[list[options.Found], str]:
    """The options that a text holds and how they are written."""
    for one in [style] if style else [STRONG]:
        found = options.within(flat, one, "A")
        if found and belongs(found[0].letter, draft, one):
            return found, one
    if in_stem and not draft.options:
        for one in (STRONG, WEAK):
            found = options.behind(flat, one)
            if len(found) > 1:
                return found, one
    return [], style


def belongs(letter: str, draft: Draft, style: str) -> bool:
    """Whether an option's letter can stand here: A first, then any that is marked as one."""
    if not draft.options:
        return letter == "A" or style == STRONG and letter in "BC"
    expected = LETTERS[min(len(draft.options), 25)]
    return letter == expected or style == STRONG


def answered_within(state: State) -> bool:
    """Whether the text of the last question holds its answer."""
    draft = state.drafts[-1]
    if state.heading.kind == FILL_IN:
        return bool(blanks.empty_blanks(draft.text) or blanks.filled(draft.text)[1])
    return any(one.sure for one in stems.truths(draft.text))
