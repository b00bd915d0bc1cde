import logging
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from app import clock
from app.errors import RuleBroken
from app.models.visible import OWN
from app.rules.calls.times import CallTime, Tap, call_time
from app.rules.leads import own
from app.services.calls import corrections, grounds, log
from app.services.calls.log import Logged, Sent
from app.services.calls.past import Past
from app.services.deals import from_devices
from app.services.own_leads import adding
from app.services.server_state import State
from app.services.sync.devices import Told
from app.services.sync.envelope import MALFORMED, Envelope, Op, instant, named

VERSIONS = (1,)
VOID = "void"

logger = logging.getLogger(__name__)
Result = dict[str, Any]


class Applying:
    """Carries out the records of one device in one request; what they share is read once."""

    def __init__(self, sent: Envelope, device: Told, person_id: int, state: State) -> None:
        self.sent = sent
        self.device = device
        self.person_id = person_id
        self.state = state
        self.read_anew()

    def read_anew(self) -> None:
        """Forgets what was read, and what an undone record left."""
        refs = [op.lead for op in self.sent.ops if isinstance(op.lead, str)]
        self.entered = adding.leads_of(refs, self.person_id) if refs else {}
        self.past = Past(self.person_id, [self.number_of(op.lead) for op in self.sent.ops])
        self.unnumbered: list[tuple[Result, Logged]] = []

    def store(self) -> None:
        """Writes the calls down that were kept so far; their numbers go into the answers."""
        self.past.store()
        for result, logged in self.unnumbered:
            result["ref"] = logged.call_id
        self.unnumbered = []

    @property
    def grounds(self) -> grounds.Grounds:
        return grounds.today(self.state)

    def apply(self, op: Op) -> Result:
        """What became of a record: applied, conflict or parked (sync.md, on the wire).

        Raises RuleBroken where its content is refused: the caller parks it.
        """
        handler = KINDS.get(op.kind)
        if op.kind == MALFORMED:
            raise RuleBroken("sync_record_malformed")
        if handler is None or op.v not in VERSIONS:
            return {"status": "parked", "code": "unknown_version", "detail": f"{op.kind} {op.v}"}
        return handler(self, op)

    def number_of(self, lead: int | str | None) -> int | None:
        """A lead's number, also of one that the device entered itself."""
        return self.entered.get(lead) if isinstance(lead, str) else lead

    def log(self, op: Op) -> Result:
        time, entered = self.time_of(op), isinstance(op.lead, str)
        lead_id = self.number_of(op.lead)
        sent = Sent(op.id, lead_id, self.person_id, op.payload, time, op.at, entered)
        logged = log.log(sent, self.grounds, self.past)
        self.device.last_call_at = time.value
        return self.answer(logged)

    def amend(self, op: Op) -> Result:
        changes = {name: value for name, value in op.payload.items() if name != "amends"}
        self.past.forget()
        amends = named(op.payload, "amends")
        return self.answer(corrections.amend(amends, self.person_id, changes, self.grounds))

    def undo(self, op: Op) -> Result:
        self.past.forget()
        undoes = named(op.payload, "undoes")
        return self.answer(corrections.undo(undoes, self.person_id, instant(op.at)))

    def add(self, op: Op) -> Result:
        """A customer entered without a network, perhaps: his own now, or known (rules.md §2)."""
        self.past.forget()
        entry = own.read(op.payload, clock.today())
        added = adding.take(op.id, entry, self.person_id, OWN)
        if added.lead_id is not None:
            self.entered[op.id] = added.lead_id
            self.past.also(added.lead_id)
        refused = adding.refusal(added)
        if refused is None:
            return {"status": "applied", "lead": added.lead_id}
        since = added.whose.last_call_at
        return {
            **{"status": "conflict", "code": refused.code, "not_applied": ["lead"]},
            **{"owner": added.whose.owner or None, "since": since.isoformat() if since else None},
        }

    def deal(self, op: Op) -> Result:
        """A deal from the call: entered once under the number of its record (rules.md §5)."""
        self.past.forget()
        lead_id = self.number_of(op.lead)
        lead = self.past.lead(lead_id) if lead_id is not None else None
        taken = from_devices.take(op.id, lead, op.payload, self.person_id)
        result: Result = {"status": "applied", "deal": taken.deal_id}
        if taken.conflict is None:
            return result
        left_out = ["deal"] if taken.conflict == from_devices.TWIN else ["stage"]
        told = {"owner": taken.owner, "not_applied": left_out}
        return {**result, "status": "conflict", "code": taken.conflict, **told}

    def undo_deal(self, op: Op) -> Result:
        self.past.forget()
        deal_id = from_devices.take_back(named(op.payload, "undoes"), self.person_id)
        return {"status": "applied", "deal": deal_id}

    def void(self, op: Op) -> Result:
        """A record that the device lost: its number stays on record (sync.md, gap)."""
        return {"status": "applied"}

    def answer(self, logged: Logged) -> Result:
        result: Result = {"status": "applied", "ref": None}
        if logged.conflict is not None:
            since = logged.since.isoformat() if logged.since else None
            result |= {"status": "conflict", "code": logged.conflict}
            result |= {"owner": logged.owner, "since": since, "not_applied": [*logged.not_applied]}
            result |= {"customer": logged.customer} if logged.customer else {}
        self.unnumbered.append((result, logged))
        return result

    def time_of(self, op: Op) -> CallTime:
        """Order is seq, never a clock: not before the device's previous record (sync.md)."""
        at = instant(op.at)
        if at is None and op.age_ms is None:
            raise RuleBroken("sync_time_unreadable")
        tap = Tap(at or clock.now(), op.age_ms, instant(self.sent.sent_at))
        return call_time(tap, clock.now(), self.device.last_call_at)

    def to_look_at(self, op: Op) -> dict[str, Any]:
        """The record as it came, for the supervisor's list, with the time it would have had: the
        clocks that tell it are known in this request alone (sync.md, parked)."""
        try:
            return {**op.raw, "time": asdict(self.time_of(op))}
        except RuleBroken:
            return {**op.raw, "time": None}


KINDS: dict[str, Callable[[Applying, Op], Result]] = {
    "lead.add": Applying.add,
    "call.log": Applying.log,
    "call.amend": Applying.amend,
    "call.undo": Applying.undo,
    "deal.enter": Applying.deal,
    "deal.undo": Applying.undo_deal,
    VOID: Applying.void,
}
