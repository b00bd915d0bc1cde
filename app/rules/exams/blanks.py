"""The blanks of a fill-in question and what belongs into each (rules.md §7)."""

import re

from app.errors import RuleBroken
from app.rules.exams.letters import plain
from app.rules.exams.question import Answers

EMPTY = re.compile(
    r"_{2,}\s*(?:\(\s*\d{1,2}\s*\)|[①-⑳])\s*_{2,}|_{2,}|\(\s*_*\s*\)|【\s*_*\s*】|\[\s*_*\s*\]|-{4,}|─{2,}|…{2,}"
)
LINES = re.compile(r"_{2,}|-{4,}|─{2,}")
FILLED = (
    re.compile(r"(?<!_)_{1,3}\s*([^_\s](?:[^_\n]*[^_\s])?)\s*_{1,3}(?!_)"),
    re.compile(r"【\s*([^】\n]+?)\s*】"),
    re.compile(r"[(\[]\s*([^()\[\]\n]+?)\s*[)\]]"),
)
STEPS = (r";+", r"、+", r",+", r"\s*\|+\s*", r"\s{2,}", r"\s+", r"\s*/\s*")
BEHIND = re.compile(r"[(\[【]\s*([^()\[\]【】_\s][^()\[\]【】_]*?)\s*[)\]】]\s*[。.]?$")
NUMBERED = (
    r"(?:\(\s*\d{1,2}\s*\)|[①-⑳⑴-⒇]|第[一二三四五六七八九十\d]+空\s*[::]?|\d{1,2}[.、)](?!\d))\s*"
)
HINT = re.compile(r"填|写|请|必|注|如|例|提示|单位|选|不少于|至少")
EITHER = r"\s*(?:(?<!\d)/|/(?!\d)|\||或者?(?!许))\s*"
ENDS = " \t。;；,，、"


def empty_blanks(text: str) -> int:
    return len(EMPTY.findall(plain(text)))


def behind(text: str) -> tuple[str, str]:
    """A text whose answers stand in brackets behind it: the text without them, and what they say."""
    last = BEHIND.search(plain(text))
    if not last or HINT.match(last[1]) or not empty_blanks(text[: last.start()]):
        return text, ""
    return text[: last.start()].rstrip(), text[last.start(1) : last.end(1)]


def has_lines(text: str) -> bool:
    """Whether something is to be written on a line; empty brackets can be for a letter or a tick."""
    return LINES.search(plain(text)) is not None


def filled(text: str) -> tuple[str, tuple[str, ...]]:
    """A text whose blanks hold their answers: the text with them taken out, and what stood there."""
    for pattern in FILLED:
        found = list(pattern.finditer(plain(text)))
        if found:
            return emptied(text, found), tuple(text[m.start(1) : m.end(1)] for m in found)
    return text, ()


def emptied(text: str, found: list[re.Match[str]]) -> str:
    for match in reversed(found):
        inside = (
            "____"
            if match[0].startswith("_")
            else text[match.start()] + " " + text[match.end() - 1]
        )
        text = text[: match.start()] + inside + text[match.end() :]
    return text


def answers_of(said: str, count: int) -> Answers:
    """What was said about `count` blanks, each with the texts that are accepted.

    Raises RuleBroken("question_blanks", blanks, answers) when it does not come out even.
    """
    said = said.strip(ENDS)
    if count <= 1:
        return (accepted(said[led(said) :]),)
    if led(said) and len(parts := split(NUMBERED, said)) == count:
        return tuple(accepted(part) for part in parts)
    for step in STEPS:
        found = split(step, said)
        if len(found) == count:
            return tuple(accepted(part) for part in found)
    raise RuleBroken("question_blanks", blanks=count, answers=len(split(r"[;、,]+", said)))


def led(said: str) -> int:
    """How long the number before an answer is: (1)北京."""
    number = re.match(NUMBERED, plain(said))
    return number.end() if number else 0


def split(step: str, said: str) -> list[str]:
    """The parts of a text that hold something, told apart in whatever width."""
    cuts = list(re.finditer(step, plain(said)))
    starts, ends = [0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(said)]
    parts = (said[start:end].strip(ENDS) for start, end in zip(starts, ends, strict=True))
    return [part for part in parts if part]


def split_plainly(said: str) -> list[str]:
    """The words of an answer, to see whether two say the same."""
    return [plain(part) for part in split(r"[;、,\s]+", said)]


def accepted(said: str) -> tuple[str, ...]:
    """The texts that count as right in one blank; 北京/首都 and 北京或首都 are two."""
    return tuple(dict.fromkeys(split(EITHER, said))) or (said.strip(),)
