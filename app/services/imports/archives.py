"""Whether an XLSX or DOCX file may be opened at all (design: uploads are checked before they are opened).

Streams every part once with little memory: what it declares, what really comes out of it, how far
its cells reach, and that no part brings a document type, through which XML reads other files.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from xml.parsers import expat

from app.errors import RuleBroken
from app.services.imports import limits

PIECE = 64 * 1024
WORKBOOK, DOCUMENT = "xl/workbook.xml", "word/document.xml"
REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


def check(path: Path, heart: str = WORKBOOK) -> None:
    """Raises RuleBroken("file_broken" | "file_encrypted" | "file_bomb" | "file_hostile" |
    "file_too_many_rows" | "file_too_many_columns" | "file_too_many_cells" | "file_not_computed")
    unless the file is an archive within the limits that has the part `heart`."""
    with refusing(), path.open("rb") as file:
        check_directory(file)
        with zipfile.ZipFile(file) as archive:
            check_entries(archive.infolist(), heart)
            for entry in archive.infolist():
                with archive.open(entry) as part:
                    scan(part, is_xml=entry.filename.endswith((".xml", ".rels")))


@contextmanager
def refusing() -> Iterator[None]:
    try:
        yield
    except BROKEN as broken:
        raise RuleBroken("file_broken") from broken


def check_directory(file: IO[bytes]) -> None:
    """The list of parts is itself short, or reading it would take the memory."""
    end = zipfile._EndRecData(file)  # type: ignore[attr-defined]
    if end is None:
        raise RuleBroken("file_broken")
    count, size = end[4], end[5]
    if count > limits.MOST_ENTRIES or size > limits.MOST_DIRECTORY_BYTES:
        raise RuleBroken("file_bomb")


def check_entries(entries: list[zipfile.ZipInfo], heart: str) -> None:
    names = {entry.filename for entry in entries}
    if heart not in names or len(names) != len(entries):
        raise RuleBroken("file_broken")
    if any(entry.flag_bits & 1 for entry in entries):
        raise RuleBroken("file_encrypted")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.MOST_UNPACKED_BYTES or any(swells(entry) for entry in entries):
        raise RuleBroken("file_bomb")


def swells(entry: zipfile.ZipInfo) -> bool:
    small = entry.file_size <= limits.SMALL_ENTRY_BYTES
    return not small and entry.file_size > entry.compress_size * limits.MOST_RATIO


def scan(part: IO[bytes], *, is_xml: bool) -> None:
    """Reads a part to its end: a part longer or shorter than declared fails its checksum."""
    found = Scan()
    parser, reads = found.parser, True
    while piece := part.read(PIECE):
        try:
            if reads:
                parser.Parse(piece, False)
        except expat.ExpatError as broken:
            if is_xml:
                raise RuleBroken("file_broken") from broken
            reads = False
    found.settle()


class Scan:
    """How far the cells with a value reach, and whether each formula has one; told by the parser,
    part by part."""

    def __init__(self) -> None:
        self.row = self.column = self.cells = 0
        self.is_number = False
        self.formula_at: tuple[int, int] | None = None
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype

    def refuse_doctype(self, *_: object) -> None:
        raise RuleBroken("file_hostile")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self.settle()
            self.at(attributes.get("r"))
            self.is_number = attributes.get("t", "n") == "n"
        elif name == "row":
            self.settle()
            self.row = int(attributes.get("r") or self.row + 1)
            self.column = 0
        else:
            self.within(name)

    def within(self, name: str) -> None:
        """What a cell holds: a formula and, after it, what it comes to; or that alone."""
        if name == "f" and self.is_number:
            self.formula_at = self.row, self.column
        elif name in ("v", "is"):
            self.check()
            if self.formula_at:
                self.parser.CharacterDataHandler = self.has_result
        else:
            self.settle()

    def has_result(self, text: str) -> None:
        if text.strip():
            self.formula_at = self.parser.CharacterDataHandler = None

    def settle(self) -> None:
        """A formula that no spreadsheet program worked out would be read as an empty cell."""
        if self.formula_at:
            row, column = self.formula_at
            raise RuleBroken("file_not_computed", row=row, column=column)

    def at(self, reference: str | None) -> None:
        if reference is None:
            self.column += 1
            return
        found = REFERENCE.fullmatch(reference)
        if found is None:
            raise RuleBroken("file_broken")
        self.column, self.row = number_of(found[1]), int(found[2])

    def check(self) -> None:
        self.cells += 1
        if self.row > limits.MOST_ROWS + 1:
            raise RuleBroken("file_too_many_rows", most=limits.MOST_ROWS)
        if self.column > limits.MOST_COLUMNS:
            raise RuleBroken("file_too_many_columns", most=limits.MOST_COLUMNS)
        if self.cells > limits.MOST_CELLS:
            raise RuleBroken("file_too_many_cells", most=limits.MOST_CELLS)


def number_of(letters: str) -> int:
    """The number of a column: A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
