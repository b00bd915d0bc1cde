"""Numbers that fall below somebody's own: calls, the connect rate, follow-ups on time (rules.md §10).

"On three days running" are three own whole days of work one after the other, and the average is
that of the days before them, so that the fall does not draw it down."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from app.rules.leads.quota import FULL
from app.rules.signals.history import Counts, Finding, History, by_day, total

CALLS, CONNECT_RATE, FOLLOW_UPS = "calls_fall", "connect_rate_falls", "follow_ups_late"
PERCENT, RUNNING, AVERAGE = (
    f"signals.{name}" for name in ("fall_percent", "fall_days", "average_days")
)
PART, RATE_DAYS, BEFORE_DAYS = (
    f"signals.{name}" for name in ("rate_part", "rate_days", "rate_before_days")
)
LEAST_CALLS, LEAST_FOLLOW_UPS = "signals.least_calls", "signals.least_follow_ups"
WHOLE = 100
Settings = Mapping[str, Any]


def calls_fall(history: History, settings: Settings) -> Finding | None:
    """Calls at least so many percent below the own average of the days before, on each of some days
    running. Half days are left out: they ask for fewer calls."""
    days, over = history.worked(FULL), settings[AVERAGE]
    last, before = days[: settings[RUNNING]], days[settings[RUNNING] :][:over]
    made = total(before, history.calls)
    if len(before) < over or not made:
        return None
    average = Fraction(made, over)
    limit = average * (WHOLE - settings[PERCENT]) / WHOLE
    if any(history.calls.get(day, 0) > limit for day in last):
        return None
    figures = {"days": by_day(last, history.calls), "before": by_day(before, history.calls)}
    said = {"average": str(average), "limit": str(limit), "percent": settings[PERCENT]}
    return Finding(CALLS, {**figures, **said, "over": over})


def connect_rate_falls(history: History, settings: Settings) -> Finding | None:
    """The connect rate of the last days, lower by a third or more than that of those before."""
    counts, least = (history.connected, history.calls), settings[LEAST_CALLS]
    return rate_falls(CONNECT_RATE, history, settings, (counts, least))


def follow_ups_late(history: History, settings: Settings) -> Finding | None:
    """The same of follow-ups done by their day."""
    counts, least = (history.in_time, history.due), settings[LEAST_FOLLOW_UPS]
    return rate_falls(FOLLOW_UPS, history, settings, (counts, least))


def rate_falls(
    code: str, history: History, settings: Settings, of: tuple[tuple[Counts, Counts], int]
) -> Finding | None:
    """Where either span has too few to speak of a rate, nothing is said."""
    (top, bottom), least = of
    days, recent = history.worked(), settings[RATE_DAYS]
    spans = days[:recent], days[recent:][: settings[BEFORE_DAYS]]
    (now, made), (was, before) = ((total(span, top), total(span, bottom)) for span in spans)
    if len(spans[1]) < settings[BEFORE_DAYS] or min(made, before) < least or not was:
        return None
    limit = Fraction(was, before) * (1 - Fraction(1, settings[PART]))
    if Fraction(now, made) > limit:
        return None
    figures = {"now": [now, made], "was": [was, before], "part": settings[PART]}
    first, last = spans[0][-1].isoformat(), spans[0][0].isoformat()
    said = {"first": first, "last": last, "days": recent, "over": settings[BEFORE_DAYS]}
    return Finding(code, {**figures, **said, "limit": str(limit)})
