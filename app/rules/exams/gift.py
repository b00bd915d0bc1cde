"""Questions in GIFT, as Moodle describes it (rules.md §7).

A matching question and a description have no kind here and are refused. A number becomes a fill-in;
with a margin or a range its answer is kept as GIFT writes it, #3.14:0.01 or #1..5. Part credit is
not given: what earns some of the points and what is said about single answers goes into the
explanation.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.errors import RuleBroken
from app.rules.exams import gift_answers, gift_text
from app.rules.exams.judging import LONGEST_TEXT
from app.rules.exams.modules import module_named, tags_in
from app.rules.exams.question import PassedOver, Question, Reading, Refused, Understood
from app.rules.why import Why

ENDS = re.compile(r"\r\n|\r|\n")
CATEGORY = re.compile(r"\$CATEGORY:\s*(.*)", re.IGNORECASE)
TAG = re.compile(r"\[tag:((?:\\\]|[^\]])*)\]")
POINTS = re.compile(r"\[points:(\d{1,7})\]")
TITLE = re.compile(r"::(.*?)::", re.DOTALL)


@dataclass
class Block:
    """The lines of one question, and what comments before them say about it."""

    lines: list[tuple[int, str]] = field(default_factory=list)
    tags: tuple[str, ...] = ()
    points: int | None = None
    module: str = ""


def read(text: str) -> Reading:
    """What a GIFT file says: questions apart by empty lines, comments, categories."""
    understood, refused = [], []
    passed: list[PassedOver] = []
    for block in blocks(text, passed):
        numbers = tuple(number for number, _ in block.lines)
        try:
            understood.append(Understood(question(block), numbers[0], numbers))
        except RuleBroken as no:
            refused.append(Refused(numbers[0], numbers, Why(no.code, no.params)))
    return Reading(tuple(understood), tuple(refused), tuple(passed))


def title_of(line: str) -> str:
    """The name that a question has in its file, "" without one."""
    found = TITLE.match(gift_text.hide(line.strip()))
    return gift_text.show(found[1]) if found else ""


def blocks(text: str, passed: list[PassedOver]) -> Iterator[Block]:
    """The questions of a file; categories and comments are noted and passed over."""
    block, category = Block(), ""
    for number, raw in enumerate([*ENDS.split(text.removeprefix("\ufeff")), ""], 1):
        line = raw.replace("\0", "").strip()
        found = CATEGORY.match(line)
        if found or line.startswith("//"):
            category = found[1] if found else category
            note(block, line)
            passed.append(PassedOver(number, "heading" if found else "comment"))
        elif line:
            block.lines.append((number, line))
        elif block.lines:
            yield placed(block, category)
            block = Block()


def note(block: Block, line: str) -> None:
    """Moodle keeps the tags of a question in the comment before it."""
    block.tags += tuple(one.replace("\\]", "]") for one in TAG.findall(line))
    points = POINTS.search(line)
    block.points = int(points[1]) if points else block.points


def placed(block: Block, category: str) -> Block:
    """The last part of a category is the module, or else a tag."""
    name = category.strip().rstrip("/").rpartition("/")[2].strip()
    block.module = module_named(name)
    if name and not block.module and not name.startswith("$"):
        block.tags += (name,)
    block.tags = tags_in("\n".join(block.tags))
    return block


def question(block: Block) -> Question:
    """One question. Raises RuleBroken("question_…") with what is not understood about it."""
    text = gift_text.hide("\n".join(line for _, line in block.lines))
    title = TITLE.match(text)
    if title:
        text = text[title.end() :]
    stem, answer = cut(text)
    if len(stem) > LONGEST_TEXT:
        raise RuleBroken("question_long", most=LONGEST_TEXT)
    said, _, remark = answer.rpartition("####") if "####" in answer else (answer, "", "")
    facts = {"module": block.module, "tags": block.tags, "points": block.points}
    shown = gift_text.show(stem)
    if not shown:
        raise RuleBroken("question_text_missing")
    if "\ufffc" in shown:
        raise RuleBroken("question_picture")
    return gift_answers.question(shown, said.strip(), gift_text.show(remark), facts)


def cut(text: str) -> tuple[str, str]:
    """The text with a blank where the answers stand inside it, and the answers."""
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        raise RuleBroken("gift_description")
    if start < 0 or end < start:
        raise RuleBroken("gift_braces")
    if "{" in text[start + 1 : end] or re.search(r"[{}]", text[end + 1 :]):
        raise RuleBroken("gift_braces")
    behind = text[end + 1 :]
    blank = "_____" if behind.strip() else ""
    return text[:start] + blank + behind, text[start + 1 : end]
