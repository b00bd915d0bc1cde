import pytest

from app.rules.imports.layout import Layout
from app.rules.imports.rows import is_data

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
