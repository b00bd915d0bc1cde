import csv
import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter

from app.errors import RuleBroken
from app.services.imports import tables, uploads
from tests.services.imports.files import read, sheet, with_sheet, workbook

ROWS = [["姓名", "电话"], ["王秀英", "138 0013 8000"], ["李涛,经理", "电话:138\n0013"]]


def as_csv(rows, letters="utf-8", **manner):
    text = io.StringIO()
    csv.writer(text, **manner).writerows(rows)
    return text.getvalue().encode(letters)


@pytest.mark.parametrize("letters", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_csv_file_in_every_usual_dress(tmp_path, letters, separator):
    content = as_csv(ROWS, letters, delimiter=separator)
    assert read(content, tmp_path, "名单.csv") == list(enumerate(ROWS, 1))


def test_rows_keep_the_numbers_that_the_file_shows(tmp_path):
    content = b"name,phone\n\n ,\nWang,1\n"
    assert [number for number, _ in read(content, tmp_path, "a.csv")] == [1, 4]


def test_one_column_needs_no_separator(tmp_path):
    assert read("电话\n13800138000\n".encode(), tmp_path, "a.txt") == [
        (1, ["电话"]),
        (2, ["13800138000"]),
    ]


def test_cells_of_a_workbook_become_text(tmp_path):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row("A2", [13800138000, 0.5, True, "=1+1", "  x\u200b"])
        sheet.write_datetime("F2", datetime(2026, 3, 1, 13, 5), day)
        sheet.write_datetime("G2", date(2026, 3, 1), book.add_format({"num_format": "yyyy/m/d"}))
        sheet.write_datetime("H2", time(0, 1, 24), book.add_format({"num_format": "hh:mm:ss"}))
        sheet.write_formula("I2", "=1/0", None, "#DIV/0!")
        sheet.write_formula("J2", "=6*7", None, 42)
    [(number, cells)] = read(made.getvalue(), tmp_path)
    assert number == 2
    assert cells[:3] == ["13800138000", "0.5", "1"]
    assert cells[4:] == ["  x\u200b", "2026-03-01 13:05:00", "2026-03-01", "00:01:24", "", "42"]


@pytest.mark.parametrize("result", ["", "<v/>", "<v></v>", "<v> </v>"])
@pytest.mark.parametrize(
    "behind", ["", '<c r="C2"><v>1</v></c>', '</row><row r="3"><c><v>1</v></c>']
)
def test_a_formula_that_nothing_worked_out_stands_as_it_was_written(tmp_path, result, behind):
    cells = f'<row r="2"><c r="B2"><f>A2&amp;"先生"</f>{result}</c>{behind}</row>'
    end = "<headerFooter><oddHeader>text</oddHeader></headerFooter>"
    first = '<row r="1"><c r="A1"><v>7</v></c></row>'
    content = with_sheet(sheet(first + cells).replace("</worksheet>", f"{end}</worksheet>"))
    found = dict(read(content, tmp_path))
    assert found[1][0] == "7" and found[2][1] == '=A2&"先生"'


def test_it_stands_in_its_own_sheet_and_row(tmp_path):
    """Also in a row with nothing else, and whatever the sheets' parts are called."""
    cells = '<row r="1"><c r="A1"><v>7</v></c></row><row r="5"><c r="C5"><f>1+1</f></c></row>'
    old, new = io.BytesIO(with_sheet(sheet(cells), sheets=("甲", "乙"))), io.BytesIO()
    with zipfile.ZipFile(old) as before, zipfile.ZipFile(new, "w") as after:
        for name in before.namelist():
            moved = name.replace("sheet1.xml", "other.xml")
            after.writestr(moved, before.read(name).replace(b"sheet1.xml", b"other.xml"))
    upload = uploads.keep(io.BytesIO(new.getvalue()), "a.xlsx", tmp_path)
    first, second = (list(tables.rows(upload, one)) for one in tables.sheets(upload))
    assert first == [(1, ["7"]), (5, ["", "", "=1+1"])]
    assert second == [(1, ["x"])]


def test_a_file_with_a_column_of_them_is_refused(tmp_path):
    rows = [f'<row r="{n}"><c r="A{n}"><v>1</v></c>{{}}</row>' for n in range(1, 22)]
    formula = [f'<c r="B{n}"><f>A{n}*2</f></c>' if n > 10 else "" for n in range(1, 22)]
    cells = "".join(row.format(one) for row, one in zip(rows, formula, strict=True))
    with pytest.raises(RuleBroken, match="file_not_computed") as refusal:
        read(with_sheet(sheet(cells)), tmp_path)
    assert refusal.value.params == {"row": 11, "column": 2}
    few = cells.replace("<f>A11*2</f>", "<v>2</v>")
    assert dict(read(with_sheet(sheet(few)), tmp_path))[12] == ["1", "=A12*2"]


@pytest.mark.parametrize(
    "cell",
    ['<c r="A1"><f>1+1</f><v>2</v></c>', '<c r="A1" t="str"><f>""</f><v></v></c><c><v>2</v></c>'],
)
def test_a_formula_may_come_to_an_empty_text(tmp_path, cell):
    [(_, cells)] = read(with_sheet(sheet(f'<row r="1">{cell}</row>')), tmp_path)
    assert cells[-1] == "2"


def test_a_cell_merged_downwards_counts_for_each_row_that_has_anything(tmp_path):
    rows = [["店", "电话"], ["", "1"], ["", "2"], ["", ""], ["别家", "3"]]
    found = read(workbook(*rows, merged=[("A2:A4", "丽华")]), tmp_path)
    assert found == [
        (1, ["店", "电话"]),
        (2, ["丽华", "1"]),
        (3, ["丽华", "2"]),
        (5, ["别家", "3"]),
    ]


def test_a_table_that_begins_in_the_middle_of_the_sheet(tmp_path):
    rows = [[], [], ["", "", "店", "电话"], ["", "", "", "1"], ["", "", "", "2"]]
    merged = [("C1:F1", "标题"), ("C4:C5", "丽华")]
    assert read(workbook(*rows, merged=merged), tmp_path) == [
        (3, ["", "", "店", "电话"]),
        (4, ["", "", "丽华", "1"]),
        (5, ["", "", "丽华", "2"]),
    ]


def test_a_merged_title_is_no_row(tmp_path):
    rows = [[], ["姓名", "电话", "备注"], ["王", "1", ""], [], ["李", "2", ""]]
    merged = [("A1:C1", "2024年客户资料"), ("A4:C4", "二月")]
    assert [number for number, _ in read(workbook(*rows, merged=merged), tmp_path)] == [2, 3, 5]


def test_each_visible_sheet_that_holds_anything_can_be_chosen(tmp_path):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        for name in ("空", "一月", "旧", "二月"):
            sheet = book.add_worksheet(name)
            if name != "空":
                sheet.write("A1", name)
        book.worksheets()[2].hide()
    upload = uploads.keep(io.BytesIO(made.getvalue()), "a.xlsx", tmp_path)
    assert [sheet.name for sheet in tables.sheets(upload)] == ["一月", "二月"]
    assert list(tables.rows(upload, tables.sheets(upload)[1])) == [(1, ["二月"])]


def test_the_same_file_is_kept_once(tmp_path):
    content = as_csv(ROWS)
    one = uploads.keep(io.BytesIO(content), "a.csv", tmp_path)
    other = uploads.keep(io.BytesIO(content), "../../b.csv", tmp_path)
    assert (one.folder, other.name) == (other.folder, "b.csv")
    assert [path.name for path in tmp_path.iterdir()] == [one.hash]


def test_the_old_list_is_read_to_its_last_row(tmp_path):
    content = (Path(__file__).parents[2] / "cases/leads-1500.xlsx").read_bytes()
    found = read(content, tmp_path)
    assert (found[0][0], found[-1][0], len(found)) == (2, 1514, 1502)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"%PDF-1.7", "file_ending"),
        ("a.exe", b"MZ", "file_ending"),
        ("a", b"x", "file_ending"),
        ("a.csv", b"", "file_empty"),
        ("a.csv", b"\n\n,,\n", "file_empty"),
        ("a.csv", workbook(["x"]), "file_kind"),
        ("a.csv", b"\x00\x01\x02", "file_kind"),
        ("a.csv", b"%PDF-1.7", "file_kind"),
        ("a.xlsx", b"name,phone\n", "file_kind"),
        ("a.xls", b"<html><table>", "file_kind"),
        ("a.csv", "王".encode("gb18030") + b"\xff\xff,1\n", "file_letters"),
        ("a.csv", b"x," * 201, "file_too_many_columns"),
        ("a.csv", b"x\n" * 200_002, "file_too_many_rows"),
        ("a.csv", b'"' + b"x" * 200_000, "file_cell_long"),
        ("a.xlsx", workbook(["x"])[:-30], "file_broken"),
        ("a.xlsx", workbook(["x"])[:200], "file_broken"),
        ("a.xlsx", workbook([]), "file_empty"),
        ("a.xlsx", workbook(["x"] * 201), "file_too_many_columns"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file_broken"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(tmp_path, name, content, code):
    with pytest.raises(RuleBroken, match=code):
        read(content, tmp_path, name)
