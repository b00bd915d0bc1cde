"""Letters as they are typed in papers, brought to one form without moving any (rules.md §7)."""

import re

from app.rules.typed import INVISIBLE

WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
SIMPLE: dict[int, int | str] = {
    **WIDTHS,
    **dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2009\t\u000b\u000c"), " "),
    **dict.fromkeys(map(ord, "✓✔☑✅"), "√"),
    **dict.fromkeys(map(ord, "✗✘✖❌╳⨯☒"), "×"),
    **dict.fromkeys(map(ord, "〔［〖"), "["),
    **dict.fromkeys(map(ord, "〕］〗"), "]"),
    **dict.fromkeys(map(ord, "﹙"), "("),
    **dict.fromkeys(map(ord, "﹚"), ")"),
    **dict.fromkeys(map(ord, "﹒·"), "."),
    **dict.fromkeys(map(ord, "–—~〜−"), "-"),
    **dict.fromkeys(map(ord, "﹍﹎ˍ"), "_"),
}
BLANKS = re.compile(r"[^\S\n]+")


def plain(text: str) -> str:
    """The same letters in one width, each in its place, so that what is found can be cut out."""
    return text.translate(SIMPLE)


def cleaned(text: str) -> str:
    """A line without what shows nothing, blanks folded."""
    return BLANKS.sub(" ", INVISIBLE.sub("", text.replace("\0", ""))).strip()


def joined(first: str, then: str) -> str:
    """A text that goes on in the next line: words of letters keep a blank between them, lists and
    speeches their line."""
    if not first or not then:
        return first or then
    last = plain(first).rpartition("\n")[2]
    if STARTS_LINE.match(plain(then)) or STARTS_LINE.match(last) or last.endswith(":"):
        return f"{first}\n{then}"
    gap = " " if first[-1].isascii() and then[0].isascii() else ""
    return first + gap + then


STARTS_LINE = re.compile(r"[①-⑳⑴-⒛]|\(?\d{1,2}[).、:]|-\s|[^\W\d]{1,6}:")
