"""What does not come: the first call of a window, a deal (rules.md §10)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from app.rules.days.shanghai import at
from app.rules.leads.quota import FULL
from app.rules.signals.history import Finding, History

FIRST_CALL, DEAL = "no_first_call", "no_deal"
WINDOWS, MINUTES, DEAL_DAYS = "calls.windows", "signals.window_minutes", "signals.no_deal_days"
Settings = Mapping[str, Any]


def opened(day: date, now: datetime, settings: Settings) -> list[tuple[str, datetime, datetime]]:
    """The windows of a day whose first minutes are over, each with when these begin and end."""
    first = timedelta(minutes=settings[MINUTES])
    spans = ((start, at(day, start), at(day, end)) for start, end in settings[WINDOWS])
    found = [(start, opens, min(opens + first, closes)) for start, opens, closes in spans]
    return [one for one in found if one[2] <= now]


def judged_day(history: History, settings: Settings) -> date | None:
    """The day whose windows are looked at: today once the first minutes of one are over, else his
    last whole day of work."""
    if history.is_here(history.today) and opened(history.today, history.now, settings):
        return history.today
    return next(iter(history.worked(FULL)), None)


def no_first_call(history: History, settings: Settings) -> Finding | None:
    """No call out in the first minutes of a window; one that had begun before and still went on is
    one. Who never called on a day before does not call yet, and is not looked at."""
    day = judged_day(history, settings)
    if day is None or not any(n for made, n in history.calls.items() if made < day):
        return None
    silent = [
        start
        for start, begins, ends in opened(day, history.now, settings)
        if not any(first < ends and last >= begins for first, last in history.dials)
    ]
    if not silent:
        return None
    figures = {"day": day.isoformat(), "windows": silent, "minutes": settings[MINUTES]}
    return Finding(FIRST_CALL, figures)


def no_deal(history: History, settings: Settings) -> Finding | None:
    """No deal on so many own working days, half days among them, since the last one or since he is
    here."""
    last = history.last_deal
    days = [day for day in history.worked() if last is None or day > last]
    if len(days) < settings[DEAL_DAYS]:
        return None
    figures = {"last": last.isoformat() if last else None, "first": days[-1].isoformat()}
    return Finding(DEAL, {**figures, "days": len(days), "limit": settings[DEAL_DAYS]})
