"""Early warning: who may need somebody to talk to, by his own numbers (rules.md §10). For the
supervisor and the manager alone, and never part of pay."""

from app.rules.signals.falls import (
    AVERAGE,
    BEFORE_DAYS,
    CALLS,
    CONNECT_RATE,
    FOLLOW_UPS,
    LEAST_CALLS,
    LEAST_FOLLOW_UPS,
    PART,
    PERCENT,
    RATE_DAYS,
    RUNNING,
    calls_fall,
    connect_rate_falls,
    follow_ups_late,
)
from app.rules.signals.history import Finding, History
from app.rules.signals.silence import (
    DEAL,
    DEAL_DAYS,
    FIRST_CALL,
    MINUTES,
    WINDOWS,
    Settings,
    no_deal,
    no_first_call,
)

__all__ = ["CODES", "KEYS", "Finding", "History", "days_needed", "found"]

LOOKS = (calls_fall, no_first_call, connect_rate_falls, follow_ups_late, no_deal)
CODES = (CALLS, FIRST_CALL, CONNECT_RATE, FOLLOW_UPS, DEAL)
FALL, RATE = (RUNNING, AVERAGE), (RATE_DAYS, BEFORE_DAYS)
KEYS = (
    *(PERCENT, *FALL, PART, *RATE, LEAST_CALLS, LEAST_FOLLOW_UPS),
    *(WINDOWS, MINUTES, DEAL_DAYS),
)


def found(history: History, settings: Settings) -> list[Finding]:
    """Every signal that somebody's history gives, each with its figures."""
    looked = (look(history, settings) for look in LOOKS)
    return [one for one in looked if one is not None]


def days_needed(settings: Settings) -> int:
    """How many own days of work a history has to reach back."""
    spans = (sum(settings[key] for key in keys) for keys in (FALL, RATE, (DEAL_DAYS,)))
    return max(spans)
