"""The numbers that lead questions: 1. 1、 (1) ① 第1题 一、 (rules.md §7)."""

import re
import unicodedata
from dataclasses import dataclass

DOT, TIGHT, HALF, PAREN = "dot", "tight", "half", "paren"
CIRCLE, TITLE, BARE, HAN = "circle", "title", "bare", "han"
HAN_DIGITS = {letter: n for n, letter in enumerate("〇一二三四五六七八九")}
ANSWER = (
    r"(?:[(\[【](?P<answer>\s*[A-Za-z√×对错](?:[\s、,;]*[A-Za-z])*\s*|\s*|正确|错误)[)\]】]\s*)?"
)
NUMBER = re.compile(
    rf"\s*(?:[(\[【]\s*(?P<kind>[^\W\d]{{2,6}})\s*[)\]】]\s*)?{ANSWER}(?:"
    r"(?P<title>(?:第\s*(?:\d{1,3})\s*[题道]|题目?\s*\d{1,3}\s*(?=[.、:\s])|问题\s*\d{1,3}|(?:question|q)\s*\d{1,3}|\d{1,3}\s*题(?=[.、:]))\s*[.、::)]?)"
    r"|(?P<paren>[(\[【]\s*\d{1,3}\s*[)\]】]\s*[.、::]?)"
    r"|(?P<circle>[①-⑳⑴-⒇]\s*[.、]?)"
    r"|(?P<dot>(?:\d{1,3}\s*(?:\.、|[.、::,。](?!\d)|\.(?=\d{4}\s*年)|、)|[⒈-⒛]))"
    r"|(?P<tight>\d{1,3}\.(?=\d))"
    r"|(?P<half>\d{1,3}\s*\))"
    r"|(?P<bare>\d{1,3}(?:\s+(?=\S)|(?=[“\"《])))"
    r"|(?P<han>[一二三四五六七八九十]{1,3}\s*[、..::])"
    r")\s*",
    re.IGNORECASE,
)
UNIT = re.compile(r"[\d+\-*/=%.]|[年月日天人个条次元分秒点小时]")


@dataclass(frozen=True)
class Numbered:
    """A number at the start of a line; `end`: where the text begins; `answer`: what stands in
    brackets before the number, None without brackets; `doubtful`: 1.5 may be a figure; `kind`: a word in
    brackets before it."""

    style: str
    number: int
    end: int
    answer: str | None
    doubtful: bool = False
    kind: str = ""


def numbered(plain: str) -> Numbered | None:
    match = NUMBER.match(plain)
    if match is None:
        return None
    style = next(
        name for name in (TITLE, PAREN, CIRCLE, DOT, TIGHT, HALF, BARE, HAN) if match[name]
    )
    if style == BARE and UNIT.match(plain, match.end()):
        return None
    number, tight = number_of(match[style], style), style == TIGHT
    return Numbered(
        DOT if tight else style, number, match.end(), match["answer"], tight, match["kind"] or ""
    )


def number_of(said: str, style: str) -> int:
    if style == HAN:
        return han_number(re.sub(r"[^一二三四五六七八九十]", "", said))
    digits = re.search(r"\d+", said, re.ASCII)
    if digits:
        return int(digits[0])
    return int(next(unicodedata.numeric(one) for one in said if unicodedata.numeric(one, 0)))


def han_number(said: str) -> int:
    """一 is 1, 十二 is 12, 二十 is 20; 0 when it is no number."""
    if not said or not set(said) <= {*HAN_DIGITS, "十"}:
        return 0
    tens, ten, ones = said.rpartition("十") if "十" in said else ("", "", said)
    high = (HAN_DIGITS.get(tens, 1) if tens else 1) * 10 if ten else 0
    return high + HAN_DIGITS.get(ones[:1], 0)
