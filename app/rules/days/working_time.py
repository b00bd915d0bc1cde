"""How much working time lies between two instants (rules.md §6, speed to lead)."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from app.rules.days.shanghai import SHANGHAI
from app.rules.days.working_days import WorkingDays

Hours = tuple[str, str]
ONE_DAY = timedelta(days=1)


def working_seconds(
    start: datetime, end: datetime, calendar: WorkingDays, hours_on: Callable[[date], Hours]
) -> int:
    """The whole seconds between two instants that lie in the hours of working days; none where the
    end is not after the start. `hours_on`: from when until when a day counts, as "09:00", "18:00"."""
    if end <= start:
        return 0
    first, last = (one.astimezone(SHANGHAI).replace(tzinfo=None) for one in (start, end))
    found, day = timedelta(0), first.date()
    while day <= last.date():
        if calendar.is_working(day):
            opens, closes = (datetime.combine(day, time.fromisoformat(at)) for at in hours_on(day))
            found += max(min(closes, last) - max(opens, first), timedelta(0))
        day += ONE_DAY
    return int(found.total_seconds())
