"""What is known besides of records: their leads and calls, read for a page at once (sync.md)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, func, or_, select

from app import clock
from app.extensions import db
from app.models import Call, Lead
from app.models.visible import visible_to
from app.services.records import reading
from app.services.records.record import CallSeen, LeadSeen, Loss, Record
from app.services.records.states import Looker

CALL = (
    *(Call.id, Call.uuid, Call.lead_id, Call.person_id, Call.started_at),
    *(Call.disposition, Call.note, Call.voided_at.is_not(None)),
)


@dataclass(frozen=True)
class Known:
    leads: dict[int, LeadSeen]
    calls: Sequence[CallSeen]


def told(items: Sequence[Record | Loss], looker: Looker) -> list[Record | Loss]:
    """The items with the lead and the calls that each is about."""
    records = [one for one in items if isinstance(one, Record)]
    if not records:
        return list(items)
    calls = calls_of(records)
    ids = {lead_id for one in records if (lead_id := reading.lead(one.raw)) is not None}
    known = Known(leads_of(ids | {call.lead_id for call in calls}, looker), calls)
    return [filled(one, known) if isinstance(one, Record) else one for one in items]


def calls_of(records: Sequence[Record]) -> list[CallSeen]:
    """The calls they made or are about, and others of the same days, people and leads."""
    days = {clock.day_of(one.at) for one in records}
    leads = {lead_id for one in records if (lead_id := reading.lead(one.raw)) is not None}
    same: ColumnElement[bool] = (
        Call.lead_id.in_(leads)
        & Call.person_id.in_({one.person_id for one in records})
        & Call.day.in_(days)
    )
    made = Call.id.in_({ref for one in records if (ref := call_id(one)) is not None})
    meant = Call.uuid.in_({uuid for one in records if (uuid := reading.other_record(one.raw))})
    query = select(*CALL).where(or_(same, made, meant)).order_by(Call.started_at, Call.id)
    return [CallSeen(*row) for row in db.session.execute(query)]


def leads_of(ids: set[int], looker: Looker) -> dict[int, LeadSeen]:
    opens = func.coalesce(visible_to(looker.person_id, looker.leads, clock.today()), False)
    query = select(Lead.id, Lead.name, Lead.company, opens).where(Lead.id.in_(ids))
    rows = db.session.execute(query)
    return {row[0]: LeadSeen(row[0], row[1] or row[2], row[3]) for row in rows}


def filled(record: Record, known: Known) -> Record:
    """A lead that nobody within reach called or holds stays without its name (rules.md §1)."""
    call = call_of(record, known.calls)
    lead_id = call.lead_id if call else reading.lead(record.raw)
    lead = known.leads.get(lead_id) if lead_id is not None else None
    if lead and call is None and not lead.opens:
        lead = replace(lead, name="")
    return replace(record, lead=lead, call=call, beside=beside(record, call, known.calls))


def call_of(record: Record, calls: Sequence[CallSeen]) -> CallSeen | None:
    """Its own call; an amendment's or an undoing's is another, and must be of the same rep."""
    ref, meant = call_id(record), reading.other_record(record.raw)
    own = (one for one in calls if one.person_id == record.person_id)
    return next((one for one in own if one.id == ref or one.uuid == meant), None)


def beside(
    record: Record, call: CallSeen | None, calls: Sequence[CallSeen]
) -> tuple[CallSeen, ...]:
    lead_id, day = reading.lead(record.raw), clock.day_of(record.at)
    return tuple(
        one
        for one in calls
        if (one.lead_id, one.person_id) == (lead_id, record.person_id)
        and clock.day_of(one.at) == day
        and not one.void
        and one != call
    )


def call_id(record: Record) -> int | None:
    found = record.settled.call_id if record.settled else record.result.get("ref")
    return found if isinstance(found, int) else None
