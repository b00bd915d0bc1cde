from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.rules.defaults import Settings

KEYS = ("plausible.shortest_connected_s", "plausible.burst_calls", "plausible.burst_s")


@dataclass(frozen=True, slots=True)
class Span:
    """A call as the clock sees it; `duration_s` is None where nothing measured it."""

    started_at: datetime
    duration_s: int | None
    connected: bool

    @property
    def ended_at(self) -> datetime:
        return self.started_at + timedelta(seconds=self.duration_s or 0)


def flags(call: Span, earlier: Sequence[Span], settings: Settings) -> tuple[str, ...]:
    """What makes a call look odd: "overlap", "short", "burst" (rules.md §3). Changes no number.

    `earlier` are calls of the same rep, unvoided, in any order; those after this one don't count.
    """
    before = [other for other in earlier if other.started_at <= call.started_at]
    odd = {
        "overlap": overlaps(call, before),
        "short": is_short(call, settings),
        "burst": is_burst(call, before, settings),
    }
    return tuple(flag for flag, is_odd in odd.items() if is_odd)


def overlaps(call: Span, before: Sequence[Span]) -> bool:
    """Whether it began before the rep's previous call was over."""
    previous = max(before, key=lambda other: other.started_at, default=None)
    return previous is not None and call.started_at < previous.ended_at


def is_short(call: Span, settings: Settings) -> bool:
    """Whether it is said to be connected, for under 5 seconds."""
    shortest = settings["plausible.shortest_connected_s"]
    return call.connected and call.duration_s is not None and call.duration_s < shortest


def is_burst(call: Span, before: Sequence[Span], settings: Settings) -> bool:
    """Whether it is the fifth call or more that began within one minute."""
    since = call.started_at - timedelta(seconds=settings["plausible.burst_s"])
    recent = sum(other.started_at > since for other in before)
    return recent + 1 >= settings["plausible.burst_calls"]
