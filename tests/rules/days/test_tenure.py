from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.days.tenure import whole_months


@pytest.mark.parametrize(
    ("start", "day", "months"),
    [
        (date(2026, 2, 10), date(2026, 3, 9), 0),
        (date(2026, 2, 10), date(2026, 3, 10), 1),
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2026, 1, 31), date(2026, 3, 1), 1),
        (date(2025, 11, 30), date(2026, 2, 28), 2),
        (date(2025, 12, 15), date(2026, 12, 15), 12),
        (date(2026, 3, 2), date(2026, 3, 2), 0),
        (date(2026, 3, 2), date(2026, 3, 1), -1),
    ],
)
def test_a_month_is_whole_when_its_day_comes_round(start, day, months):
    assert whole_months(start, day) == months


@given(st.dates(), st.dates(), st.dates())
def test_a_later_day_never_has_fewer_months(start, one, other):
    assert whole_months(start, min(one, other)) <= whole_months(start, max(one, other))
