from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import Call, Lead, LeadExtension, LeadPhone, Presence, Source, Touch
from app.models.deals import has_signed
from app.rules.calls.sheet import Held
from app.rules.leads.recycling import Owned

MAINTENANCE = "maintenance"
COLUMNS = (
    Call.lead_id,
    Call.person_id,
    Call.started_at,
    Call.direction,
    Call.disposition,
    Call.connected,
    Call.follow_up_at,
    Call.note,
    Call.later,
)


@dataclass(frozen=True)
class PastCall:
    lead_id: int
    person_id: int
    started_at: datetime
    direction: str
    disposition: str
    connected: bool
    follow_up_at: datetime | None
    note: str
    later: Sequence[str] = ()


@dataclass
class Holding:
    """A lead in a rep's hands with all its unvoided calls, oldest first."""

    lead: Lead
    source: str
    calls: list[PastCall] = field(default_factory=list)
    customer: bool = False
    extended: date | None = None
    touches: list[tuple[date, bool]] = field(default_factory=list)

    @property
    def since(self) -> datetime:
        return self.lead.owned_since or self.lead.arrived_at

    @property
    def own_calls(self) -> list[PastCall]:
        since = self.lead.owned_since
        return [
            call
            for call in self.calls
            if call.person_id == self.lead.owner_id and since and call.started_at >= since
        ]

    @property
    def agreed(self) -> PastCall | None:
        """The call in which a colleague, who handed the lead over, agreed on what is still due; None
        once the owner has called himself. Any other change of hands forgets what was due
        (rules.md §2.3, promise)."""
        due, owner = self.lead.due_at, self.lead.owner_id
        if due is None or self.own_calls:
            return None
        before = [c for c in self.calls if c.person_id != owner and c.started_at < self.since]
        return next((call for call in reversed(before) if call.follow_up_at == due), None)

    @property
    def dials(self) -> list[datetime]:
        return [call.started_at for call in self.calls if call.direction == "out"]

    def dials_since(self, since: datetime) -> list[datetime]:
        return [dial for dial in self.dials if dial > since]

    def held(self) -> Held:
        """As far as the call sheet goes (rules.md §3)."""
        lead, own = self.lead, self.own_calls
        return Held(
            lead=lead.id,
            kind=lead.kind,
            received_at=self.since,
            stage=lead.stage,
            stage_since=clock.day_of(lead.stage_since),
            grade=lead.grade,
            due_at=lead.due_at,
            due_kind=lead.due_kind,
            called_on=clock.day_of(own[-1].started_at) if own else None,
            agreed=self.agreed is not None,
            do_not_call=lead.do_not_call,
            cool_until=lead.cool_until,
            dials=[self.dials],
        )

    def owned(self, absences: Sequence[date]) -> Owned:
        """As far as recycling goes (rules.md §2.3)."""
        lead, own = self.lead, self.own_calls
        last = own[-1] if own else self.agreed
        last_day = clock.day_of(last.started_at) if last else None
        answered = max((day for day, told in self.touches if told), default=None)
        promise = clock.day_of(last.follow_up_at) if last and last.follow_up_at else None
        return Owned(
            kind=lead.kind,
            received=clock.day_of(self.since),
            called=last is not None,
            last_effort=max(filter(None, (last_day, answered)), default=None),
            last_touch=max((day for day, _ in self.touches), default=None),
            last_call=last_day,
            promise=promise,
            grade=lead.grade,
            maintained=any(MAINTENANCE in call.later for call in own),
            customer=self.customer,
            extended=self.extended,
            absences=absences,
        )


def of(person_id: int, until: datetime | None = None) -> dict[int, Holding]:
    """Everything a rep holds, with its calls and touches, of late or up to an instant, in four
    queries."""
    rows = db.session.execute(
        select(Lead, Source.name, has_signed())
        .outerjoin(Source, Source.id == Lead.source_id)
        .where(Lead.owner_id == person_id)
    )
    found = {lead.id: Holding(lead, source or "", customer=signed) for lead, source, signed in rows}
    calls = (
        select(*COLUMNS)
        .join(Lead, Lead.id == Call.lead_id)
        .where(Lead.owner_id == person_id, Call.voided_at.is_(None))
        .order_by(Call.started_at, Call.id)
    )
    if until is not None:
        calls = calls.where(Call.started_at <= until)
    for row in db.session.execute(calls):
        found[row.lead_id].calls.append(PastCall(*row))
    for lead_id, day in extensions(person_id).items():
        found[lead_id].extended = day
    for lead_id, at, answered in touches(person_id, until):
        found[lead_id].touches.append((clock.day_of(at), answered))
    return found


def touches(person_id: int, until: datetime | None) -> Sequence[Any]:
    """The owner's own touches of what he has, since he has it (rules.md §2.3)."""
    query = (
        select(Touch.lead_id, Touch.at, Touch.answered)
        .join(Lead, Lead.id == Touch.lead_id)
        .where(Lead.owner_id == person_id, Touch.person_id == person_id)
        .where(Touch.at >= Lead.owned_since)
    )
    return db.session.execute(query if until is None else query.where(Touch.at <= until)).all()


def extensions(person_id: int) -> dict[int, date]:
    """The days on which somebody extended leads that are his still, or again: those of this time
    alone (rules.md §2.3)."""
    query = (
        select(LeadExtension.lead_id, LeadExtension.day)
        .join(Lead, Lead.id == LeadExtension.lead_id)
        .where(Lead.owner_id == person_id, LeadExtension.person_id == person_id)
        .where(LeadExtension.owned_since == Lead.owned_since)
    )
    return {lead_id: day for lead_id, day in db.session.execute(query)}


def numbers(lead_ids: Sequence[int]) -> dict[int, list[str]]:
    query = (
        select(LeadPhone.lead_id, LeadPhone.number)
        .where(LeadPhone.lead_id.in_(lead_ids))
        .order_by(LeadPhone.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for lead_id, number in db.session.execute(query):
        found[lead_id].append(number)
    return found


def absences(person_id: int, since: date) -> list[date]:
    query = select(Presence.day).where(
        Presence.person_id == person_id, Presence.half_days == 0, Presence.day >= since
    )
    return list(db.session.scalars(query))
