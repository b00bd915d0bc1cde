"""Words that lead answers, explanations and facts about a question (rules.md §7)."""

import re
from dataclasses import dataclass

from app.rules.exams.letters import plain as simple
from app.rules.exams.truth import truth_of

TEXT, ANSWER, EXPLANATION, FACT = "text", "answer", "explanation", "fact"
OPEN, CLOSE = r"[\[【(<]?\s*", r"\s*[\]】)>]?\s*"
ANSWERS = r"(?:参考|正确|标准|本题|试题|该题|答题)?(?:答案|(?:答案|参考|答题)要点)(?:选项)?(?:应?[为是选])?|正确选项(?:[为是])?|(?:correct\s*)?answers?|ans|答"
EXPLAINS = r"(?:答案|试题|题目|本题|考点)?(?:解析|详解|点拨|精析)|解释|解题思路|explanations?|feedback|分析|理由|说明"
FACTS = r"(?:您|我|你|他|学生|考生|学员|用户)的?答案|得分|题型|难度(?:系数)?|难易(?:度|程度)?|分值|分数|知识点|考点|标签|模块|章节|类别|分类|出处|来源|依据|考查点|评分标准|得分点"
BOXED = rf"[\[【]\s*(?:(?P<answer_box>{ANSWERS})|(?P<explain_box>{EXPLAINS})|(?P<fact_box>{FACTS}))\s*[\]】]\s*[::]?\s*"
SAID = rf"(?:(?P<answer>{ANSWERS})|(?P<explain>{EXPLAINS})|(?P<fact>{FACTS}))\s*[::]\s*"
SPACED = r"(?P<answer_bare>(?:参考|正确|标准)?答案|answer)(?:\s+|(?=[A-Z√×]))(?=[\S])"
START = re.compile(rf"(?:{BOXED}|{SAID}|{SPACED})", re.IGNORECASE)
INSIDE = re.compile(
    rf"(?:{BOXED}|(?:(?<=[\s。;;.!?))\]】])|(?P<bracket>[(\[【]\s*)){SAID})", re.IGNORECASE
)
INSIDE_LONG = re.compile(
    r"^(?:答|分析|理由|说明|ans|解释|来源|分类|类别|依据|分数)$", re.IGNORECASE
)


@dataclass(frozen=True)
class Segment:
    """A part of a line by what it is; `name`: the word of a fact."""

    what: str
    text: str
    name: str = ""


def segments(text: str) -> list[Segment]:
    """A line cut before each word that leads something; the first part may be empty of such."""
    flat = simple(text)
    marks = list(found(flat))
    ends = [match.start() for match in marks] + [len(text)]
    parts = [Segment(TEXT, text[: ends[0]].strip())] if ends[0] else []
    for match, end in zip(marks, ends[1:], strict=True):
        parts.append(segment(match, text[match.end() : end].strip()))
    return [one for one in parts if one.what != TEXT or one.text]


def found(flat: str) -> list[re.Match[str]]:
    first = START.match(flat)
    if first and first.groupdict().get("answer_bare") and not is_answer(flat[first.end() :]):
        first = None
    marks = [first] if first else []
    at = first.end() if first else 0
    for match in INSIDE.finditer(flat, at):
        if not INSIDE_LONG.fullmatch(word_of(match)) and match.start() >= at:
            marks.append(match)
    return marks


def is_answer(rest: str) -> bool:
    """Whether what follows the bare word answer is one: letters, or right and wrong."""
    return (
        bool(re.fullmatch(r"[A-Z](?:[\s、,;]*[A-Z])*[.。]?", rest.strip(), re.I))
        or truth_of(rest) is not None
    )


def word_of(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return next(
        groups[n]
        for n in ("answer", "explain", "fact", "answer_box", "explain_box", "fact_box")
        if groups.get(n)
    )


def segment(match: re.Match[str], rest: str) -> Segment:
    groups = match.groupdict()
    if groups.get("bracket") and rest[-1:] in ")]】）］":
        rest = rest[:-1].strip()
    if groups.get("answer") or groups.get("answer_box") or groups.get("answer_bare"):
        return Segment(ANSWER, rest)
    if groups.get("explain") or groups.get("explain_box"):
        return Segment(EXPLANATION, rest)
    return Segment(FACT, rest, word_of(match))
