"""A paper as it is pasted → its questions, and every line accounted for (rules.md §7)."""

from collections.abc import Sequence

from app.errors import RuleBroken
from app.rules.exams.judging import judge
from app.rules.exams.question import Draft, PassedOver, Reading, Refused, Understood
from app.rules.papers import marks, options
from app.rules.papers.answering import Asked, Key
from app.rules.papers.headings import heading
from app.rules.papers.lines import Line, lines_of
from app.rules.papers.numbering import numbered
from app.rules.papers.parts import Part, parts_of
from app.rules.papers.reader import Reader
from app.rules.why import Why

SHORTEST_TITLE = 5


def read(text: str) -> Reading:
    """What a pasted paper says: questions under headings or not, with their answers in the text,
    behind each question or in a key."""
    lines, passed = without_page_heads(lines_of(text))
    parts, key = parts_of(lines), Key([])
    for part in parts:
        if part.head:
            passed.append(PassedOver(part.head.number, "key" if part.is_key else "heading"))
        if not part.is_key:
            passed += part_of(part, parts, key)
    for part in parts:
        if part.is_key:
            at_part(part, parts, key)
            key.read(part)
    drafts = [draft for one in key.asked for draft in one.drafts]
    understood, refused = judged(drafts)
    everything = sorted([*refused, *key.refused], key=lambda one: one.line)
    passed += key.passed_over
    return Reading(tuple(understood), tuple(everything), only_once(passed, drafts, key))


def without_page_heads(lines: Sequence[Line]) -> tuple[list[Line], list[PassedOver]]:
    """Without the title where it stands again on each page."""
    title = lines[0].text if lines and not numbered(lines[0].plain) else ""
    again = {
        line.number
        for line in lines[1:]
        if line.text == title and len(title) >= SHORTEST_TITLE and not heading(line.plain)
    }
    passed = [PassedOver(number, "page") for number in sorted(again)]
    return [line for line in lines if line.number not in again], passed


def is_preamble(part: Part, parts: Sequence[Part]) -> bool:
    """Whether the lines before the first heading are a title, not questions."""
    others = any(not one.is_key for one in parts[1:])
    return others and not any(
        options.leading(line.plain, options.STRONG)
        or numbered(line.plain)
        or marks.START.match(line.plain)
        for line in part.lines
    )


def part_of(part: Part, parts: Sequence[Part], key: Key) -> list[PassedOver]:
    """Reads the questions of a part; answers that stand together below them are put to them."""
    part.at = len(key.asked)
    if part is parts[0] and is_preamble(part, parts):
        return [PassedOver(line.number, "before") for line in part.lines]
    found = Reader(part.heading, part.lines).read()
    if found.drafts:
        key.asked.append(Asked(part.heading, found.drafts))
    for line, entries in found.entries:
        key.start(max(len(key.asked) - 1, 0))
        key.settle(line, entries)
    key.refused += found.material.refused
    return found.passed_over


def at_part(part: Part, parts: Sequence[Part], key: Key) -> None:
    """A key of all begins with the first part; where each part has its own, with the one before."""
    keys_of_all = [one for one in parts if one.is_key]
    before = parts[parts.index(part) - 1]
    is_last = not any(not one.is_key for one in parts[parts.index(part) :])
    open_ones = [at for at, one in enumerate(key.asked) if not one.keyed and one.lacks]
    of_all = (open_ones or [0])[0]
    key.start(of_all if len(keys_of_all) == 1 and is_last else min(before.at, len(key.asked) - 1))


def judged(drafts: Sequence[Draft]) -> tuple[list[Understood], list[Refused]]:
    understood, refused = [], []
    for draft in drafts:
        lines = tuple(draft.lines)
        try:
            understood.append(Understood(judge(draft), draft.line, lines))
        except RuleBroken as no:
            refused.append(Refused(draft.line, lines, Why(no.code, no.params)))
    return understood, refused


def only_once(
    passed: Sequence[PassedOver], drafts: Sequence[Draft], key: Key
) -> tuple[PassedOver, ...]:
    """Each line that was passed over once, unless it also holds a question or was refused."""
    taken = {number for draft in drafts for number in draft.lines}
    taken |= {number for one in key.refused for number in one.lines}
    by_line = {one.line: one for one in passed if one.line not in taken}
    return tuple(by_line[line] for line in sorted(by_line))
