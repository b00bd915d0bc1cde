from dataclasses import replace

import pytest

from app.rules.imports.layout import Layout
from app.rules.imports.rows import is_data, narrowed, surplus

LAYOUT = Layout("leads", 1, 2, ("序号", "姓名", "电话", "备注"), ("", "name", "phone", "note"))


@pytest.mark.parametrize(
    "cells",
    [
        ["1", "王秀英", "13800138000", ""],
        ["2", "", "无", ""],
        ["", "", "", "只有备注"],
        ["4", "合计", "13800138000", ""],
        ["", "总计科技有限公司", "", ""],
    ],
)
def test_a_row_with_anything_of_its_own_is_data(cells):
    assert is_data(LAYOUT, cells)


@pytest.mark.parametrize(
    "cells",
    [
        [],
        ["", "", "", ""],
        [" ", "\u3000", "\u200b", ""],
        ["1500", "", "", ""],
        ["序号", "姓名", "电话", "备注"],
        ["", "姓名", "电话", ""],
        ["合计", "1500", "", ""],
        ["", "合 计:", "", ""],
        ["总计", "", "1500", ""],
        ["", "共1500条", "", ""],
        ["共计 1500 人", "", "", ""],
        ["合计：1,500条", "", "", ""],
        ["Total", "1500", "", ""],
    ],
)
def test_what_people_put_around_data_is_not(cells):
    assert not is_data(LAYOUT, cells)


@pytest.mark.parametrize(
    ("cells", "extra"),
    [
        (["1", "王秀英", "13800138000", "李", "问价格"], "问价格"),
        (["1", "王秀英", "13800138000", "李", "", " 价格", "高"], "价格 高"),
        (["1", "王秀英", "13800138000", "李", "", "\u3000"], ""),
        (["1", "王秀英"], ""),
    ],
)
def test_what_stands_behind_the_last_column_is_surplus(cells, extra):
    assert surplus(LAYOUT, cells) == extra


@pytest.mark.parametrize(("filled", "columns"), [(2, 4), (3, 5)])
def test_a_column_without_a_heading_is_one_where_most_rows_fill_it(filled, columns):
    wide = replace(LAYOUT, headings=(*LAYOUT.headings, ""), fields=(*LAYOUT.fields, ""))
    rows = [(n, ["", "王", "1", "", "x" if n < 2 + filled else ""]) for n in range(2, 6)]
    assert len(narrowed(wide, [(1, [*LAYOUT.headings]), *rows]).fields) == columns


def test_without_a_row_of_headings_every_column_is_one():
    bare = Layout("leads", 0, 1, ("", ""), ("phone", ""))
    assert narrowed(bare, [(1, ["13800138000", ""])]) == bare
