"""What a supervisor reads: records of devices, and numbers that devices lost (sync.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.services.records import reading
from app.services.records.reading import Raw
from app.services.records.states import MALFORMED, PARKED, state_of


@dataclass(frozen=True)
class Settled:
    how: str
    by: str
    at: datetime
    reason: str
    result: dict[str, Any] | None
    call_id: int | None


@dataclass(frozen=True)
class LeadSeen:
    """`name` is empty where the reader has no business with the lead."""

    id: int
    name: str
    opens: bool


@dataclass(frozen=True)
class CallSeen:
    id: int
    uuid: str
    lead_id: int
    person_id: int
    at: datetime
    disposition: str
    note: str
    void: bool


@dataclass(frozen=True)
class Record:
    """A record as it came and what became of it. `call`: the one it made or is about; `beside`:
    what else the rep logged with this lead on that day."""

    id: str
    device: str
    seq: int
    person_id: int
    who: str
    kind: str
    status: str
    result: dict[str, Any]
    raw: Raw | None
    received_at: datetime
    settled: Settled | None = None
    lead: LeadSeen | None = None
    call: CallSeen | None = None
    beside: Sequence[CallSeen] = ()

    @property
    def state(self) -> str | None:
        return state_of(self.kind, self.status)

    @property
    def at(self) -> datetime:
        """When its call began, as far as anybody can tell."""
        return reading.time(self.raw, self.received_at).value

    @property
    def can_be_tried(self) -> bool:
        return self.state == PARKED and self.kind != MALFORMED and self.settled is None


@dataclass(frozen=True)
class Loss:
    """The numbers `first` to `last` that a device told of and that never came."""

    device: str
    first: int
    last: int
    person_id: int
    who: str
    received_at: datetime
    settled: Settled | None = None


@dataclass(frozen=True)
class Skew:
    """A device whose clock is ahead by `seconds`, or behind when they are negative."""

    who: str
    client: str
    seconds: int
    at: datetime
