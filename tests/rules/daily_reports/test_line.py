from datetime import date, time

from app.rules.daily_reports.line import closes
from app.rules.days.working_days import WorkingDays


def test_a_line_can_be_written_until_the_next_working_days_morning():
    friday, monday = date(2026, 11, 27), date(2026, 11, 30)
    assert closes(friday, "10:30", WorkingDays()) == (monday, time(10, 30))
