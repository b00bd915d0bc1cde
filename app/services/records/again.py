"""A parked record on its way through once more, outside any request of its device (sync.md)."""

from app.extensions import db
from app.models import SyncOp
from app.rules.calls.times import CallTime
from app.services import server_state
from app.services.records import reading
from app.services.sync.apply import Applying, Result
from app.services.sync.devices import Told
from app.services.sync.envelope import Envelope, Op


class Again(Applying):
    """Carries out one record with the time that was found when it came."""

    def __init__(self, row: SyncOp, op: Op) -> None:
        device = Told(row.device_id, row.person_id, row.seq, row.seq, 0, None)
        sent = Envelope("", "", row.device_id, row.person_id, row.seq, 0, "", [op])
        super().__init__(sent, device, row.person_id, server_state.current())
        self.time = reading.time(row.raw, row.received_at)

    def time_of(self, op: Op) -> CallTime:
        return self.time


def carry_out(row: SyncOp) -> Result:
    """What becomes of it by today's rules, within the running transaction; the device's own row is
    left alone. Raises RuleBroken where its content is still refused."""
    op = reading.as_op(row.id, row.seq, row.raw or {})
    applying = Again(row, op)
    with db.session.no_autoflush:
        result = applying.apply(op)
        applying.store()
        db.session.flush()
    return result
