from dataclasses import dataclass
from datetime import datetime, timedelta

from app.rules.defaults import Settings

BY_AGE, BY_OFFSET, BY_DEVICE, BY_RECEIPT = "age", "offset", "device", "receipt"
MEASURED = (BY_AGE, BY_OFFSET)
SKEW_KEY = "sync.skew_shown_s"
LIMIT_RECEIPT, LIMIT_PREVIOUS = "receipt", "previous"


@dataclass(frozen=True, slots=True)
class Tap:
    """What a device says about when a call began: its own clock, the age of the tap within the
    page session (None after a reload), and its clock when it sent the request (None: unknown)."""

    at: datetime
    age_ms: int | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CallTime:
    """When the call began, how that was found, how far the device's clock is ahead of the server's
    (seconds, negative: behind, None: unknown), and which limit moved it, if any."""

    value: datetime
    method: str
    skew_s: int | None
    limited_by: str | None = None


def call_time(tap: Tap, received_at: datetime, previous_at: datetime | None = None) -> CallTime:
    """The instant of a call (sync.md "Order is seq, never a clock").

    The server's now less the monotonic age, else the device's clock corrected by its known offset;
    not after receipt, not before `previous_at`, the device's previous record. A clock beyond all
    reckoning counts as the time of receipt.
    """
    try:
        value, method = estimate(tap, received_at)
    except OverflowError:
        value, method = received_at, BY_RECEIPT
    skew_s = round((tap.at - value).total_seconds()) if method in MEASURED else None
    if value > received_at:
        return CallTime(received_at, method, skew_s, LIMIT_RECEIPT)
    if previous_at is not None and value < previous_at:
        return CallTime(min(previous_at, received_at), method, skew_s, LIMIT_PREVIOUS)
    return CallTime(value, method, skew_s)


def estimate(tap: Tap, received_at: datetime) -> tuple[datetime, str]:
    if tap.age_ms is not None and tap.age_ms >= 0:
        return received_at - timedelta(milliseconds=tap.age_ms), BY_AGE
    if tap.sent_at is not None:
        return tap.at + (received_at - tap.sent_at), BY_OFFSET
    return tap.at, BY_DEVICE


def is_skew_shown(skew_s: int | None, settings: Settings) -> bool:
    """Whether a device's clock is so wrong that people are told: more than 120 s (sync.md)."""
    return skew_s is not None and abs(skew_s) > settings[SKEW_KEY]
