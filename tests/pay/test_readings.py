"""Each choice is a real one, and readings.py says truly which the cases decide."""

import pytest

from tests.pay import days, folders
from tests.pay.model import pay
from tests.pay.readings import READINGS
from tests.pay.test_cases import FOLDERS
from tests.pay.test_mutants import is_told_apart

by_what = pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading.read_as)


@pytest.fixture(scope="module")
def cases():
    months = [(folders.read(folder), days.month(folder.name[-7:])) for folder in FOLDERS]
    return [(month, pay(*month)) for month in months]


@by_what
def test_the_cases_decide_it_or_leave_it_open(cases, reading):
    told_apart = any(reading.instead.pays(month) != paid for month, paid in cases)
    assert told_apart == reading.decided


@by_what
def test_it_makes_a_difference_in_some_month(reading):
    assert is_told_apart(reading.instead)
