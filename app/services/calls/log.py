from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Call, Lead, Person
from app.rules.calls import callers
from app.rules.calls.effects import Effect, Facts, effect
from app.rules.calls.frequency import too_often
from app.rules.calls.plausibility import Span, flags
from app.rules.calls.record import CallRecord, read_call
from app.rules.calls.times import CallTime
from app.services.calls import changes
from app.services.calls.grounds import Grounds
from app.services.calls.past import Dial, Past, attempts, once_had

MERGED = "merged"
EFFECTS = ("grade", "stage", "wechat", "follow_up_at")


@dataclass(frozen=True)
class Logged:
    """The call that was kept, and what no longer applied to its lead, if anything. `customer`: with
    whom its lead was merged, for who may know him."""

    call: Call
    conflict: str | None = None
    owner: str | None = None
    since: datetime | None = None
    not_applied: tuple[str, ...] = ()
    customer: str | None = None

    @property
    def call_id(self) -> int:
        """The call's number, once it is stored."""
        return self.call.id


@dataclass(frozen=True)
class Sent:
    """A call as it came in: its id for good, whose it is, what was logged, when it began; `entered`
    with a customer whom the rep had entered himself."""

    uuid: str
    lead_id: int | None
    person_id: int
    payload: Mapping[str, Any]
    time: CallTime
    device_at: str = ""
    entered: bool = False


def log(sent: Sent, grounds: Grounds, past: Past) -> Logged:
    """Keeps a call that took place: it always counts for the rep who made it (rules.md §3).

    Its effect on the lead is left out where it no longer applies: the lead went to somebody else,
    back to the pool, on the do-not-call list, was merged into the one that has the call now, or was
    called since (sync.md, conflict). Whoever took
    the call of somebody else's customer was told so before, and no conflict tells him again. Within a
    running transaction, where `past.store` writes down all calls of a request at once.
    Raises RuleBroken("call_lead_unknown") and what `read_call` refuses.
    """
    lead = lead_of(sent, past, grounds)
    record = read_call(sent.payload, sent.time.value, grounds.settings)
    dials = past.dials(lead, sent.time.value)
    call = stored(sent, lead, record)
    call.flags = list(odd(call, dials, past.spans(call.started_at), grounds))
    conflict = obstacle(lead, call)
    happens = decide(lead, call, record, dials, grounds)
    if conflict is None or happens.do_not_call:
        changes.apply(lead, call, record, happens)
    past.add(call)
    known_before = conflict != MERGED and rang(lead, sent, grounds)
    return Logged(call) if known_before else outcome(call, lead, conflict, record)


def known(uuid: str, person_id: int) -> Logged | None:
    """The call of this id, if it is there already and this person's."""
    query = select(Call).where(Call.uuid == uuid, Call.person_id == person_id)
    found = db.session.scalar(query)
    return Logged(found) if found is not None else None


def lead_of(sent: Sent, past: Past, grounds: Grounds) -> Lead:
    """The lead, locked. One that never was this person's answers like one that does not exist,
    unless it was the customer who rang (rules.md §3, direction)."""
    lead = past.lead(sent.lead_id) if sent.lead_id is not None else None
    known = lead is not None and (sent.entered or may_know(lead, sent))
    if lead is None or not (known or rang(lead, sent, grounds)):
        raise RuleBroken("call_lead_unknown")
    return lead


def may_know(lead: Lead, sent: Sent) -> bool:
    ids = {lead.id, sent.lead_id or lead.id}
    return lead.owner_id == sent.person_id or once_had(ids, sent.person_id)


def rang(lead: Lead, sent: Sent, grounds: Grounds) -> bool:
    digits = callers.read_off(sent.payload, grounds.settings)
    return digits is not None and any(callers.ends(one.number, digits) for one in lead.phones)


def stored(sent: Sent, lead: Lead, record: CallRecord) -> Call:
    call = Call(
        uuid=sent.uuid,
        lead_id=lead.id,
        named_lead_id=sent.lead_id if sent.lead_id != lead.id else None,
        person_id=sent.person_id,
        started_at=sent.time.value,
        day=clock.day_of(sent.time.value),
        received_at=clock.now(),
        device_at=sent.device_at,
        timed_by=sent.time.method,
        skew_s=sent.time.skew_s,
        script_id=None,
        later=[],
    )
    write_record(call, record)
    return call


def write_record(call: Call, record: CallRecord) -> None:
    call.direction = record.direction
    call.duration_s = record.duration_s
    call.disposition = record.disposition.code
    call.connected = record.disposition.connected
    call.grade = record.disposition.grade or record.grade
    call.stage = record.stage
    call.wechat = record.wechat
    call.note = record.note
    call.follow_up_at = record.follow_up_at


def obstacle(lead: Lead, call: Call) -> str | None:
    """Why the call no longer changes its lead, or None (sync.md, conflict)."""
    if lead.do_not_call:
        return "do_not_call"
    if call.named_lead_id is not None:
        return MERGED
    if lead.owner_id != call.person_id:
        return "reassigned" if lead.owner_id else "recycled"
    newer = lead.last_call_at is not None and lead.last_call_at > call.started_at
    return "newer" if newer else None


def decide(
    lead: Lead, call: Call, record: CallRecord, dials: list[Dial], grounds: Grounds
) -> Effect:
    tried = attempts(dials, call.person_id, lead.owned_since)
    missed = [] if call.connected or call.direction == "in" else [call.started_at]
    hung_up = sum(dial.disposition == call.disposition for dial in tried) + len(missed)
    facts = Facts(
        at=call.started_at,
        grade=record.grade,
        follow_up_at=record.follow_up_at,
        attempts=[clock.day_of(d.started_at) for d in tried] + [clock.day_of(m) for m in missed],
        hang_ups=hung_up if call.disposition == "hung_up" else 0,
        by_owner=lead.owner_id == call.person_id,
    )
    return effect(record.disposition, facts, grounds.calendar, grounds.settings)


def odd(call: Call, dials: list[Dial], spans: list[Span], grounds: Grounds) -> tuple[str, ...]:
    """What looks odd, for the supervisor; it changes no number (rules.md §3)."""
    span = Span(call.started_at, call.duration_s, call.connected)
    found = flags(span, spans, grounds.settings)
    dialled = [dial.started_at for dial in dials if dial.direction == "out"]
    often = call.direction == "out" and too_often(dialled, call.started_at, grounds.settings)
    return (*found, "too_often") if often else found


def outcome(call: Call, lead: Lead, conflict: str | None, record: CallRecord) -> Logged:
    if conflict is None:
        return Logged(call)
    lost = tuple(name for name in EFFECTS if getattr(record, name))
    owner = db.session.get(Person, lead.owner_id) if lead.owner_id else None
    name = owner.name if owner and conflict == "reassigned" else None
    if conflict == MERGED:
        return Logged(call, conflict, not_applied=lost, customer=whom(lead, call.person_id))
    return Logged(call, conflict, name, lead.owned_since or lead.waiting_since, lost)


def whom(lead: Lead, person_id: int) -> str | None:
    """Who a customer is, for somebody whose he is or was (rules.md §1)."""
    known = lead.owner_id == person_id or once_had([lead.id], person_id)
    return lead.name or lead.company or None if known else None
