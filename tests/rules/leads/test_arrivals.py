from datetime import date

import pytest

from app.rules.days.shanghai import at
from app.rules.days.working_days import WorkingDays
from app.rules.defaults import DEFAULTS
from app.rules.leads.arrivals import goes_out_at_once

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 22)


@pytest.mark.parametrize(
    ("clock", "at_once"),
    [("08:59", False), ("09:00", True), ("13:00", True), ("17:29", True), ("17:30", False)],
)
def test_a_lead_goes_out_on_arrival_from_the_morning_run_until_half_past_five(clock, at_once):
    assert goes_out_at_once(at(MONDAY, clock), WorkingDays(), DEFAULTS) is at_once


def test_not_on_a_free_day():
    assert not goes_out_at_once(at(SUNDAY, "10:00"), WorkingDays(), DEFAULTS)
