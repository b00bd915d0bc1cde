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
    day, month = settings["frequency.day_hours"], settings["frequency.month_days"]
    return over(
        ordered, now, settings["frequency.month_calls"], timedelta(days=month), "too_often_month"
    ) or over(ordered, now, settings["frequency.day_calls"], timedelta(hours=day), "too_often_day")


def over(
    dials: Sequence[datetime], now: datetime, most: int, span: timedelta, code: str
) -> Why | None:
    recent = [dial for dial in dials if dial > now - span]
    if len(recent) < most:
        return None
    return Why(code, {"calls": len(recent), "most": most, "again_at": recent[-most] + span})


def is_offered(
    dials_by_number: Iterable[Iterable[datetime]], now: datetime, settings: Settings
) -> bool:
    """Whether a lead with these numbers is offered: one of them may still be called."""
    return any(too_often(dials, now, settings) is None for dials in dials_by_number)
