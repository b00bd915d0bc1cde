"""A meeting closes: its figures freeze, and its minutes are read-only from then on (rules.md §9)."""

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Meeting, MeetingCarry, MeetingItem
from app.rules.meetings import carrying
from app.rules.meetings.carrying import MOST, OPEN, Coming
from app.services import audit, settings
from app.services.meetings import figures, live
from app.services.meetings.within import Who, of_his
from app.services.transaction import write


def close(meeting_id: int, who: Who) -> None:
    """Closes a meeting; one that is closed stays as it is, whoever comes second.

    Raises RuleBroken("missing" | "meeting_not_open"), and RuleBroken("items_undecided", n, text)
    while something is left open that is up for the third time.
    """
    with write() as session:
        query = select(Meeting).where(Meeting.id == meeting_id, of_his(who)).with_for_update()
        meeting = session.scalar(query)
        if meeting is None:
            raise RuleBroken("missing")
        if meeting.opened_at is None:
            raise RuleBroken("meeting_not_open")
        if meeting.closed_at is not None:
            return
        check_decided(meeting)
        session.add_all(figures.rows(meeting.id, live.live(meeting)))
        session.flush()
        meeting.closed_at, meeting.closed_by_id = clock.now(), who.id
        audit.note("meeting_closed", f"meeting:{meeting.id}", who.id)
        session.flush()


def check_decided(meeting: Meeting) -> None:
    left = undecided(meeting)
    if left:
        text = db.session.get_one(MeetingItem, left[0]).text
        raise RuleBroken("items_undecided", n=len(left), text=text)


def undecided(meeting: Meeting) -> list[int]:
    """What is up for the third time here and still stands open, neither ended nor handed up."""
    query = (
        select(MeetingCarry.item_id, MeetingCarry.times, MeetingCarry.nth)
        .join(MeetingItem, MeetingItem.id == MeetingCarry.item_id)
        .where(MeetingCarry.meeting_id == meeting.id)
        .where(MeetingItem.state == OPEN, MeetingCarry.times > MeetingItem.times_below)
        .order_by(MeetingCarry.item_id)
    )
    coming = [Coming(*row) for row in db.session.execute(query)]
    most = settings.value(MOST, meeting.day)
    return carrying.undecided(coming, {one.item_id for one in coming}, most)
