from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, exists, or_, select

from app import clock
from app.extensions import db
from app.models import Call, Lead, LeadMove
from app.rules.plausibility import Span

MONTH = timedelta(days=30)
HOUR = timedelta(hours=1)
MOST_SPANS = 20

CALLS = Call.__table__.c
OF_LEAD = (
    select(CALLS.person_id, CALLS.started_at, CALLS.direction, CALLS.connected, CALLS.disposition)
    .where(CALLS.lead_id == bindparam("lead"), CALLS.voided_at.is_(None))
    .where(CALLS.started_at >= bindparam("since"))
    .order_by(CALLS.started_at, CALLS.id)
)
OF_HOUR = (
    select(CALLS.started_at, CALLS.duration_s, CALLS.connected)
    .where(CALLS.person_id == bindparam("person"), CALLS.voided_at.is_(None))
    .where(CALLS.day.between(bindparam("first"), bindparam("last")))
    .where(CALLS.started_at > bindparam("since"), CALLS.started_at <= bindparam("before"))
    .order_by(CALLS.started_at.desc())
    .limit(MOST_SPANS)
)


@dataclass(frozen=True)
class Dial:
    person_id: int
    started_at: datetime
    direction: str
    connected: bool
    disposition: str


def of_lead(lead: Lead) -> list[Dial]:
    """The unvoided calls with a lead, as far back as any rule looks, oldest first."""
    since = min(lead.owned_since or clock.now(), clock.now() - MONTH)
    return [Dial(*row) for row in db.session.execute(OF_LEAD, {"lead": lead.id, "since": since})]


def attempts(dials: Sequence[Dial], person_id: int, since: datetime | None) -> list[Dial]:
    """The owner's unconnected calls out since he received the lead and since it last answered."""
    own = [d for d in dials if d.person_id == person_id and since and d.started_at >= since]
    last = max((n for n, dial in enumerate(own) if dial.connected), default=-1)
    return [dial for dial in own[last + 1 :] if dial.direction == "out"]


def spans_of(person_id: int, before: datetime) -> list[Span]:
    """The rep's own calls of the hour before, for what looks odd (rules.md §3)."""
    params = {"person": person_id, "before": before, "since": before - HOUR}
    days = {"first": clock.day_of(before - HOUR), "last": clock.day_of(before)}
    return [Span(*row) for row in db.session.execute(OF_HOUR, {**params, **days})]


def once_had(lead_id: int, person_id: int) -> bool:
    """Whether the lead was ever this person's: only then may he know that it exists."""
    moved = exists().where(
        LeadMove.lead_id == lead_id,
        or_(LeadMove.to_id == person_id, LeadMove.from_id == person_id),
    )
    return bool(db.session.scalar(select(moved)))
