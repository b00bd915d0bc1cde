"""What is written into files holds no live cell and comes back as it was typed."""

import csv
import io
import re
import zipfile

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from app.rules.cells import held
from app.services.exports import files
from app.services.imports import tables, uploads
from tests import hostile
from tests.rules.test_cells import looks_live

WIDTH = 10
HEADINGS = ["编号", *(f"列{n}" for n in range(WIDTH))]


def rows() -> list[list[str]]:
    texts = hostile.texts()
    return [[f"第{at}行", *texts[at : at + WIDTH]] for at in range(0, len(texts), WIDTH)]


def live_in_csv(data: bytes) -> int:
    read = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return sum(looks_live(cell) for row in read for cell in row)


def live_in_xlsx(path) -> int:
    """Formulas in the file itself, and cells of any other type than text."""
    with zipfile.ZipFile(path) as book:
        xml = book.read("xl/worksheets/sheet1.xml").decode()
        names = book.namelist()
    assert not [name for name in names if "external" in name or "calcChain" in name]
    kinds = re.findall(r"<c [^>]*?>", xml)
    others = [kind for kind in kinds if 't="inlineStr"' not in kind]
    return len(re.findall(r"<f[ >/]", xml)) + len(others)


@pytest.fixture
def imported(tmp_path):
    """Reads a file as an import does."""

    def read(path) -> list[list[str]]:
        with path.open("rb") as file:
            upload = uploads.keep(file, path.name, tmp_path / "uploads")
        [sheet] = tables.sheets(upload)
        return [cells for _, cells in tables.rows(upload, sheet)]

    return read


def as_held(table):
    return [[held(cell) for cell in row] for row in table]


def padded(table):
    return [row + [""] * (len(HEADINGS) - len(row)) for row in table]


@pytest.mark.parametrize("form", [files.CSV, files.XLSX])
def test_ten_thousand_hostile_texts_are_dead_and_come_back(tmp_path, imported, form):
    path = tmp_path / f"a.{form}"
    wanted = [HEADINGS, *rows()]
    files.write(path, form, wanted)
    assert (live_in_csv(path.read_bytes()) if form == files.CSV else live_in_xlsx(path)) == 0
    assert padded(imported(path)) == as_held(wanted)


def test_no_text_in_the_workbook_wakes_when_it_is_saved_as_csv(tmp_path):
    path = tmp_path / "a.xlsx"
    files.write(path, files.XLSX, rows())
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert all(isinstance(cell, str) for row in sheet for cell in row)
    assert not [cell for row in sheet for cell in row if looks_live(cell)]


def test_without_the_guard_both_would_be_live(tmp_path, monkeypatch):
    """The control: the same files by careless writers."""
    monkeypatch.setattr(files, "guarded", held)
    files.write(tmp_path / "a.csv", files.CSV, rows())
    assert live_in_csv((tmp_path / "a.csv").read_bytes()) > 2_500
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(as_held(rows())):
            sheet.write_row(at, 0, row)
    assert live_in_xlsx(tmp_path / "a.xlsx") > 500


def test_what_is_there_is_marked_as_text_and_the_file_says_its_letters(tmp_path):
    files.write(tmp_path / "a.csv", files.CSV, [["姓名"]])
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    files.write(tmp_path / "a.xlsx", files.XLSX, [["姓名"]])
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        assert 'quotePrefix="1"' in book.read("xl/styles.xml").decode()
    assert {path.name for path in tmp_path.iterdir()} == {"a.csv", "a.xlsx"}
