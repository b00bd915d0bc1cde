from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.exc import OperationalError

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Device, SyncOp
from app.services import epoch
from app.services.sync import devices
from app.services.sync.apply import Applying, logger
from app.services.sync.envelope import LARGEST_RECORD, Envelope, Op
from app.services.transaction import savepoint, write

Result = dict[str, Any]


@dataclass(frozen=True)
class Receipt:
    """What `POST /sync` answers: a result for every record, in the order they came."""

    epoch: str
    server_time: datetime
    last_seq: int
    results: list[Result]
    sheet_changed: bool


def receive(sent: Envelope, person_id: int, browser_hash: str | None) -> Receipt:
    """Takes a device's records in its order, each exactly once (sync.md, on the wire).

    One transaction for the batch, a savepoint for each record, the row that remembers it beside.
    Raises RuleBroken("sync_other_user") and RuleBroken("sync_new_epoch", epoch=…).
    """
    if sent.user != person_id:
        raise RuleBroken("sync_other_user")
    with write():
        known = epoch.current()
        if sent.epoch and sent.epoch != known:
            raise RuleBroken("sync_new_epoch", epoch=known)
        device = devices.meet(sent, person_id, browser_hash)
        batch = Batch(sent, device, person_id)
        results = [batch.take(op) for op in sent.ops]
        changed = any(result["status"] in ("applied", "conflict") for result in results)
        return Receipt(known, clock.now(), batch.device.last_seq, results, changed)


class Batch:
    """The records of one request on their way through; `take` decides what becomes of each."""

    def __init__(self, sent: Envelope, device: Device, person_id: int) -> None:
        self.sent = sent
        self.device = device
        self.person_id = person_id
        self.stopped: Result | None = None
        self.applying = Applying(sent, device, person_id)
        self.foreign = device.person_id != person_id
        self.by_id, self.by_seq = remembered(sent)

    def take(self, op: Op) -> Result:
        """The result of one record; after a hole or a fork the rest of the batch waits too."""
        result = self.stopped or self.judge(op)
        if result["status"] in ("gap", "fork"):
            self.stopped = result
        return {"id": op.id, "seq": op.seq, **result}

    def judge(self, op: Op) -> Result:
        here = self.by_seq.get(op.seq)
        known = self.by_id.get(op.id)
        if self.foreign or (here is not None and not same_record(here, op)):
            return {"status": "fork"}
        if here is not None:
            return again(here, op)
        if op.seq != self.device.last_seq + 1:
            return self.out_of_order(op, known)
        if known is not None:
            return self.known_elsewhere(op, known)
        return self.remember(op, *self.carry_out(op))

    def out_of_order(self, op: Op, known: SyncOp | None) -> Result:
        if op.seq > self.device.last_seq:
            return {"status": "gap", "expected": self.device.last_seq + 1}
        return again(known, op) if known is not None else {"status": "fork"}

    def known_elsewhere(self, op: Op, known: SyncOp) -> Result:
        """A record that had arrived under another number: after a fork the device counts anew."""
        if known.hash == op.hash and known.person_id == self.person_id:
            self.device.last_seq = op.seq
            return again(known, op)
        return self.remember(op, {"status": "id_conflict"}, keep=False)

    def carry_out(self, op: Op) -> tuple[Result, bool]:
        if op.size > LARGEST_RECORD:
            return {"status": "too_large"}, False
        try:
            with savepoint():
                result = self.applying.apply(op)
                db.session.flush()
            return result, result["status"] == "parked"
        except OperationalError:
            raise
        except RuleBroken as refusal:
            return parked("invalid", refusal.code), True
        except Exception as fault:
            logger.exception("record %s of device %s failed", op.seq, self.device.id)
            return parked("failed", type(fault).__name__), True

    def remember(self, op: Op, result: Result, keep: bool) -> Result:
        row = SyncOp(
            id=op.id if result["status"] != "id_conflict" else f"{op.id}~{self.device.id}~{op.seq}",
            device_id=self.device.id,
            seq=op.seq,
            person_id=self.person_id,
            kind=op.kind,
            hash=op.hash,
            status=result["status"],
            result=result,
            raw=op.raw if keep else None,
            received_at=clock.now(),
        )
        db.session.add(row)
        self.by_id[op.id] = self.by_id.get(op.id, row)
        self.by_seq[op.seq] = row
        self.device.last_seq = op.seq
        return result


def remembered(sent: Envelope) -> tuple[dict[str, SyncOp], dict[int, SyncOp]]:
    """The rows that remember these ids, from any device, and these numbers of this device."""
    ids = [op.id for op in sent.ops]
    places = [(sent.device, op.seq) for op in sent.ops]
    place = tuple_(SyncOp.device_id, SyncOp.seq)
    rows = db.session.scalars(select(SyncOp).where(SyncOp.id.in_(ids) | place.in_(places))).all()
    by_seq = {row.seq: row for row in rows if row.device_id == sent.device}
    return {row.id: row for row in rows}, by_seq


def same_record(row: SyncOp, op: Op) -> bool:
    return row.id.split("~")[0] == op.id


def again(row: SyncOp, op: Op) -> Result:
    """The answer to a record that was here before: as the first time, or that its id is taken."""
    if row.hash != op.hash:
        return {"status": "id_conflict"}
    if row.status in ("id_conflict", "too_large"):
        return dict(row.result)
    return {**row.result, "status": "duplicate", "first": row.status}


def parked(code: str, detail: str) -> Result:
    return {"status": "parked", "code": code, "detail": detail}
