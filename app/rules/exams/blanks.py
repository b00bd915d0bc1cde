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
STEPS = (r"[;；]+", r"[、]+", r"[,，]+", r"\s*[|｜]+\s*|\t+", r"\s{2,}", r"\s+", r"\s*/\s*")
BEHIND = re.compile(r"[(\[【]\s*([^()\[\]【】_\s][^()\[\]【】_]*?)\s*[)\]】]\s*[。.]?$")
NUMBERED = re.compile(
    r"(?:\(\s*\d{1,2}\s*\)|[①-⑳⑴-⒇]|第[一二三四五六七八九十\d]+空\s*[::]?|\d{1,2}[.、)](?!\d))\s*"
)
EITHER = re.compile(r"\s*(?:(?<!\d)[/／]|[/／](?!\d)|[|｜]|或者?(?!许))\s*")
ENDS = " \t。;；,，、"


def empty_blanks(text: str) -> int:
    return len(EMPTY.findall(plain(text)))


def behind(text: str) -> tuple[str, str]:
    """A text whose answers stand in brackets behind it: the text without them, and what they say."""
    last = BEHIND.search(plain(text))
    if not last or not empty_blanks(text[: last.start()]):
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
    if count <= 1:
        return (accepted(NUMBERED.sub("", said, count=1) if NUMBERED.match(said) else said),)
    parts = numbered(said)
    if len(parts) == count:
        return tuple(accepted(part) for part in parts)
    for step in STEPS:
        found = [part.strip(ENDS) for part in re.split(step, said.strip(ENDS))]
        if len(found) == count and all(found):
            return tuple(accepted(part) for part in found)
    found = [part for part in re.split(r"[;；、,，]+", said.strip(ENDS)) if part.strip()]
    raise RuleBroken("question_blanks", blanks=count, answers=len(found))


def numbered(said: str) -> list[str]:
    """(1)北京 (2)上海: the parts behind their numbers."""
    if not NUMBERED.match(said):
        return []
    return [part.strip(ENDS) for part in NUMBERED.split(said) if part.strip(ENDS)]


def accepted(said: str) -> tuple[str, ...]:
    """The texts that count as right in one blank; 北京/首都 and 北京或首都 are two."""
    parts = [part.strip(ENDS) for part in EITHER.split(said.strip())]
    if not all(parts):
        return (said.strip(ENDS),)
    return tuple(dict.fromkeys(parts))
