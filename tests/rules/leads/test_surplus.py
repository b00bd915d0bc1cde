from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.days.working_days import WorkingDays
from app.rules.defaults import DEFAULTS
from app.rules.leads.surplus import waiting_too_long, wasted_by_team

CALENDAR = WorkingDays()
MON, FRI, TUE = date(2026, 11, 23), date(2026, 11, 20), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("since", "today", "surplus"),
    [
        (MON, TUE, False),
        (FRI, MON, False),
        (FRI, TUE, True),
        (date(2026, 11, 21), TUE, True),
        (date(2026, 11, 19), date(2026, 11, 22), True),
        (FRI, date(2026, 11, 22), False),
    ],
)
def test_longer_than_one_working_day_is_surplus(since, today, surplus):
    assert (since < waiting_too_long(today, CALENDAR, DEFAULTS)) == surplus


@given(st.dates(MON, MON + timedelta(90)), st.integers(0, 20))
def test_waste_is_what_two_working_days_did_not_take(arrived, later):
    today = arrived + timedelta(later)
    wasted = arrived < wasted_by_team(today, CALENDAR, DEFAULTS)
    assert wasted == (CALENDAR.add(arrived, 2) < today)
