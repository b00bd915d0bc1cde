"""Writing a table into a file row by row, in little memory, every cell as dead text
(design: an export writes no formulas)."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import xlsxwriter

from app.rules.cells import guarded

XLSX, CSV = "xlsx", "csv"
Row = Sequence[str]
Put = Callable[[Row], object]
DEAD = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "constant_memory": True,
}
WIDTH = 16


def write(path: Path, form: str, rows: Iterable[Row]) -> None:
    """Writes the rows as XLSX or as CSV in UTF-8 with its mark; nothing is held but one row."""
    with (sheet if form == XLSX else plain)(path) as put:
        for row in rows:
            put([guarded(cell) for cell in row])


@contextmanager
def plain(path: Path) -> Iterator[Put]:
    """Every cell in quotes, so that no letter in it ends it early."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        yield csv.writer(file, quoting=csv.QUOTE_ALL).writerow


@contextmanager
def sheet(path: Path) -> Iterator[Put]:
    """Every cell is text and marked so: editing it does not wake it either."""
    with xlsxwriter.Workbook(path, {**DEAD, "tmpdir": str(path.parent)}) as book:
        page = book.add_worksheet()
        text = book.add_format({"num_format": "@", "quote_prefix": True})
        page.set_column(0, 50, WIDTH)
        page.freeze_panes(1, 0)
        numbers = iter(range(2**20))

        def put(row: Row) -> None:
            at = next(numbers)
            for column, cell in enumerate(row):
                page.write_string(at, column, cell, text)

        yield put
