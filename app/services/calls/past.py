from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, exists, insert, literal_column, or_, select, union_all

from app import clock
from app.extensions import db
from app.models import Call, Lead, LeadMove
from app.rules.calls.plausibility import Span
from app.services.measures import histories
from app.services.transaction import rows

MONTH = timedelta(days=30)
HOUR = timedelta(hours=1)

CALLS = Call.__table__.c
COLUMNS = [column.name for column in CALLS if column.name != "id"]
INSERT = insert(Call.__table__).returning(CALLS.id, sort_by_parameter_order=True)
LEADS = (
    select(Lead)
    .where(Lead.id.in_(bindparam("ids", expanding=True)))
    .order_by(Lead.id)
    .with_for_update(of=Lead)
)
DIALLED = (CALLS.lead_id, CALLS.person_id, CALLS.started_at)
HOW = (CALLS.direction, CALLS.connected, CALLS.disposition, CALLS.duration_s)
OF_LEADS = select(literal_column("1").label("of_lead"), *DIALLED, *HOW, CALLS.id).where(
    CALLS.lead_id.in_(bindparam("ids", expanding=True)), CALLS.voided_at.is_(None)
)
LAST_OF_DAY = (
    select(literal_column("0").label("of_lead"), *DIALLED, *HOW, CALLS.id)
    .where(CALLS.person_id == bindparam("person"), CALLS.day == bindparam("day"))
    .where(CALLS.started_at <= bindparam("before"), CALLS.voided_at.is_(None))
    .order_by(CALLS.started_at.desc())
    .limit(20)
)
BOTH = union_all(OF_LEADS, select(LAST_OF_DAY.subquery()))


@dataclass(frozen=True)
class Dial:
    lead_id: int
    person_id: int
    started_at: datetime
    direction: str
    connected: bool
    disposition: str


class Past:
    """The leads of a request, locked, and the calls that came before: each read once for all.

    Calls of the request itself wait here until `store` writes them down in one statement.
    """

    def __init__(self, person_id: int, lead_ids: Iterable[int | None]) -> None:
        self.person_id = person_id
        self.ids = sorted({lead_id for lead_id in lead_ids if lead_id is not None})
        self.leads: dict[int, Lead] | None = None
        self.by_lead: dict[int, list[Dial]] | None = None
        self.by_day: dict[date, list[Span]] = {}
        self.new: list[Call] = []

    def lead(self, lead_id: int) -> Lead | None:
        """The lead that is meant: one that was merged into another means that one (sync.md)."""
        if self.leads is None:
            self.leads = self.locked(self.ids)
        found = self.leads.get(lead_id)
        return self.leads[found.merged_into_id] if found and found.merged_into_id else found

    def locked(self, ids: Sequence[int]) -> dict[int, Lead]:
        """The leads with these numbers, and those that were kept for them."""
        found = {lead.id: lead for lead in db.session.scalars(LEADS, {"ids": ids})}
        kept = {to for lead in found.values() if (to := lead.merged_into_id)} - found.keys()
        if kept:
            found |= {lead.id: lead for lead in db.session.scalars(LEADS, {"ids": sorted(kept)})}
        self.ids = sorted({*self.ids, *found})
        return found

    def also(self, lead_id: int) -> None:
        """A lead that came into being, or came to be meant, within the request."""
        self.ids = sorted({*self.ids, lead_id})
        if self.leads is not None and lead_id not in self.leads:
            self.leads |= self.locked([lead_id])

    def dials(self, lead: Lead, before: datetime) -> list[Dial]:
        """The unvoided calls with a lead, as far back as any rule looks, oldest first; asked
        before a call that began then."""
        found = self.by_lead if self.by_lead is not None else self.read(before)
        since = min(lead.owned_since or clock.now(), clock.now() - MONTH)
        return [dial for dial in found[lead.id] if dial.started_at >= since]

    def read(self, before: datetime) -> dict[int, list[Dial]]:
        """The calls with the leads and the rep's last ones of that day, in one statement."""
        day = clock.day_of(before)
        params = {"ids": self.ids, "person": self.person_id, "day": day, "before": before}
        found = rows(BOTH, params).all()
        self.by_day[day] = [Span(one[3], one[7], one[5]) for one in found if not one[0]]
        of_leads = [one for one in found if one[0]]
        by_lead: dict[int, list[Dial]] = defaultdict(list)
        self.by_lead = by_lead
        for one in sorted(of_leads, key=lambda one: (one[3], one[8])):
            by_lead[one[1]].append(Dial(*one[1:7]))
        return by_lead

    def spans(self, before: datetime) -> list[Span]:
        """The rep's own calls of the hour before, for what looks odd (rules.md §3)."""
        days = {clock.day_of(before - HOUR), clock.day_of(before)}
        found = [span for day in days for span in self.spans_of(day, before)]
        return [span for span in found if before - HOUR < span.started_at <= before]

    def spans_of(self, day: date, before: datetime) -> list[Span]:
        """The last calls before an instant; calls of one request come in their order."""
        if day not in self.by_day:
            params = {"person": self.person_id, "day": day, "before": before}
            found = rows(LAST_OF_DAY, params)
            self.by_day[day] = [Span(one[3], one[7], one[5]) for one in found]
        return self.by_day[day]

    def add(self, call: Call) -> None:
        """A call of this very request, for those that come after it."""
        self.new.append(call)
        dial = Dial(
            *(call.lead_id, call.person_id, call.started_at),
            *(call.direction, call.connected, call.disposition),
        )
        if self.by_lead is not None:
            self.by_lead[call.lead_id].append(dial)
        self.spans_of(call.day, call.started_at).append(
            Span(call.started_at, call.duration_s, call.connected)
        )

    def store(self) -> None:
        """Writes the calls down past the unit of work: their way through /sync is kept short."""
        values = [{name: getattr(call, name) for name in COLUMNS} for call in self.new]
        if values:
            for call, number in zip(self.new, rows(INSERT, values).scalars(), strict=True):
                call.id = number
            histories.changed(call.lead_id for call in self.new)
        self.new = []

    def forget(self) -> None:
        """A call is to be changed or taken back: what was read of them is old then."""
        self.store()
        self.by_lead = None
        self.by_day = {}


def attempts(dials: Sequence[Dial], person_id: int, since: datetime | None) -> list[Dial]:
    """The owner's unconnected calls out since he received the lead and since it last answered."""
    own = [d for d in dials if d.person_id == person_id and since and d.started_at >= since]
    last = max((n for n, dial in enumerate(own) if dial.connected), default=-1)
    return [dial for dial in own[last + 1 :] if dial.direction == "out"]


def once_had(lead_ids: Collection[int], person_id: int) -> bool:
    """Whether one of the leads was ever this person's: only then may he know that it exists."""
    moved = exists().where(
        LeadMove.lead_id.in_(lead_ids),
        or_(LeadMove.to_id == person_id, LeadMove.from_id == person_id),
    )
    db.session.flush()
    return bool(db.session.scalar(select(moved)))
