from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.rules.days.shanghai import at, day_of
from app.rules.days.working_days import WorkingDays
from app.rules.defaults import Settings
from app.rules.why import Why

Window = tuple[datetime, datetime]
KEYS = ("calls.windows", "calls.hours", "busy.retry_minutes")
ONE_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class WindowNow:
    """Where an instant stands: in a window with minutes left, or outside it; and what is next."""

    window: Window | None
    minutes_left: int
    next_start: datetime
    why: Why


def window_now(now: datetime, calendar: WorkingDays, settings: Settings) -> WindowNow:
    """Which call window it is, how many minutes are left (rounded up) and when the next begins.

    Windows are 10:30–12:00 and 15:30–17:30 of working days; their end is outside (rules.md §3).
    """
    window = window_at(now, calendar, settings)
    next_start = next_window(now, calendar, settings)
    if window is None:
        code = "window_later" if calendar.is_working(day_of(now)) else "window_free_day"
        return WindowNow(None, 0, next_start, Why(code, {"at": next_start}))
    minutes = -((now - window[1]) // ONE_MINUTE)
    params: dict[str, object] = {"minutes": minutes, "until": window[1]}
    return WindowNow(window, minutes, next_start, Why("window_open", params))


def window_at(now: datetime, calendar: WorkingDays, settings: Settings) -> Window | None:
    """The call window that an instant lies in, or None."""
    if not calendar.is_working(day_of(now)):
        return None
    today = windows_of(day_of(now), settings)
    return next((window for window in today if window[0] <= now < window[1]), None)


def next_window(now: datetime, calendar: WorkingDays, settings: Settings) -> datetime:
    """When the next window after this instant begins, today or on the next working day."""
    day = calendar.on_or_after(day_of(now))
    starts = [start for start, _ in windows_of(day, settings) if start > now]
    return min(starts) if starts else first_window(calendar.next(day), settings)


def first_window(day: date, settings: Settings) -> datetime:
    """When the first window of a working day begins."""
    return windows_of(day, settings)[0][0]


def windows_of(day: date, settings: Settings) -> Sequence[Window]:
    """The windows of a working day in their order; without any, the hours for calling."""
    spans = settings["calls.windows"] or [settings["calls.hours"]]
    return sorted((at(day, start), at(day, end)) for start, end in spans)


def reason_needed(now: datetime, calendar: WorkingDays, settings: Settings) -> Why | None:
    """Why starting a cold call now asks for a reason: before 09:00, from 20:00 on, or on a day
    off. Logging a call that happened is always allowed (rules.md §3)."""
    day, (opens, closes) = day_of(now), settings["calls.hours"]
    if not calendar.is_working(day):
        return Why("cold_call_free_day", {})
    if at(day, opens) <= now < at(day, closes):
        return None
    return Why("cold_call_quiet_hours", {"opens": opens, "closes": closes})


def another_window(called_at: datetime, calendar: WorkingDays, settings: Settings) -> datetime:
    """When to retry in another window than that of the call (rules.md §3)."""
    return next_window(called_at, calendar, settings)


def later_today(called_at: datetime, calendar: WorkingDays, settings: Settings) -> datetime:
    """When to retry a busy number: half an hour on if that is in a window, else in the day's next
    window, else half an hour on all the same; the next working day once the day's hours are over
    (rules.md §3)."""
    soon = called_at + timedelta(minutes=settings["busy.retry_minutes"])
    if window_at(soon, calendar, settings):
        return soon
    next_start, day = next_window(soon, calendar, settings), day_of(called_at)
    if day_of(next_start) == day or soon >= at(day, settings["calls.hours"][1]):
        return next_start
    return soon


def tomorrow(called_at: datetime, calendar: WorkingDays, settings: Settings) -> datetime:
    """When to retry on another day: in the first window of the next working day (rules.md §3)."""
    return first_window(calendar.next(day_of(called_at)), settings)
