"""The records of one request on their way through: what becomes of each (sync.md, on the wire)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.exc import OperationalError

from app import clock
from app.errors import RuleBroken
from app.models import SyncOp
from app.services.sync.apply import VOID, Applying, Result, logger
from app.services.sync.devices import FORK, GAP, Told
from app.services.sync.envelope import LARGEST_RECORD, Envelope, Op
from app.services.transaction import rows, savepoint

DUPLICATE = "duplicate"
OPS = SyncOp.__table__.c
BY_ID = OPS.id.in_(bindparam("ids", expanding=True))
BY_SEQ = and_(OPS.device_id == bindparam("device"), OPS.seq.in_(bindparam("seqs", expanding=True)))
REMEMBERED = select(
    *(OPS.id, OPS.device_id, OPS.seq, OPS.person_id, OPS.hash, OPS.status, OPS.result)
).where(or_(BY_ID, BY_SEQ))


class Uncertain(Exception):
    """A record failed in a batch without savepoints, or was here before after all: the batch is
    undone and taken anew with care."""


@dataclass(frozen=True)
class Known:
    """A record that was here before, and what became of it."""

    id: str
    device_id: str
    seq: int
    person_id: int
    hash: str
    status: str
    result: dict[str, Any]

    @property
    def op_id(self) -> str:
        return self.id.split("~")[0]


class Batch:
    """`take` decides record by record; `rows` are what is to be remembered of them."""

    def __init__(self, sent: Envelope, device: Told, applying: Applying, *, careful: bool) -> None:
        self.device = device
        self.person_id = applying.person_id
        self.careful = careful
        self.rows: list[dict[str, Any]] = []
        self.stopped: Result | None = None
        self.applying = applying
        known = remembered(sent) if careful or not continues(sent, device) else []
        self.by_id = {row.id: row for row in known}
        self.by_seq = {row.seq: row for row in known if row.device_id == device.id}

    def take(self, op: Op) -> Result:
        """The result of one record; after a hole or a fork the rest of the batch waits too."""
        result = self.stopped or self.judge(op)
        if result["status"] in (GAP, FORK):
            self.stopped = result
        return result

    def judge(self, op: Op) -> Result:
        here = self.by_seq.get(op.seq)
        known = self.by_id.get(op.id)
        if self.device.person_id != self.person_id or (here and here.op_id != op.id):
            return {"status": FORK}
        if here is not None:
            return self.again(here, op)
        if op.seq != self.device.last_seq + 1:
            return self.out_of_order(op, known)
        if known is not None:
            return self.known_elsewhere(op, known)
        return self.remember(op, self.carry_out(op))

    def out_of_order(self, op: Op, known: Known | None) -> Result:
        if op.seq > self.device.last_seq:
            return {"status": GAP, "expected": self.device.last_seq + 1}
        return self.again(known, op) if known is not None else {"status": FORK}

    def known_elsewhere(self, op: Op, known: Known) -> Result:
        """A record that had arrived under another number: after a fork the device counts anew."""
        if known.hash == op.hash and known.person_id == self.person_id:
            return self.remember(op, self.again(known, op), DUPLICATE)
        return self.remember(op, {"status": "id_conflict"})

    def again(self, row: Known, op: Op) -> Result:
        """The answer to a record that was here before: as the first time, or that its id is taken."""
        if row.hash != op.hash:
            return {"status": "id_conflict"}
        if row.status in ("id_conflict", "too_large", DUPLICATE):
            return dict(row.result)
        self.applying.store()
        return {**row.result, "status": DUPLICATE, "first": row.status}

    def carry_out(self, op: Op) -> Result:
        if op.size > LARGEST_RECORD:
            return {"status": "too_large"}
        if not self.careful:
            return self.carry_out_boldly(op)
        try:
            with savepoint():
                self.applying.read_anew()
                result = self.applying.apply(op)
                self.applying.store()
                return result
        except OperationalError:
            raise
        except RuleBroken as refusal:
            return parked("invalid", refusal.code, refusal.params)
        except Exception as fault:
            logger.exception("record %s of device %s failed", op.seq, self.device.id)
            return parked("failed", type(fault).__name__)

    def carry_out_boldly(self, op: Op) -> Result:
        try:
            return self.applying.apply(op)
        except OperationalError:
            raise
        except Exception as fault:
            raise Uncertain from fault

    def remember(self, op: Op, result: Result, status: str = "") -> Result:
        """Keeps what became of a record with the number that it came under; one whose id was here
        before is kept beside that."""
        status = status or result["status"]
        taken = status in ("id_conflict", DUPLICATE)
        row: dict[str, Any] = {
            "id": f"{op.id}~{self.device.id}~{op.seq}" if taken else op.id,
            "device_id": self.device.id,
            "seq": op.seq,
            "person_id": self.person_id,
            "hash": op.hash,
            "status": status,
            "result": result,
        }
        known = Known(**row)
        raw = self.applying.to_look_at(op) if status == "parked" or op.kind == VOID else None
        self.rows.append({**row, "kind": op.kind, "raw": raw, "received_at": clock.now()})
        self.by_id.setdefault(op.id, known)
        self.by_seq[op.seq] = known
        self.device.last_seq = op.seq
        return result


def continues(sent: Envelope, device: Told) -> bool:
    """Whether the numbers go on where the device stopped: nothing of it can be here yet but an id
    from elsewhere, and that the database itself refuses."""
    first = device.last_seq + 1
    return [op.seq for op in sent.ops] == [*range(first, first + len(sent.ops))]


def remembered(sent: Envelope) -> list[Known]:
    """The rows that remember these ids, from any device, and these numbers of this device."""
    if not sent.ops:
        return []
    ids, seqs = [op.id for op in sent.ops], [op.seq for op in sent.ops]
    params = {"ids": ids, "device": sent.device, "seqs": seqs}
    return [Known(*row) for row in rows(REMEMBERED, params)]


def parked(code: str, detail: str, params: Mapping[str, object] | None = None) -> Result:
    said = {"params": {name: str(value) for name, value in params.items()}} if params else {}
    return {"status": "parked", "code": code, "detail": detail, **said}
