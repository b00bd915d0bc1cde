from datetime import datetime

from app.rules.days.shanghai import at, day_of
from app.rules.days.working_days import WorkingDays
from app.rules.defaults import Settings


def goes_out_at_once(now: datetime, calendar: WorkingDays, settings: Settings) -> bool:
    """Whether a precise lead that comes in singly now is handed out on arrival: between the morning
    run and 17:30 of a working day (rules.md §2.2)."""
    day = day_of(now)
    from_, until = settings["allocation.run_at"], settings["allocation.arrivals_until"]
    return calendar.is_working(day) and at(day, from_) <= now < at(day, until)
