"""Files made to harm are refused quickly and with little memory (design: safety)."""

import io
import struct
import time
import tracemalloc
import zipfile

import pytest

from app.errors import RuleBroken
from app.services.imports import limits, uploads
from tests.services.imports.files import read, sheet, with_sheet, workbook

MEGABYTE = 1024 * 1024
ENTITIES = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, 40))


def lying(content: bytes) -> bytes:
    """The same archive, declaring in its directory that the sheet is small."""
    patched = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    at = patched.rindex(struct.pack("<L", size))
    patched[at : at + 4] = struct.pack("<L", 1000)
    return bytes(patched)


def many_parts() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for n in range(limits.MOST_ENTRIES + 1):
            archive.writestr(f"xl/{n}.xml", b"")
    return made.getvalue()


def cell(reference: str) -> str:
    return sheet(f'<row r="1"><c r="{reference}"><v>1</v></c></row>')


HOSTILE = {
    "a part that swells a thousandfold": (lambda: with_sheet(b" " * 64 * MEGABYTE), "file_bomb"),
    "more than may be unpacked": (
        lambda: with_sheet("", **{f"xl/{n}.xml": b" " * MEGABYTE for n in range(301)}),
        "file_bomb",
    ),
    "a directory that lies": (lambda: lying(with_sheet(b" " * 64 * MEGABYTE)), "file_broken"),
    "thousands of parts": (many_parts, "file_bomb"),
    "no workbook": (with_sheet("").replace(b"xl/workbook.xml", b"xl/workbork.xml"), "file_broken"),
    "a cell at the end of the world": (cell("XFD1048576"), "file_too_many_rows"),
    "a cell far to the right": (cell("XFD1"), "file_too_many_columns"),
    "a cell nowhere": (cell("A99999999"), "file_broken"),
    "an outer entity": (
        sheet("&x;", '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "file_hostile",
    ),
    "a billion laughs": (
        sheet("&e39;", f'<!DOCTYPE d [<!ENTITY e0 "ha">{ENTITIES}]>'),
        "file_hostile",
    ),
    "an entity in other letters": (
        sheet(
            "&x;", '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE d [<!ENTITY x "y">]>'
        ).encode("utf-16"),
        "file_hostile",
    ),
    "broken xml": (sheet("<row><c>"), "file_broken"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_quickly_and_with_little_memory(tmp_path, name):
    content, code = HOSTILE[name]
    content = content() if callable(content) else content
    content = content if content[:2] == b"PK" else with_sheet(content)
    begun = time.monotonic()
    tracemalloc.start()
    with pytest.raises(RuleBroken, match=code):
        read(content, tmp_path)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.monotonic() - begun < 3
    assert most < 12 * MEGABYTE


def test_a_file_that_never_ends_is_left_off_in_time(tmp_path, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_BYTES", MEGABYTE)
    with pytest.raises(RuleBroken, match="file_too_large"):
        read(b"x" * 2 * MEGABYTE, tmp_path, "a.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_that_eats_memory_ends_the_reading_program_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "READING_BYTES", 32 * MEGABYTE)
    texts = [[f"{row} {column} " * 40 for column in range(20)] for row in range(2000)]
    with pytest.raises(RuleBroken, match="file_broken"):
        read(workbook(*texts), tmp_path)
