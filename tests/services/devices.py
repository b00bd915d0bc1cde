"""A device for tests of sync: numbers its records and sends them as a browser would."""

from datetime import timedelta
from itertools import count
from uuid import uuid4

from app import clock
from app.models import Lead, Person
from app.services import server_state
from app.services.sync import envelope, receive


class Device:
    def __init__(self, person: Person, name: str | None = None) -> None:
        self.id = name or f"device-{uuid4()}"
        self.person = person
        self.numbers = count(1)

    def call(self, lead: Lead | None, disposition: str = "no_answer", **payload: object) -> dict:
        rest = {name: payload.pop(name) for name in ("at", "age_ms") if name in payload}
        log = {"disposition": disposition, "duration_s": 20, "note": "", **payload}
        return self.op("call.log", lead, log, **rest)

    def op(self, kind: str, lead: Lead | None, payload: dict, **changes: object) -> dict:
        record = {
            "id": str(uuid4()),
            "seq": next(self.numbers),
            "v": 1,
            "kind": kind,
            "lead": lead.id if lead else None,
            "lead_rev": lead.rev if lead else None,
            "at": (clock.now() - timedelta(seconds=30)).isoformat(),
            "age_ms": 30_000,
            "payload": payload,
        }
        return {**record, **changes}

    def send(self, *ops: dict, browser: str | None = None, **changes: object) -> receive.Receipt:
        body = {
            "proto": 1,
            "client": "test",
            "epoch": server_state.current().epoch,
            "device": self.id,
            "user": self.person.id,
            "first_seq": ops[0]["seq"] if ops else 0,
            "max_seq": max((op["seq"] for op in ops), default=0),
            "queued": len(ops),
            "sent_at": clock.now().isoformat(),
            "ops": list(ops),
        }
        return receive.receive(envelope.read({**body, **changes}), self.person.id, browser)


def statuses(receipt: receive.Receipt) -> list[str]:
    return [result["status"] for result in receipt.results]
