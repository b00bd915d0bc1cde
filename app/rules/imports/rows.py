"""What a row of a table is: data, or what people put around data (design: imports)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.rules.imports.layout import Layout, Row
from app.rules.imports.looks import like_phone
from app.rules.typed import trimmed, word

COUNTED = r"(?:条|行|人|个|户|家|项|笔)?"
HINT = re.compile(r"[合总小共汇]|total|sum", re.IGNORECASE)
TOTAL = re.compile(
    rf"(?:合\s?计|总\s?计|小\s?计|共\s?计|总数|总量|汇总|(?:sub)?total|sum)\s*[::]?\s*[\d.,]*\s*{COUNTED}"
    rf"|(?:总|合)?共\s*(?:计)?\s*[::]?\s*\d[\d.,]*\s*{COUNTED}(?:记录|数据|客户)?"
)


def is_data(layout: Layout, cells: Sequence[str]) -> bool:
    """Whether a row below the headings is one of the rows that are read and counted.

    Blank rows, rows that were only numbered in advance, totals and headings that come again on
    each printed page are not.
    """
    filled = [(at, text) for at, cell in enumerate(cells) if (text := trimmed(cell))]
    if not filled or is_only_numbered(layout, filled):
        return False
    return not is_heading_again(layout, filled) and not is_total(filled)


def surplus(layout: Layout, cells: Sequence[str]) -> str:
    """What stands behind the last column of a table of text: a comma within a cell, without quotes
    around it, moves all that follows by one."""
    return " ".join(filter(None, map(trimmed, cells[len(layout.fields) :])))


def narrowed(layout: Layout, rows: Sequence[Row]) -> Layout:
    """Without the last columns that have no heading and become nothing, where most rows have
    nothing in them: what stands there is surplus."""
    data = [cells for number, cells in rows if number >= layout.first_row]
    width = len(layout.fields) if layout.heading_row else 0
    while width and is_margin(layout, width - 1, data):
        width -= 1
    if not width:
        return layout
    return replace(layout, headings=layout.headings[:width], fields=layout.fields[:width])


def is_margin(layout: Layout, at: int, data: Sequence[Sequence[str]]) -> bool:
    if layout.headings[at] or layout.fields[at]:
        return False
    return sum(bool(trimmed(cells[at])) for cells in data if at < len(cells)) * 2 <= len(data)


def is_only_numbered(layout: Layout, filled: list[tuple[int, str]]) -> bool:
    at, text = filled[0]
    unused = at >= len(layout.fields) or not layout.fields[at]
    return len(filled) == 1 and at == 0 and unused and text.isdigit()


def is_heading_again(layout: Layout, filled: list[tuple[int, str]]) -> bool:
    if not layout.heading_row:
        return False
    return all(at < len(layout.headings) and layout.headings[at] == text for at, text in filled)


def is_total(filled: list[tuple[int, str]]) -> bool:
    first = [text for _, text in filled[:3] if HINT.search(text)]
    says_so = any(TOTAL.fullmatch(word(text)) for text in first)
    return says_so and not any(like_phone(text) for _, text in filled)
