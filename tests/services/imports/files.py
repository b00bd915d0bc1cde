"""Files for tests, as people make them and as nobody should."""

import io
import zipfile
from pathlib import Path

import xlsxwriter

from app.services.imports import tables, uploads

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(*rows, merged=(), sheets=("名单",)) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        for name in sheets:
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
        for place, text in merged:
            book.worksheets()[0].merge_range(place, text)
    return made.getvalue()


def with_sheet(xml: str | bytes, sheets=("名单",), **extra: bytes) -> bytes:
    """A workbook whose first sheet is this XML."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(["x"], sheets=sheets))) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, xml if name.endswith("sheet1.xml") else old.read(name))
        for name, content in extra.items():
            new.writestr(name, content)
    return made.getvalue()


def sheet(cells: str, head: str = "") -> str:
    return f'{head}<worksheet xmlns="{NAMESPACE}"><sheetData>{cells}</sheetData></worksheet>'


def read(content: bytes, folder: Path, name: str = "a.xlsx"):
    """All rows of the first sheet with their numbers, read as the import does."""
    upload = uploads.keep(io.BytesIO(content), name, folder)
    return list(tables.rows(upload, tables.sheets(upload)[0]))
