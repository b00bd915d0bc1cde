from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, or_, select

from app import clock
from app.extensions import db
from app.models import Call, Lead, LeadMove
from app.rules.plausibility import Span

MONTH = timedelta(days=30)
HOUR = timedelta(hours=1)


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
    query = (
        select(Call.person_id, Call.started_at, Call.direction, Call.connected, Call.disposition)
        .where(Call.lead_id == lead.id, Call.voided_at.is_(None), Call.started_at >= since)
        .order_by(Call.started_at, Call.id)
    )
    return [Dial(*row) for row in db.session.execute(query)]


def attempts(dials: Sequence[Dial], person_id: int, since: datetime | None) -> list[Dial]:
    """The owner's unconnected calls out since he received the lead and since it last answered."""
    own = [d for d in dials if d.person_id == person_id and since and d.started_at >= since]
    last = max((n for n, dial in enumerate(own) if dial.connected), default=-1)
    return [dial for dial in own[last + 1 :] if dial.direction == "out"]


def spans_of(person_id: int, before: datetime) -> list[Span]:
    """The rep's own calls of the hour before, for what looks odd (rules.md §3)."""
    query = (
        select(Call.started_at, Call.duration_s, Call.connected)
        .where(Call.person_id == person_id, Call.voided_at.is_(None))
        .where(Call.started_at > before - HOUR, Call.started_at <= before)
        .where(Call.day.in_({clock.day_of(before), clock.day_of(before - HOUR)}))
    )
    return [Span(*row) for row in db.session.execute(query)]


def once_had(lead_id: int, person_id: int) -> bool:
    """Whether the lead was ever this person's: only then may he know that it exists."""
    moved = exists().where(
        LeadMove.lead_id == lead_id,
        or_(LeadMove.to_id == person_id, LeadMove.from_id == person_id),
    )
    return bool(db.session.scalar(select(moved)))
