from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import SyncOp
from app.services.leads.writing import write_changed
from app.services.sync import devices
from app.services.sync.apply import Applying
from app.services.sync.batch import Batch, Result, Uncertain
from app.services.sync.envelope import Envelope
from app.services.transaction import rows, write

REMEMBER = insert(SyncOp.__table__)


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

    One transaction for the batch, the rows that remember the records in it. When one fails, the
    whole batch is taken anew with a savepoint for each record, so that it alone is parked.
    Raises RuleBroken("sync_other_user") and RuleBroken("sync_new_epoch", epoch=…).
    """
    if sent.user != person_id:
        raise RuleBroken("sync_other_user")
    try:
        return take(sent, person_id, browser_hash, careful=False)
    except Uncertain:
        return take(sent, person_id, browser_hash, careful=True)


def take(sent: Envelope, person_id: int, browser_hash: str | None, *, careful: bool) -> Receipt:
    with write():
        device, state = devices.meet(sent, person_id, browser_hash)
        if sent.epoch and sent.epoch != state.epoch:
            raise RuleBroken("sync_new_epoch", epoch=state.epoch)
        applying = Applying(sent, device, person_id, state)
        batch = Batch(sent, device, applying, careful=careful)
        with db.session.no_autoflush:
            results = [batch.take(op) for op in sent.ops]
            store(batch, careful=careful)
        if device.person_id == person_id:
            devices.hear_out(device, sent, [result["status"] for result in results])
            devices.keep(device)
        changed = any(result["status"] in ("applied", "conflict") for result in results)
        answers = [
            {"id": op.id, "seq": op.seq, **result}
            for op, result in zip(sent.ops, results, strict=True)
        ]
        return Receipt(state.epoch, clock.now(), device.last_seq, answers, changed)


def store(batch: Batch, *, careful: bool) -> None:
    """Writes down what the records did, and that they were here."""
    try:
        batch.applying.store()
        write_changed((batch.applying.past.leads or {}).values())
        db.session.flush()
        if batch.rows:
            rows(REMEMBER, batch.rows)
    except IntegrityError as here_before:
        if careful:
            raise
        raise Uncertain from here_before
