"""Questions in a table: a row each, headings Chinese or English (rules.md §7)."""

import re
from collections.abc import Iterable, Mapping, Sequence

from app.errors import RuleBroken
from app.rules.exams import blanks
from app.rules.exams.judging import judge
from app.rules.exams.letters import plain
from app.rules.exams.modules import module_named, tags_in
from app.rules.exams.question import (
    FILL_IN,
    LETTERS,
    Draft,
    PassedOver,
    Question,
    Reading,
    Refused,
    Understood,
)
from app.rules.exams.truth import truth_of
from app.rules.papers import options
from app.rules.papers.facts import hundredths
from app.rules.papers.headings import kind_named
from app.rules.why import Why

NAMES = {
    "kind": "题型 类型 题目类型 试题类型 题类 kind type questiontype",
    "text": "题目 题干 试题 问题 题目内容 试题内容 内容 题目描述 题面 question text stem questiontext",
    "options": "选项 全部选项 备选项 备选答案 options choices",
    "answer": "答案 正确答案 参考答案 标准答案 答案选项 answer answers correct correctanswer key",
    "explanation": "解析 答案解析 试题解析 说明 详解 备注 explanation feedback remark",
    "module": "模块 所属模块 章节 分类 类别 module category",
    "tags": "标签 知识点 考点 tags tag",
    "points": "分值 分数 得分 points score marks",
    "": "序号 编号 题号 难度 难度系数 no id number difficulty 出处 来源",
}
BY_NAME = {name: field for field, names in NAMES.items() for name in names.split()}
OPTION = re.compile(r"(?:选项|备选|option|choice|answer)?[_\s]*([a-z]|\d{1,2})")
NOT_NAMED = re.compile(r"\([^)]*\)|【[^】]*】|\[[^\]]*\]|[\s_*:/.-]+")
SCALE = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s*分?")
CODES = {
    "single": "single",
    "multiple": "multiple",
    "true_false": "true_false",
    "truefalse": "true_false",
    "fill_in": "fill_in",
    "fillin": "fill_in",
    "short": "short",
}
MOST_ABOVE = 20
Row = tuple[int, Sequence[str]]


def column(name: str) -> str:
    """What a heading means: a field, option_A …, "" for what is not used, "?" for what is unknown."""
    said = NOT_NAMED.sub("", plain(name).lower())
    if said in BY_NAME:
        return BY_NAME[said]
    option = OPTION.fullmatch(said)
    if option is None:
        return "?"
    letter = option[1].upper()
    at = int(letter) - 1 if letter.isdigit() else LETTERS.find(letter)
    return f"option_{LETTERS[at]}" if 0 <= at < len(LETTERS) else "?"


def read(rows: Iterable[Row]) -> Reading:
    """What a table says below its headings.

    Raises RuleBroken("question_columns") where no row of headings names the question.
    """
    every = [row for row in rows if any(cell.strip() for cell in row[1])]
    at = next((n for n, (_, cells) in enumerate(every[:MOST_ABOVE]) if is_heading(cells)), None)
    if at is None:
        raise RuleBroken("question_columns")
    fields = [column(cell) for cell in every[at][1]]
    passed = [PassedOver(number, "before") for number, _ in every[:at]]
    passed.append(PassedOver(every[at][0], "heading"))
    understood, refused = [], []
    for number, cells in every[at + 1 :]:
        try:
            understood.append(Understood(question(number, fields, cells), number, (number,)))
        except RuleBroken as no:
            refused.append(Refused(number, (number,), Why(no.code, no.params)))
    return Reading(tuple(understood), tuple(refused), tuple(passed))


def is_heading(cells: Sequence[str]) -> bool:
    named = {column(cell) for cell in cells if cell.strip()}
    return "text" in named and len(named - {"?"}) > 1


def question(number: int, fields: Sequence[str], cells: Sequence[str]) -> Question:
    said: dict[str, str] = {}
    for field, cell in zip(fields, cells, strict=False):
        if cell.strip() and field not in ("", "?"):
            said[field] = f"{said[field]}\n{cell.strip()}" if field in said else cell.strip()
    draft = Draft(number, kind_in(said.get("kind", "")), said.get("text", ""), lines=[number])
    draft.options = options_in(said)
    draft.explanation, draft.module = said.get("explanation", ""), module_in(said)
    draft.tags, draft.points = tags_of(said), points_in(said.get("points", ""))
    draft.said = [said["answer"]] if "answer" in said else []
    of_truth(draft)
    return judge(draft)


def kind_in(said: str) -> str:
    simple = plain(said).strip().lower()
    found = CODES.get(simple.replace(" ", "")) or kind_named(simple)
    if simple and not found:
        raise RuleBroken("question_kind_unknown", text=said[:40])
    return found


def options_in(said: Mapping[str, str]) -> list[tuple[str, str, bool]]:
    """Options in columns of their own, or all in one: by their letters, else apart by line or bar."""
    letters = [letter for letter in LETTERS if f"option_{letter}" in said]
    if letters:
        return [(letter, bare(said[f"option_{letter}"], letter), False) for letter in letters]
    whole = said.get("options", "")
    if not whole:
        return []
    flat = plain(whole.replace("\n", " "))
    found = options.within(flat, options.STRONG, "A")
    if len(found) > 1:
        text = whole.replace("\n", " ")
        return [(one.letter, text[one.start : one.end].strip(" ;；|"), False) for one in found]
    parts = [part.strip() for part in re.split(r"\n+|[|｜]+|[;；]+", whole) if part.strip()]
    return [(letter, part, False) for letter, part in zip(LETTERS, parts, strict=False)]


def bare(text: str, letter: str) -> str:
    """A. 北京 in column A is 北京."""
    found = options.within(plain(text), options.STRONG, letter)
    return (
        text[found[0].start :].strip()
        if found and found[0].letter == letter and len(found) == 1
        else text
    )


def of_truth(draft: Draft) -> None:
    """A true or false in a table that has columns for options may have them empty or 对 and 错."""
    if draft.kind == FILL_IN and draft.said:
        draft.options = []
        if not blanks.empty_blanks(draft.text):
            return
    if draft.kind == "true_false" and draft.said and truth_of(draft.said[0]) is not None:
        draft.options = []


def module_in(said: Mapping[str, str]) -> str:
    return module_named(said.get("module", ""))


def tags_of(said: Mapping[str, str]) -> tuple[str, ...]:
    """Tags, and a module that is none of the five."""
    other = said.get("module", "") if not module_in(said) else ""
    return tags_in("\n".join(part for part in (said.get("tags", ""), other) if part))


def points_in(said: str) -> int | None:
    found = SCALE.fullmatch(plain(said).strip())
    if said and not found:
        raise RuleBroken("question_points", text=said[:40])
    return hundredths(found[1]) if found else None
