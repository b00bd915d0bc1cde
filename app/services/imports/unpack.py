"""A program of its own: workbook → one plain CSV per sheet, each row led by its row number.

It runs apart with little memory and time of its own, so that a hostile workbook ends this program
and nothing else (design: uploads are checked before they are opened). It uses no other part of the
application.
"""

import csv
import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

WIDE = 3
Merged = tuple[tuple[int, int], tuple[int, int]]


def main(source: str, folder: str, megabytes: str, seconds: str) -> int:
    most = int(megabytes) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    try:
        with Path(source).open("rb") as file:
            book = CalamineWorkbook.from_filelike(file)
            found = [write(book, name, Path(folder)) for name in sheets_of(book)]
    except PasswordError:
        return 3
    sys.stdout.write(json.dumps([sheet for sheet in found if sheet["rows"]]))
    return 0


def sheets_of(book: CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]


def write(book: CalamineWorkbook, name: str, folder: Path) -> dict[str, Any]:
    path = folder / f"{book.sheet_names.index(name)}.csv"
    count = width = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        for number, cells in rows_of(book.get_sheet_by_name(name)):
            out.writerow([number, *cells])
            count, width = count + 1, max(width, len(cells))
    return {"name": name, "file": path.name, "rows": count, "width": width}


def rows_of(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, with their number in the file."""
    merged: list[Merged] = list(sheet.merged_cell_ranges or [])
    down = {start: end[0] for start, end in merged if start[1] == end[1] and start[0] != end[0]}
    titles = {start for start, end in merged if end[1] - start[1] >= WIDE - 1}
    filling: dict[int, tuple[int, str]] = {}
    left = [""] * (sheet.start or (0, 0))[1]  # the sheet's rows begin at its first used column
    for at, values in enumerate(sheet.iter_rows()):
        cells = [*left, *(text_of(value) for value in values)]
        filled = [column for column, cell in enumerate(cells) if cell.strip()]
        if down:
            fill(cells, at, down, filling)
        if filled and not (len(filled) == 1 and (at, filled[0]) in titles):
            yield at + 1, cells


def fill(
    cells: list[str], at: int, down: dict[tuple[int, int], int], filling: dict[int, tuple[int, str]]
) -> None:
    """A cell merged over several rows says the same in each of them."""
    for column, cell in enumerate(cells):
        if (at, column) in down:
            filling[column] = (down[at, column], cell)
        elif column in filling and at <= filling[column][0] and not cell:
            cells[column] = filling[column][1]


def text_of(value: object) -> str:
    """A cell as text: whole numbers without a fraction, days and times as ISO writes them."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, bool | int):
        return str(int(value))
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, timedelta):
        return str(int(value.total_seconds()))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return value.isoformat() if isinstance(value, date | time) else ""


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
