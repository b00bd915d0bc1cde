"""Whether an XLSX or DOCX file may be opened at all (design: uploads are checked before they are opened).

Streams every part once with little memory: what it declares, what really comes out of it, how far
its cells reach, and that no part brings a document type, through which XML reads other files.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from xml.parsers import expat

from app.errors import RuleBroken
from app.services.imports import limits
from app.services.imports.formulas import Formulas
from app.services.imports.scanning import Scan

PIECE = 64 * 1024
WORKBOOK, DOCUMENT = "xl/workbook.xml", "word/document.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


def check(path: Path, heart: str = WORKBOOK) -> dict[int, Formulas]:
    """Raises RuleBroken("file_broken" | "file_encrypted" | "file_bomb" | "file_hostile" |
    "file_too_many_rows" | "file_too_many_columns" | "file_too_many_cells" | "file_not_computed")
    unless the file is an archive within the limits that has the part `heart`. Of a workbook it gives
    back the formulas that no spreadsheet program worked out, by the places of their sheets."""
    parts = {}
    with refusing(), path.open("rb") as file:
        check_directory(file)
        with zipfile.ZipFile(file) as archive:
            check_entries(archive.infolist(), heart)
            for entry in archive.infolist():
                with archive.open(entry) as part:
                    is_xml = entry.filename.endswith((".xml", ".rels"))
                    parts[entry.filename] = scan(part, is_xml=is_xml)
    return of_sheets(parts)


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


def scan(part: IO[bytes], *, is_xml: bool) -> Scan:
    """Reads a part to its end: a part longer or shorter than declared fails its checksum."""
    found = Scan()
    reads = True
    while piece := part.read(PIECE):
        try:
            if reads:
                found.parser.Parse(piece, False)
        except expat.ExpatError as broken:
            if is_xml:
                raise RuleBroken("file_broken") from broken
            reads = False
    found.settle()
    return found


def of_sheets(parts: Mapping[str, Scan]) -> dict[int, Formulas]:
    """The formulas without a result of each sheet, by its place among the sheets."""
    nothing = Scan()
    targets = parts.get(RELATIONS, nothing).targets
    names = [targets.get(one, "") for one in parts.get(WORKBOOK, nothing).sheets]
    found = {
        nth: parts.get(posixpath.join("xl", name).lstrip("/")) for nth, name in enumerate(names)
    }
    return {nth: one.formulas for nth, one in found.items() if one and one.formulas}
