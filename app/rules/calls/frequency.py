from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from app.rules.defaults import Settings
from app.rules.why import Why

KEYS = (
    "frequency.day_calls",
    "frequency.day_hours",
    "frequency.month_calls",
    "frequency.month_days",
)


def too_often(dials: Iterable[datetime], now: datetime, settings: Settings) -> Why | None:
    """Why a number may not be called now: 3 calls within 24 hours or 10 within 30 days, whoever
    called; None if it may. The reason names the instant from which it may again (rules.md §3).

    `dials`: when the number was called out, void calls left out; calls after `now` are ignored.
    """
    ordered = sorted(dial for dial in dials if dial <= now)
    day = timedelta(hours=settings["frequency.day_hours"])
    month = timedelta(days=settings["frequency.month_days"])
    by_month = over(ordered, now, settings["frequency.month_calls"], month)
    if by_month:
        return Why("too_often_month", by_month)
    by_day = over(ordered, now, settings["frequency.day_calls"], day)
    return Why("too_often_day", by_day) if by_day else None


def over(
    dials: Sequence[datetime], now: datetime, most: int, span: timedelta
) -> dict[str, object] | None:
    recent = [dial for dial in dials if dial > now - span]
    if len(recent) < most:
        return None
    return {"calls": len(recent), "most": most, "again_at": recent[-most] + span}


def is_offered(
    dials_by_number: Iterable[Iterable[datetime]], now: datetime, settings: Settings
) -> bool:
    """Whether a lead with these numbers is offered: one of them may still be called."""
    return any(too_often(dials, now, settings) is None for dials in dials_by_number)
