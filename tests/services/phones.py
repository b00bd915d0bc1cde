"""A phone as sync.md has it: an outbox, receipts, and what it does with each answer."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from app import clock
from app.services.sync.receive import Receipt
from tests.services.devices import Device

TAPPED = timedelta(seconds=30)
VOID, GAP, FORK = "void", "gap", "fork"


@dataclass(frozen=True)
class Named:
    """A person or a lead as a phone knows it: by number, whatever becomes of its row."""

    id: int
    rev: int = 1


@dataclass
class Row:
    """A record, when it was saved (None: in an earlier page session), and the device it went by."""

    op: dict
    saved: datetime | None
    device: str = ""

    def on_the_wire(self) -> dict:
        age = clock.now() - self.saved + TAPPED if self.saved else None
        return {**self.op, "age_ms": age // timedelta(milliseconds=1) if age else None}


@dataclass
class Phone:
    """`ahead`: what its clock shows more than the right one. `alone`: no copy of it is about.
    `whole`: nothing went missing on it."""

    person: Named
    id: str = field(default_factory=lambda: str(uuid4()))
    last: int = 0
    epoch: str = ""
    outbox: list[Row] = field(default_factory=list)
    receipts: list[Row] = field(default_factory=list)
    ahead: timedelta = timedelta()
    alone: bool = True
    whole: bool = True

    def save(self, kind: str, lead: Named | None, payload: dict, **changes: object) -> dict:
        self.last += 1
        at = (clock.now() + self.ahead - TAPPED).isoformat()
        op = Device(self.person).op(kind, lead, payload, seq=self.last, at=at, **changes)
        self.outbox.append(Row(op, clock.now()))
        return op

    def rows(self) -> list[Row]:
        """All it knows of: what arrived, then what waits, in order."""
        return [*self.receipts, *self.waiting()]

    def waiting(self) -> list[Row]:
        return sorted(self.outbox, key=lambda row: row.op["seq"])

    def send(self, *rows: Row, **changes: object) -> Receipt:
        told = {"epoch": self.epoch, "max_seq": self.last, "queued": len(self.outbox)}
        told |= {"sent_at": (clock.now() + self.ahead).isoformat()}
        return Device(self.person, self.id).send(
            *(row.on_the_wire() for row in rows), **{**told, **changes}
        )

    def settle(self, receipt: Receipt) -> None:
        """A record leaves the outbox only by becoming a receipt (sync.md, on the wire)."""
        self.epoch = self.epoch or receipt.epoch
        for result in receipt.results:
            if result["status"] == GAP:
                return self.fill(result["expected"], result["seq"])
            if result["status"] == FORK:
                return self.become_another()
            for row in [row for row in self.outbox if row.op["id"] == result["id"]]:
                self.outbox.remove(row)
                self.receipts.append(Row(row.op, row.saved, self.id))

    def fill(self, expected: int, upto: int) -> None:
        """Sends the numbers of a hole again; a row that is gone goes on record as void."""
        waiting = {row.op["seq"] for row in self.outbox}
        for number in set(range(expected, upto)) - waiting:
            ours = [
                row for row in self.receipts if (row.device, row.op["seq"]) == (self.id, number)
            ]
            for row in ours:
                self.receipts.remove(row)
            self.outbox += ours or [self.void(number)]

    def void(self, number: int, reason: str = "missing", **changes: object) -> Row:
        op = Device(self.person).op(VOID, None, {"reason": reason, "number": number}, seq=number)
        return Row({**op, **changes}, clock.now())

    def discard(self) -> list[dict]:
        """Throws away what waits; the server is told so of each, under its id."""
        gone = [row.op for row in self.outbox if row.op["kind"] != VOID]
        voids = [row for row in self.outbox if row.op["kind"] == VOID]
        self.outbox = voids + [self.void(op["seq"], "discarded", id=op["id"]) for op in gone]
        return gone

    def become_another(self) -> None:
        self.id, rows = str(uuid4()), self.waiting()
        self.outbox = [Row({**row.op, "seq": n}, row.saved) for n, row in enumerate(rows, 1)]
        self.last = len(rows)

    def begin(self, epoch: str) -> None:
        """The server came back from a backup: what it confirmed is sent once more."""
        if self.epoch and self.epoch != epoch:
            for row in sorted(self.receipts, key=lambda row: row.op["seq"]):
                self.outbox.append(row if row.device == self.id else self.numbered(row))
            self.receipts = []
        self.epoch = epoch

    def numbered(self, row: Row) -> Row:
        self.last += 1
        return Row({**row.op, "seq": self.last}, row.saved)

    def reload(self) -> None:
        for row in self.outbox:
            row.saved = None
