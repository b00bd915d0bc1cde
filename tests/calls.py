"""A call as it stands in the database, for tests that only read calls."""

from datetime import datetime
from uuid import uuid4

from app import clock
from app.models import Call, Lead, Person
from tests import builders


def call(
    lead: Lead,
    person: Person,
    *,
    at: datetime | None = None,
    void: bool = False,
    **facts: object,
) -> Call:
    started_at = at or clock.now()
    shipped = {"disposition": "interested", "connected": True, "direction": "out", "grade": None}
    voided = {"voided_at": clock.now(), "voided_because": "test"} if void else {}
    made = Call(
        uuid=str(uuid4()),
        lead_id=lead.id,
        person_id=person.id,
        started_at=started_at,
        day=clock.day_of(started_at),
        received_at=started_at,
        timed_by="server",
        **{**shipped, **voided, **facts},
    )
    return builders.add(made)
