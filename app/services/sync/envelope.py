"""The form of what a device sends (sync.md, on the wire)."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.errors import RuleBroken

PROTO = 1
MOST_RECORDS = 50
LARGEST_RECORD = 16 * 1024
LARGEST_SEQ = 2**53
MALFORMED = "malformed"
NAME = re.compile(r"[A-Za-z0-9._:-]{8,64}")


@dataclass(frozen=True)
class Op:
    """One record of a device, as it arrived. `lead`: its number, or the id of the record that made
    it on the device, which knows no number yet."""

    id: str
    seq: int
    v: int
    kind: str
    lead: int | str | None
    lead_rev: int | None
    at: str
    age_ms: int | None
    payload: Mapping[str, Any]
    size: int

    @property
    def hash(self) -> str:
        """Same id and same hash: the same record. What changes with each sending is left out."""
        kept = [self.v, self.kind, self.lead, self.lead_rev, self.at, self.payload]
        return hashlib.sha256(canonical(kept)).hexdigest()

    @property
    def raw(self) -> dict[str, Any]:
        return {
            "v": self.v,
            "kind": self.kind,
            "lead": self.lead,
            "lead_rev": self.lead_rev,
            "at": self.at,
            "payload": dict(self.payload),
        }


@dataclass(frozen=True)
class Envelope:
    """One request of `POST /sync` (sync.md, on the wire)."""

    client: str
    epoch: str
    device: str
    user: int
    max_seq: int
    queued: int
    sent_at: str
    ops: Sequence[Op]


def canonical(value: object) -> bytes:
    plain = json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    return plain.encode("utf-8", "surrogatepass")


def read(body: object) -> Envelope:
    """Reads a request's JSON. Raises RuleBroken("sync_malformed") where it is not of the form."""
    try:
        return envelope(body)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise RuleBroken("sync_malformed") from error


def envelope(body: Any) -> Envelope:
    ops = [op(item) for item in body["ops"]]
    if body["proto"] != PROTO or len(ops) > MOST_RECORDS:
        raise ValueError("protocol or number of records")
    return Envelope(
        client=text(body.get("client") or "", 200),
        epoch=text(body.get("epoch") or "", 40),
        device=name(body["device"]),
        user=whole(body["user"]),
        max_seq=whole(body.get("max_seq") or 0),
        queued=whole(body.get("queued") or 0),
        sent_at=text(body.get("sent_at") or "", 40),
        ops=ops,
    )


def op(item: Any) -> Op:
    """A record; one that only its sender's fault garbled is kept whole, to be parked."""
    number, seq = name(item["id"]), whole(item["seq"], least=1)
    try:
        return well_formed(item, number, seq)
    except (KeyError, TypeError, ValueError):
        size = len(canonical(item))
        return Op(number, seq, 0, MALFORMED, None, None, "", None, {"record": item}, size)


def well_formed(item: Any, number: str, seq: int) -> Op:
    return Op(
        id=number,
        seq=seq,
        v=whole(item.get("v", 1)),
        kind=text(item["kind"], 40),
        lead=lead_of(item.get("lead")),
        lead_rev=None if item.get("lead_rev") is None else whole(item["lead_rev"]),
        at=text(item.get("at") or "", 40),
        age_ms=age(item.get("age_ms")),
        payload=mapping(item.get("payload") or {}),
        size=len(canonical(item)),
    )


def lead_of(value: Any) -> int | str | None:
    if value is None:
        return None
    return name(value) if isinstance(value, str) else whole(value)


def name(value: Any) -> str:
    """What a device calls itself or a record: it is shown, compared and sent back by a page."""
    if not isinstance(value, str) or not NAME.fullmatch(value):
        raise ValueError("name")
    return value


def text(value: Any, longest: int) -> str:
    """What a database can hold; half a letter (a lone surrogate) is a ValueError, too."""
    if not isinstance(value, str) or len(value) > longest or "\0" in value:
        raise ValueError("text")
    value.encode()
    return value


def named(payload: Mapping[str, Any], field: str) -> str | None:
    """The other record that one is about; what no database can hold is no record's name."""
    try:
        return text(payload.get(field), 200)
    except ValueError:
        return None


def whole(value: Any, *, least: int = 0) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value < LARGEST_SEQ:
        raise ValueError("whole number")
    return value


def age(value: Any) -> int | None:
    """Milliseconds since the tap; a device may measure fractions, and sends null after a reload."""
    usable = isinstance(value, int | float) and not isinstance(value, bool)
    return round(value) if usable and 0 <= value < LARGEST_SEQ else None


def mapping(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("payload")
    return value


def instant(value: object) -> datetime | None:
    """An ISO instant with offset, or None for anything else."""
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return found if found.tzinfo else None
