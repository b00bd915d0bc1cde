"""Formulas that no spreadsheet program worked out: a few stand in their cells as they were written,
and a column that needs a value refuses their rows; read as empty they would be lost without a word.
A file with a column of them is refused: opened and saved once it has its values."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from app.errors import RuleBroken
from app.services.imports import limits

Formulas = dict[tuple[int, int], str]
"""By row and column, from 1."""
FEW = 10


def put_in(path: Path, formulas: Mapping[tuple[int, int], str]) -> tuple[int, int]:
    """Writes them into a sheet's plain table; how many rows and columns it has then.

    Raises RuleBroken("file_not_computed", row, column) where most of a column is made of them.
    """
    csv.field_size_limit(limits.MOST_CELL_LETTERS * 4)
    with path.open(encoding="utf-8", newline="") as file:
        table = [(int(number), cells) for number, *cells in csv.reader(file)]
    found = list(filled(table, formulas))
    check(formulas, len(found))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([number, *cells] for number, cells in found)
    return len(found), max(len(cells) for _, cells in found)


def check(formulas: Iterable[tuple[int, int]], rows: int) -> None:
    columns = Counter(column for _, column in formulas)
    for row, column in formulas:
        if columns[column] > FEW and columns[column] * 2 > rows:
            raise RuleBroken("file_not_computed", row=row, column=column)


def filled(
    table: Iterable[tuple[int, list[str]]], formulas: Mapping[tuple[int, int], str]
) -> Iterator[tuple[int, list[str]]]:
    rows = defaultdict(list[str], table)
    for (row, column), text in formulas.items():
        cells = rows[row]
        cells += [""] * (column - len(cells))
        if not cells[column - 1].strip():
            cells[column - 1] = text
    yield from sorted(rows.items())
