"""Options as papers lay them out: one a line, several a line, behind the question (rules.md §7)."""

import re
from dataclasses import dataclass
from functools import cache

from app.rules.exams.question import LETTERS

STRONG, WEAK, GLUED = "strong", "weak", "glued"
MARK = r"(?P<star>[*√]\s*)?(?:[(\[【]\s*(?P<inner>{letter})\s*[)\]】]\s*[.、::]?|(?P<letter>{letter})\s*(?:[.、::)]|,(?!\d))|(?P<circled>{circled}))\s*"
STYLES = {
    STRONG: MARK,
    WEAK: r"(?P<star>[*√]\s*)?(?P<letter>{letter})\s+(?=\S)",
    GLUED: r"(?P<star>[*√]\s*)?(?P<letter>{letter})(?=[\u4e00-\u9fff“\"《\d])",
}
BEFORE = {STRONG: r"(?<![A-Za-z0-9])", WEAK: r"(?<=\s)", GLUED: r"(?<=\s)"}
TICKED = re.compile(
    r"\s*(?:√|\(\s*(?:√|正确(?:答案)?|right|correct|答案)\s*\)|【\s*(?:√|正确(?:答案)?)\s*】)\s*$",
    re.IGNORECASE,
)


@cache
def pattern(style: str, letter: str, *, inside: bool) -> re.Pattern[str]:
    circled = chr(ord("Ⓐ") + LETTERS.index(letter.upper()))
    made = STYLES[style].format(letter=f"[{letter.upper()}{letter.lower()}]", circled=circled)
    return re.compile((BEFORE[style] if inside else r"\s*") + made)


LEADS = {
    style: re.compile(r"\s*" + STYLES[style].format(letter="[A-Za-z]", circled="[Ⓐ-Ⓩ]"))
    for style in STYLES
}


@dataclass(frozen=True)
class Found:
    """An option in a line: its letter, and where its text begins and ends."""

    letter: str
    at: int
    start: int
    end: int
    ticked: bool


def leading(plain: str, style: str) -> str:
    """The letter that leads a line, "" when none does."""
    match = LEADS[style].match(plain)
    return letter_of(match) if match else ""


def letter_of(match: re.Match[str]) -> str:
    groups = match.groupdict()
    letter = groups.get("letter") or groups.get("inner")
    return letter.upper() if letter else LETTERS[ord(match["circled"]) - ord("Ⓐ")]


def within(plain: str, style: str, expected: str) -> list[Found]:
    """The options of a line, from its start: the first of any letter, each further one the next."""
    first = LEADS[style].match(plain)
    if first is None:
        return []
    return [*closed(plain, [(letter_of(first), first), *following(plain, style, first)])]


def behind(plain: str, style: str) -> list[Found]:
    """Options that follow a question on its line, from A on; the last A that has a B behind it."""
    for first in reversed(list(pattern(style, "A", inside=True).finditer(plain))):
        marks = [("A", first), *following(plain, style, first)]
        found = closed(plain, marks)
        if first.start() > 0 and all(plain[one.start : one.end].strip() for one in found):
            return found
    return []


def following(plain: str, style: str, first: re.Match[str]) -> list[tuple[str, re.Match[str]]]:
    found, letter, at = [], letter_of(first), first.end()
    while letter != "Z":
        letter = LETTERS[LETTERS.index(letter) + 1]
        match = pattern(style, letter, inside=True).search(plain, at)
        if match is None:
            break
        found.append((letter, match))
        at = match.end()
    return found


def closed(plain: str, marks: list[tuple[str, re.Match[str]]]) -> list[Found]:
    ends = [match.start() for _, match in marks[1:]] + [len(plain)]
    return [
        Found(letter, match.start(), match.end(), end, bool(match["star"]))
        for (letter, match), end in zip(marks, ends, strict=True)
    ]


def unticked(text: str, plain: str) -> tuple[str, bool]:
    """The text of an option without the tick behind it, and whether there was one."""
    tick = TICKED.search(plain)
    rest = text[: tick.start()] if tick else text
    ticked = tick is not None and bool(rest.strip())
    return (rest if ticked else text).strip(" \t;；"), ticked
