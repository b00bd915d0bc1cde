"""What a server told phones of their records, held against what it stored (sync.md, on the wire)."""

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Row, select
from sqlalchemy.orm import InstrumentedAttribute

from app.extensions import db
from app.models import Call, CallChange, Device, SyncOp
from app.services.sync.receive import Receipt
from tests.services.phones import FORK, GAP, VOID, Phone

STORED = ("applied", "conflict")
FINAL = (*STORED, "parked", "id_conflict", "too_large")
WRITING = ("call.log", "call.amend")
Mark = tuple[str, str, str]


def mark(op: dict) -> Mark:
    """What a record is: the same id with other content is another one."""
    return op["id"], op["kind"], json.dumps([op["at"], op["payload"]], sort_keys=True)


def ids(things: Sequence[dict]) -> list[str]:
    return [thing["id"] for thing in things]


@dataclass
class Ledger:
    """`sent`: what came, by mark; `told`: the first answer to each and the number of its call;
    `heard`: the numbers of each device that were answered for good; `tried`: parked records that a
    supervisor carried out; `authors`: whose a record is."""

    sent: dict[Mark, dict] = field(default_factory=dict)
    told: dict[Mark, tuple[str, int | None]] = field(default_factory=dict)
    heard: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    tried: set[str] = field(default_factory=set)
    authors: dict[str, int] = field(default_factory=dict)

    def hear(self, phone: Phone, ops: list[dict], receipt: Receipt) -> None:
        """The answer to a request: one for each record, and to the same record the same as ever."""
        assert ids(receipt.results) == ids(ops), "a result for each record"
        stopped = None
        for op, result in zip(ops, receipt.results, strict=True):
            assert stopped in (None, result["status"]), "the rest waits behind a hole"
            if result["status"] in (GAP, FORK):
                expected, stopped = result.get("expected", 0), stopped or result["status"]
                assert stopped == FORK or expected == receipt.last_seq + 1, "another hole"
            else:
                self.hear_what_became(op, result)
                self.heard[phone.id].add(op["seq"])
                self.authors[op["id"]] = phone.person.id
        told_of = {*range(1, receipt.last_seq + 1)}
        assert stopped == FORK or self.heard[phone.id] == told_of, "a number passed over"

    def hear_what_became(self, op: dict, result: dict) -> None:
        again = result["status"] == "duplicate"
        first = result["first"] if again else result["status"]
        assert first in FINAL, first
        assert mark(op) in self.sent if again else True, "a duplicate of nothing"
        answer = first, result.get("ref")
        assert self.told.setdefault(mark(op), answer) == answer, "another answer to the same record"
        self.sent[mark(op)] = op

    def check(self) -> None:
        """What the database holds is what was told, no more and no less."""
        stored = Stored()
        self.check_texts(stored)
        self.check_calls(stored)
        self.check_undone(stored)
        self.check_remembered(stored)
        for device in stored.devices:
            self.check_numbers(device, self.heard[device.id], stored)

    def check_texts(self, stored: "Stored") -> None:
        """Every call and correction says something of its own: it stands there once or not at all."""
        written = stored.texts()
        known = {said(op) for op in self.sent.values() if op["kind"] in WRITING}
        assert set(written) <= known, "what nobody said"
        assert max(written.values(), default=0) <= 1, "stored twice"
        for op, status in self.answers(*WRITING):
            assert written[said(op)] == self.took_effect(op, status), (
                f"told {status}, but it is not"
            )

    def check_calls(self, stored: "Stored") -> None:
        """A call counts for whoever made it, and has the number that was told."""
        for call in stored.calls.values():
            assert call.person_id == self.authors[call.uuid], "somebody else's call"
        for op, status in self.answers("call.log"):
            if status in STORED:
                assert stored.calls[op["id"]].id == self.told[mark(op)][1], "another number"

    def check_undone(self, stored: "Stored") -> None:
        void = {call.uuid for call in stored.calls.values() if call.voided_at}
        meant = {op["payload"]["undoes"] for op in self.sent.values() if op["kind"] == "call.undo"}
        assert void <= meant, "taken back by nobody"
        for op, status in self.answers("call.undo"):
            assert not self.took_effect(op, status) or op["payload"]["undoes"] in void, "not undone"

    def check_remembered(self, stored: "Stored") -> None:
        """What has to be looked at is kept as it came; an id conflicts with another content only."""
        whole = {op_id.split("~")[0] for op_id in stored.ops}
        assert whole == {op["id"] for op in self.sent.values()}, "not all are remembered"
        for op, status in self.answers():
            if status == "parked" or (op["kind"] == VOID and status == "applied"):
                assert stored.ops[op["id"]].raw["payload"] == op["payload"], "not as it came"
            if status == "id_conflict":
                contents = [key for key in self.sent if key[0] == op["id"]]
                assert len(contents) > 1, "a conflict with nothing"

    def check_numbers(self, device: Row, heard: set[int], stored: "Stored") -> None:
        """Order is seq; the watermark is the last number of which the server knows the fate."""
        assert device.last_seq == max(heard, default=0), "another watermark than was told"
        assert device.last_seq <= device.max_seq, "what arrived was told of"
        assert 0 <= device.queued <= device.max_seq - device.last_seq
        ops = [op for op in stored.ops.values() if op.device_id == device.id]
        assert {op.seq for op in ops} <= heard, "a number passed over"
        made = [stored.calls[op.id] for op in ops if op.kind == "call.log" and op.status in STORED]
        assert [call.id for call in made] == sorted(call.id for call in made), "out of order"
        times = [call.started_at for call in made]
        assert times == sorted(times), "out of time"

    def answers(self, *kinds: str) -> list[tuple[dict, str]]:
        found = [(self.sent[key], status) for key, (status, _) in self.told.items()]
        return [(op, status) for op, status in found if not kinds or op["kind"] in kinds]

    def took_effect(self, op: dict, status: str) -> bool:
        return status in STORED or (status == "parked" and op["id"] in self.tried)


def said(op: dict) -> str:
    return op["payload"]["note"]


class Stored:
    """What the database holds: records in the order of their numbers, calls by their ids."""

    def __init__(self) -> None:
        op = (SyncOp.id, SyncOp.device_id, SyncOp.seq, SyncOp.kind, SyncOp.status, SyncOp.raw)
        self.ops = {row.id: row for row in all_of(*op, order=SyncOp.seq)}
        call = (Call.uuid, Call.id, Call.person_id, Call.note, Call.voided_at, Call.started_at)
        self.calls = {row.uuid: row for row in all_of(*call)}
        self.devices = all_of(Device.id, Device.last_seq, Device.max_seq, Device.queued)
        self.changes = all_of(CallChange.kind, CallChange.before)

    def texts(self) -> Counter[str]:
        """What calls say now and what they said before they were corrected."""
        before = [change.before["note"] for change in self.changes if change.kind == "amend"]
        return Counter([*(call.note for call in self.calls.values()), *before])


def all_of(*columns: InstrumentedAttribute, order: object = None) -> list[Row]:
    return list(db.session.execute(select(*columns).order_by(order)))
