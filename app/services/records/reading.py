"""A record that was kept as it came: whatever it holds, it can be read (sync.md, parked)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.rules.calls.times import BY_RECEIPT, CallTime, Tap, call_time
from app.rules.days.shanghai import day_of
from app.services.records.states import MALFORMED
from app.services.sync.envelope import LARGEST_SEQ, Op, instant, named

Raw = Mapping[str, Any]


def content(raw: Raw | None) -> Raw:
    """The record's own fields; of a garbled one those that it was sent with, whatever they are."""
    if raw is None:
        return {}
    garbled = mapping(raw.get("payload")).get("record")
    return mapping(garbled) if raw.get("kind") == MALFORMED else raw


def payload(raw: Raw | None) -> Raw:
    return mapping(content(raw).get("payload"))


def lead(raw: Raw | None) -> int | None:
    given = content(raw).get("lead")
    usable = isinstance(given, int) and not isinstance(given, bool) and 0 <= given < LARGEST_SEQ
    return given if usable else None


def other_record(raw: Raw | None) -> str | None:
    """The record that an amendment or an undoing is about."""
    said = payload(raw)
    return named(said, "amends") or named(said, "undoes")


def time(raw: Raw | None, received_at: datetime) -> CallTime:
    """When its call began: as it was found when the record came, else by the device's clock, not
    after receipt (sync.md: order is seq, never a clock). One beyond all reckoning is its receipt.
    """
    try:
        found = time_said(raw, received_at)
        day_of(found.value)
    except OverflowError:
        return CallTime(received_at, BY_RECEIPT, None)
    return found


def time_said(raw: Raw | None, received_at: datetime) -> CallTime:
    kept = mapping((raw or {}).get("time"))
    if kept:
        value = datetime.fromisoformat(kept["value"])
        return CallTime(value, kept["method"], kept["skew_s"], kept["limited_by"])
    at = instant(content(raw).get("at"))
    return call_time(Tap(at), received_at) if at else CallTime(received_at, BY_RECEIPT, None)


def as_op(op_id: str, seq: int, raw: Raw) -> Op:
    """The record as it arrived, to be carried out once more."""
    kept = {name: raw[name] for name in ("v", "kind", "lead", "lead_rev", "at", "payload")}
    return Op(id=op_id, seq=seq, age_ms=None, size=0, **kept)


def mapping(value: object) -> Raw:
    return value if isinstance(value, Mapping) else {}
