"""What a paper notes about a question beside it: its kind, points, module and tags (rules.md §7)."""

import re

from app.rules.exams.letters import plain as simple
from app.rules.exams.modules import module_named, tags_in
from app.rules.exams.question import Draft
from app.rules.papers.headings import ANY, kind_named

KIND = re.compile(
    rf"\s*[(\[【<]\s*((?:{ANY}))\s*(?:题|试题)?\s*(?:[,、;]?\s*(?:本题)?\s*(\d+(?:\.\d+)?)\s*分)?\s*[)\]】>]\s*[::、.]?",
    re.I,
)
POINTS = re.compile(
    r"\s*[(\[【]\s*(?:本[小]?题|每[小]?题|共|满分|分值\s*[::]?)?\s*(\d{1,3}(?:\.\d{1,2})?)\s*(?:分|points?|marks?)\s*[)\]】]",
    re.I,
)
NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})?")


def at_start(draft: Draft, text: str) -> str:
    """The text of a question without its kind and points in front: 【多选题】 (2分)"""
    match = KIND.match(simple(text))
    if match:
        draft.kind = kind_named(match[1]) or draft.kind
        draft.points = hundredths(match[2]) or draft.points
        text = text[match.end() :]
    return text.strip()


def scored(draft: Draft, text: str) -> str:
    """A text without its points, which are noted; its kind may stand at the end, too."""
    flat = simple(text)
    match = POINTS.search(flat)
    if match:
        draft.points = hundredths(match[1])
        text = text[: match.start()] + text[match.end() :]
    last = re.search(KIND.pattern + r"\s*\*?\s*$", simple(text), re.I)
    if last and last.start() > 0:
        draft.kind = kind_named(last[1]) or draft.kind
        text = text[: last.start()]
    return text.strip()


def take(draft: Draft, name: str, said: str) -> None:
    """A line such as 题型:多选题 or 模块:产品. What says nothing that is kept here is passed over."""
    flat = simple(said).strip()
    if name == "题型":
        draft.kind = kind_named(flat) or draft.kind
    elif name in ("分值", "分数"):
        found = NUMBER.match(flat)
        draft.points = hundredths(found[0]) if found else draft.points
    elif name in ("模块", "章节", "分类", "类别"):
        draft.module = module_named(said) or draft.module
        draft.tags = draft.tags if module_named(said) else (*draft.tags, *tags_in(said))
    elif name in ("标签", "知识点", "考点", "考查点"):
        draft.tags = (*draft.tags, *tags_in(said))


def hundredths(said: str | None) -> int | None:
    if not said:
        return None
    whole, _, part = said.partition(".")
    return int(whole) * 100 + int((part + "00")[:2])
