"""A paper cut into its parts: what is before it, its kinds of questions, its key (rules.md §7)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.rules.exams.letters import plain as simple
from app.rules.papers import keys
from app.rules.papers.headings import ANY, ORDINAL, Heading, heading
from app.rules.papers.lines import Line
from app.rules.papers.numbering import HAN, numbered

KIND_LED = re.compile(rf"((?:{ANY})题?)\s*(?:的)?(?:参考|标准|正确)?答案\s*[::]\s*", re.IGNORECASE)
NO_HEADING = Heading(0, "", None, True)


@dataclass
class Part:
    """The lines below one heading; `at`: the how-manieth part with questions it is."""

    head: Line | None
    heading: Heading
    is_key: bool = False
    lines: list[Line] = field(default_factory=list)
    at: int = 0


def parts_of(lines: Sequence[Line]) -> list[Part]:
    found = [Part(None, NO_HEADING)]
    bare = [at for at, line in enumerate(lines) if keys.is_key_heading(line.plain)]
    for at, line in enumerate(lines):
        if at in bare and begins_key(lines, at, len(bare)):
            found.append(Part(line, NO_HEADING, is_key=True))
            continue
        if rest := led_by_key(line):
            found.append(Part(line, NO_HEADING, is_key=True, lines=[rest]))
            continue
        said = sure_heading(lines, at)
        if said is None or (found[-1].is_key and is_known(found, said)):
            found[-1].lines.append(line)
            continue
        found.append(Part(line, said))
        if said.rest_at is not None and carries(line.plain[said.rest_at :]):
            found[-1].lines.append(line.rest(said.rest_at))
    return found


def led_by_key(line: Line) -> Line | None:
    """What follows the word answers on a line that answers part by part: 答案:一、1.B 2.C, and
    单选题答案:1-5 BACDA."""
    kind = KIND_LED.match(line.plain)
    if kind and carries(line.plain[kind.end() :]):
        text = f"{kind[1]}:{line.text[kind.end() :]}"
        return Line(line.number, text, simple(text))
    word = keys.LED.match(line.plain)
    rest = line.rest(word.end()) if word else None
    head = key_heading(rest) if rest else None
    return rest if head and head[1] and carries(keys.INNER.split(head[1].plain)[0]) else None


def unfolded(line: Line) -> list[Line]:
    """A line of a key cut before each part that it names."""
    cuts = [0, *(match.start() for match in keys.INNER.finditer(line.plain)), len(line.plain)]
    pieces = zip(cuts, cuts[1:], strict=False)
    return [
        Line(line.number, text, simple(text)) for a, b in pieces if (text := line.text[a:b].strip())
    ]


def carries(rest: str) -> bool:
    """Whether a heading's line goes on with answers: 一、单选题:1.B 2.C"""
    said = rest.lstrip(" :。.,;")
    return bool(
        keys.choices(said) or re.match(r"1\s*[.、]\s*\S", said) or keys.in_order(said.strip())
    )


def begins_key(lines: Sequence[Line], at: int, how_many: int) -> bool:
    """Whether what follows the word answers is about many questions, not the one before it."""
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below is None:
        return False
    if keys.choices(below.plain) or keys.NUMBERS.match(below.plain) or key_heading(below):
        return True
    if keys.in_order(below.plain) and len(below.plain) > 2:
        return True
    number = numbered(below.plain)
    return bool(number and number.number == 1) and how_many == 1


def sure_heading(lines: Sequence[Line], at: int) -> Heading | None:
    said = heading(lines[at].plain)
    if said is None or said.sure:
        return said
    below = next((numbered(line.plain) for line in lines[at + 1 : at + 3]), None)
    starts = below is not None and below.number == 1 and below.style != HAN
    return said if starts else None


def is_known(found: Sequence[Part], said: Heading) -> bool:
    """Whether a heading in a key names a part that stood before; else new questions begin."""
    before = [one for one in found if one.head and not one.is_key]
    if said.label:
        return any(one.heading.label == said.label for one in before)
    return any(one.heading.kind == said.kind for one in before) or not before


def key_heading(line: Line) -> tuple[Heading, Line | None] | None:
    """A heading within a key, and what it says on the same line: 一、1.B 2.C"""
    said = heading(line.plain, in_key=True)
    if said is None:
        return None
    cut = said.rest_at
    if cut is None and said.label and not said.kind:
        match = ORDINAL.match(line.plain)
        cut = match.end() if match else None
    rest = line.rest(cut) if cut is not None and cut < len(line.plain) else None
    return said, without_points(rest)


def without_points(rest: Line | None) -> Line | None:
    """What follows the points and remarks behind a heading."""
    if rest is None:
        return None
    head = re.match(
        r"(?:[(\[【][^)\]】]*[分题每共][^)\]】]*[)\]】]|每[小]?题[^::;。]*分|共\s*\d+\s*[分题道]|[::。.,;;\s])*",
        rest.plain,
    )
    text = rest.text[head.end() :].strip() if head else rest.text
    return Line(rest.number, text, simple(text)) if text else None
