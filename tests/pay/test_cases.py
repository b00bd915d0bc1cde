"""The model pays what tests/cases says, for every month that is there."""

from pathlib import Path

import pytest

from tests.pay import days, folders, statements
from tests.pay.model import pay

FOLDERS = sorted((Path(__file__).parents[1] / "cases").glob("pay-*"))


def test_no_month_is_left_out():
    assert [folder.name for folder in FOLDERS] == ["pay-2026-03", "pay-2026-05", "pay-2026-06"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_text_pays_what_the_case_expects(folder):
    wanted = statements.expected(folder)
    paid = pay(folders.read(folder), days.month(wanted["month"]))
    assert statements.comparable(statements.of(paid, wanted["month"])) == (
        statements.comparable(wanted)
    )
