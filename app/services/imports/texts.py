"""CSV as it is found in the wild: its letters, its separator, its rows."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from app.errors import RuleBroken
from app.services.imports import limits

SEPARATORS = "\t;,|"
PIECE = 256 * 1024
SAMPLE_LINES = 30
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def rows_of(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, with their number in the file.

    UTF-8 with or without a mark, UTF-16 with one, GB18030; separated by comma, semicolon, tab or
    bar. Raises RuleBroken("file_letters" | "file_cell_long" | "file_too_many_…").
    """
    letters = letters_of(path)
    csv.field_size_limit(limits.MOST_CELL_LETTERS * 4)
    with path.open(encoding=letters, newline="") as file:
        separator = separator_of(file.readline(PIECE) for _ in range(SAMPLE_LINES))
        file.seek(0)
        try:
            yield from numbered(csv.reader(file, delimiter=separator))
        except csv.Error as broken:
            raise RuleBroken("file_cell_long") from broken


def numbered(rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    for number, cells in enumerate(rows, 1):
        if number > limits.MOST_ROWS + 1:
            raise RuleBroken("file_too_many_rows", most=limits.MOST_ROWS)
        if len(cells) > limits.MOST_COLUMNS:
            raise RuleBroken("file_too_many_columns", most=limits.MOST_COLUMNS)
        if any(cell.strip() for cell in cells):
            yield number, [cell.replace("\0", "") for cell in cells]


def letters_of(path: Path) -> str:
    """The encoding in which the whole file can be read."""
    with path.open("rb") as file:
        head = file.read(3)
    marked = next((name for mark, name in MARKS.items() if head.startswith(mark)), None)
    for name in [marked] if marked else ["utf-8", "gb18030"]:
        if can_read(path, name):
            return name
    raise RuleBroken("file_letters")


def can_read(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def separator_of(lines: Iterator[str]) -> str:
    """The separator that most of the first lines have, outside quotes."""
    lines_with = Counter[str]()
    for line in lines:
        bare = "".join(line.split('"')[::2])
        lines_with.update(separator for separator in SEPARATORS if separator in bare)
    return max(SEPARATORS[::-1], key=lambda separator: lines_with[separator])
