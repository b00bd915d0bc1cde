"""Who was there, and what is talked about now (rules.md §9)."""

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import MeetingAttendance, MeetingTurn
from app.services.meetings.within import Who, locked
from app.services.transaction import write


def note(meeting_id: int, person_id: int, *, here: bool, who: Who) -> None:
    """Somebody of the meeting's list is there or is not. Raises what `locked` refuses, and
    RuleBroken("missing") for who is not on the list."""
    with write():
        locked(meeting_id, who)
        row = db.session.get(MeetingAttendance, (meeting_id, person_id))
        if row is None:
            raise RuleBroken("missing")
        row.here, row.at, row.by_id = here, clock.now(), who.id


def turn_to(meeting_id: int, point: str, who: Who) -> None:
    """From now on this point is talked about. Raises what `locked` refuses, and
    RuleBroken("note_point") for a point that is not on the agenda."""
    with write() as session:
        meeting = locked(meeting_id, who)
        if point not in {one["point"] for one in meeting.agenda}:
            raise RuleBroken("note_point")
        session.add(MeetingTurn(meeting_id=meeting.id, point=point, at=clock.now(), by_id=who.id))
        session.flush()
