"""Answers that stand within the text of a question: ( B ), (√), 【AC】 (rules.md §7)."""

import re
from dataclasses import dataclass

from app.rules.exams.letters import plain
from app.rules.exams.truth import truth_of

LETTER = r"[A-Za-z](?:[\s、,;./和]*[A-Za-z])*"
BRACKETS = r"(?P<open>[(\[【])(?P<pad>\s*)(?P<in>{})(?P<after>\s*)[)\]】]"
LETTERED = re.compile(BRACKETS.format(LETTER) + r"|_+\s*(?P<under>[A-Z]+)\s*_+")
TRUTH = re.compile(
    BRACKETS.format("[√×TFtfVvXxYyNn对错是否]|正确|错误|true|false|True|False|TRUE|FALSE|不正确")
)
HOLLOW = re.compile(r"[(\[【]\s*_*\s*[)\]】]|_{2,}")
AT_END = re.compile(r"[\s。.??!!::;;,,]*$")
BARE_MARK = re.compile(r"\s*([√×])\s*[。.]?$")
NOT_LETTERS = re.compile(r"[^A-Za-z]+")


@dataclass(frozen=True)
class Claim:
    """An answer in the text; `sure` when its place leaves no doubt that it is one."""

    said: str
    start: int
    end: int
    sure: bool


def lettered(text: str) -> list[Claim]:
    """Letters in brackets or on a line, as they would answer a choice."""
    flat = plain(text)
    return [
        claim(flat, match, NOT_LETTERS.sub("", said(match)).upper())
        for match in LETTERED.finditer(flat)
    ]


def truths(text: str) -> list[Claim]:
    """Ticks and crosses, and words for them, in brackets; bare ones at the very end."""
    flat = plain(text)
    found = [
        claim(flat, match, said(match), leads=True)
        for match in TRUTH.finditer(flat)
        if truth_of(said(match)) is not None
    ]
    bare = BARE_MARK.search(flat)
    if not found and bare:
        return [Claim(bare[1], bare.start(), bare.end(), True)]
    return found


def said(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return groups["in"] or groups.get("under") or ""


def claim(flat: str, match: re.Match[str], what: str, *, leads: bool = False) -> Claim:
    """Sure at the end, or with room around it; a tick also where it `leads`."""
    padded = bool(match["pad"] and match["after"]) or match["in"] is None
    at_edge = bool(AT_END.match(flat, match.end())) or leads and not flat[: match.start()].strip()
    return Claim(what, match.start(), match.end(), padded or at_edge)


def without(text: str, found: Claim) -> str:
    """The text with the answer taken out of its brackets, which stay."""
    inside = text[found.start : found.end]
    hollow = "____" if inside.startswith(("_", "＿")) else f"{inside[0]} {inside[-1]}"
    return text[: found.start] + hollow + text[found.end :]


def bare(text: str, found: Claim | None = None) -> str:
    """The text of a true or false: without the mark and without the brackets meant for it."""
    if found:
        text = text[: found.start] + " " + text[found.end :]
    flat = plain(text)
    for match in reversed(list(HOLLOW.finditer(flat))):
        if AT_END.match(flat, match.end()) or not flat[: match.start()].strip():
            text = text[: match.start()] + text[match.end() :]
    return re.sub(r"[ \t]+", " ", text).strip()
