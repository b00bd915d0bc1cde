"""Headings of a paper's parts: 一、单选题(每题2分,共20分) (rules.md §7)."""

import re
from dataclasses import dataclass

from app.rules.exams.judging import CHOICE, UNSUPPORTED
from app.rules.exams.question import FILL_IN, MULTIPLE, SHORT, SINGLE, TRUE_FALSE
from app.rules.papers.numbering import han_number

WORDS = {
    UNSUPPORTED: r"连线题?|匹配题|配对题?|排序题|完形填空|听力|matching|ordering",
    MULTIPLE: r"多选|多项选择|不定项(?:选择)?|multiple[- ](?:answers?|response|select)",
    SINGLE: r"单选|单项选择|single[- ](?:choice|answer)",
    TRUE_FALSE: r"判断(?:正误|对错|改错|是非)?|是非(?:判断)?|对错(?:判断)?|正误判断|true[ /]*(?:or|and|/)?[ ]*false|t/f",
    FILL_IN: r"填空|填充|fill[- ]in(?:[- ]the[- ]blanks?)?|blanks",
    CHOICE: r"选择|客观|multiple[- ]choice|choice",
    SHORT: (
        r"简答|问答|论述|案例(?:分析)?|分析|名词解释|计算|情景(?:模拟|分析|问答)?|情境(?:模拟|分析|问答)?|场景(?:模拟|分析|问答)?"
        r"|简述|主观|开放|应用|实操|话术(?:演练)?|综合|写作|解答|思考|short[- ]answers?|essay|open[- ]questions?"
    ),
}
ANY = "|".join(f"(?:{words})" for words in WORDS.values())
ORDINAL = re.compile(
    r"(?:第\s*(?P<part>[一二三四五六七八九十\d]{1,3})\s*(?:部分|大题|篇|章|单元|模块)\s*[.、::]?"
    r"|\(?(?P<han>[一二三四五六七八九十]{1,3})\s*(?:[.、::)]|(?=[^\w\s])|\s)+"
    r"|(?P<part2>part|section)\s*(?P<roman2>[IVX\d]{1,4}|[A-F])\s*[.、::)]?"
    r"|(?P<roman>[IVX]{1,4}|[Ⅰ-Ⅻ])\s*[.、::]"
    r"|(?P<arabic>\(?\d{1,2}\s*[.、::)]))\s*",
    re.IGNORECASE,
)
CORE = re.compile(
    rf"[\[【(]?\s*(?P<before>[^\W\d_]{{0,8}}?)\s*(?P<kind>{ANY})\s*(?P<more>(?:[、与和及/]\s*(?:{ANY}))*)\s*"
    r"(?:试?题目?|部分|类|questions?|section)?\s*[\]】)]?\s*"
    r"(?P<rest>[::。.,,;;(\[【—-].*|共?\s*\d+\s*[道题小分].*|每[小题].*|1\s*[.、::)]\s*\S.*)?",
    re.IGNORECASE,
)
LEADS = re.compile(rf"(?:{ANY})", re.IGNORECASE)
SCORES = re.compile(
    r"每[小]?题\s*\d|[共计]\s*\d+\s*[分题道]|\d+\s*分|各\s*\d+\s*分|points?\b|marks?\b",
    re.IGNORECASE,
)
EACH = re.compile(
    r"(?:每[小]?[题空]|各)\s*(\d{1,3}(?:\.\d{1,2})?)\s*分|(\d{1,3}(?:\.\d)?)\s*(?:分\s*/\s*题|points? each)"
)
LONGEST = 80
NAMED = re.compile(r"单|多|选择|判断|填空|简答|问答|不定项|[a-z]", re.IGNORECASE)
TRUE_LETTER = re.compile(r"(?:正确|对|√|true)[^ABTF,;.。]{0,6}([AB])\b", re.IGNORECASE | re.ASCII)
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}


@dataclass(frozen=True)
class Heading:
    """`label`: which part it is by its own number, 0 without; `kind` "" where it names none;
    `points` of each question, in hundredths; `rest_at`: where its line goes on; `letters`: those that stand for right and wrong."""

    label: int
    kind: str
    points: int | None
    sure: bool
    rest_at: int | None = None
    letters: str = ""


def heading(plain: str, *, in_key: bool = False) -> Heading | None:
    """The heading that a line is; in a key its answers may follow on the line. One that names no kind, or names it in a sentence, is not sure:
    it is one if questions are numbered from 1 below it."""
    if len(plain) > LONGEST * 2:
        return None
    ordinal = ORDINAL.match(plain)
    said = plain[ordinal.end() :] if ordinal else plain
    core = CORE.fullmatch(said)
    if core and (in_key or is_plain(core, ordinal)):
        return Heading(
            label_of(ordinal),
            kind_of(core),
            points_of(plain),
            True,
            rest_of(core, len(plain) - len(said)),
            letters_of(plain),
        )
    if ordinal is None or ordinal["arabic"] or ordinal["roman"] or not said.strip():
        return only_label(ordinal, said)
    leads = LEADS.match(said)
    kind = kind_named(leads[0]) if leads else ""
    sure = (
        bool(SCORES.search(said) or ordinal["part"] or ordinal["part2"]) and len(plain) <= LONGEST
    )
    return Heading(label_of(ordinal), kind, points_of(plain), sure)


def only_label(ordinal: re.Match[str] | None, said: str) -> Heading | None:
    """一、 or 第二部分 with nothing behind it."""
    if ordinal is None or said.strip() or ordinal["arabic"] or ordinal["roman"]:
        return None
    return Heading(label_of(ordinal), "", None, bool(ordinal["part"]))


def is_plain(core: re.Match[str], ordinal: re.Match[str] | None) -> bool:
    """Whether the words of a heading are one. 一、 leads nothing else; 1. leads questions as well, and
    without a number any text might begin so."""
    if ordinal and not ordinal["arabic"]:
        return True
    rest = core["rest"] or ""
    named = "题" in core[0][: len(core[0]) - len(rest)] or NAMED.match(core["kind"]) is not None
    if ordinal:
        return named and not core["before"] and (not rest or bool(SCORES.search(rest)))
    return named and (not rest or is_about(rest))


def is_about(rest: str) -> bool:
    """What stands behind a heading without a number: points, or how to answer."""
    return (
        bool(SCORES.search(rest))
        or rest.strip()[:1] in "([【"
        or rest.strip() in (":", "。")
        or "题" in rest
    )


def rest_of(core: re.Match[str], offset: int) -> int | None:
    return core.start("rest") + offset if core["rest"] else None


def label_of(ordinal: re.Match[str] | None) -> int:
    if ordinal is None:
        return 0
    said = (
        ordinal["part"] or ordinal["han"] or ordinal["roman2"] or ordinal["roman"] or ""
    ).upper()
    digits = re.sub(r"\D", "", said or ordinal["arabic"] or "", flags=re.ASCII)
    if digits:
        return int(digits)
    if said and "Ⅰ" <= said <= "Ⅻ":
        return ord(said) - ord("Ⅰ") + 1
    return ROMAN.get(said) or han_number(said)


def kind_of(core: re.Match[str]) -> str:
    kinds = {
        kind_named(core["kind"]),
        *(kind_named(one) for one in re.findall(ANY, core["more"], re.I)),
    }
    if len(kinds) == 1:
        return choice_by_rest(kinds.pop(), core["rest"] or "")
    return CHOICE if kinds <= {CHOICE, SINGLE, MULTIPLE} else ""


def choice_by_rest(kind: str, rest: str) -> str:
    """选择题(单选,每题2分)"""
    if kind != CHOICE:
        return kind
    said = {one for one in (SINGLE, MULTIPLE) if re.search(WORDS[one], rest, re.I)}
    return said.pop() if len(said) == 1 else CHOICE


def kind_named(said: str) -> str:
    """The kind that a word means, "" when it means none."""
    return next((kind for kind, words in WORDS.items() if re.match(words, said, re.I)), "")


def letters_of(plain: str) -> str:
    """Which letters say right and wrong: 正确的选A,错误的选B is AB."""
    found = TRUE_LETTER.search(plain)
    return "" if not found else "AB" if found[1].upper() == "A" else "BA"


def points_of(plain: str) -> int | None:
    found = EACH.search(plain)
    said = found and (found[1] or found[2])
    if not said:
        return None
    whole, _, part = said.partition(".")
    return int(whole) * 100 + int((part + "00")[:2])
