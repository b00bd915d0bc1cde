"""Nothing of a file is left out without a word (design: import)."""

import pytest

from app.services.imports import command
from tests.services.imports.files import workbook

HEADINGS = ["姓名", "电话", "备注"]
TORN = ["王秀英", "13800138000", "问过两次", "价格高"]
WHOLE = ["李涛", "13800138001", "问过两次,价格高"]
OTHER = ["赵敏", "13800138002", ""]


@pytest.mark.parametrize("dry", [True, False])
def test_a_row_of_more_cells_than_headings_is_refused_with_what_is_too_much(bring, dry):
    tally = bring("leads", HEADINGS, TORN, WHOLE, OTHER, dry=dry)
    assert (tally.read, tally.created) == (3, 2)
    [refused] = tally.rejected
    assert (refused.row, refused.reason.code) == (2, "row_longer")
    assert refused.reason.params == {"text": "价格高"}
    assert tally.nameless == []


def test_so_is_one_far_down_in_the_file(bring):
    many = [["王", str(13800139000 + n), ""] for n in range(300)]
    tally = bring("leads", HEADINGS, *many, TORN)
    assert [(one.row, one.reason.code) for one in tally.rejected] == [(302, "row_longer")]


def test_separators_behind_the_last_cell_are_no_cells(bring):
    tally = bring("leads", HEADINGS, [*WHOLE, "", " "], OTHER)
    assert (tally.created, tally.rejected) == (2, [])


def test_a_column_that_most_rows_fill_is_told_by_its_number_where_it_has_no_heading(bring):
    tally = bring("leads", HEADINGS, [*WHOLE, "甲"], [*OTHER, "乙"])
    assert (tally.created, tally.nameless) == (2, [4])


def test_what_stands_beside_the_table_of_a_workbook_is_told_and_nothing_refused(
    database, set_clock, tmp_path
):
    path = tmp_path / "名单.xlsx"
    path.write_bytes(workbook(HEADINGS, [*WHOLE, "", "已联系"], OTHER))
    tally = command.rehearse(path, "leads")
    assert (tally.created, tally.nameless) == (2, [5])
