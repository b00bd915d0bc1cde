"""The line of one's own in a daily report, and until when it can be written (rules.md §9)."""

from datetime import date, time

from app.rules.days.working_days import WorkingDays

UNTIL = "daily_reports.line_until"
LONGEST = 200


def closes(day: date, until: str, calendar: WorkingDays) -> tuple[date, time]:
    """The last moment for the line of a day: so late on the next working day, so that what was
    forgotten in the evening can be added before the morning's calls."""
    return calendar.next(day), time.fromisoformat(until)
