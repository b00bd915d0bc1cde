from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import RuleBroken
from app.rules.measures.periods import KINDS, containing, read

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@given(DAYS, st.sampled_from(KINDS))
def test_periods_of_a_kind_cover_the_days_without_gap_or_overlap(day, kind):
    period = containing(kind, day)
    assert period.first <= day <= period.last
    assert period.before().last == period.first - timedelta(days=1)
    assert period.after().first == period.last + timedelta(days=1)
    assert period.before().after() == period == containing(kind, period.last)


@given(DAYS, st.sampled_from(KINDS))
def test_its_code_reads_back(day, kind):
    period = containing(kind, day)
    assert read(period.code) == period


def test_as_people_and_spreadsheets_write_them():
    for text in ("2026-05", "2026/5", "2026年5月", "2026年05月", "2026-05-01 00:00:00"):
        assert read(text, ("quarter", "month")).code == "2026-05"
    for text in ("2026-Q2", "2026Q2", "2026年第二季度", "2026年2季度", "2026-q2"):
        assert read(text).code == "2026-Q2"


@pytest.mark.parametrize(
    "text", ["", "2026-13", "2026-Q5", "May", "2026-W60", "9999-W52", "0000-01", "上月"]
)
def test_what_is_none_is_refused(text):
    with pytest.raises(RuleBroken, match="period_unreadable"):
        read(text)
