"""A meeting opens: its agenda stands, who is there is noted, what is open comes up again
(rules.md §9)."""

from collections.abc import Sequence

from sqlalchemy import func, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import (
    Meeting,
    MeetingAttendance,
    MeetingCarry,
    MeetingItem,
    MeetingTurn,
)
from app.rules.meetings import agenda
from app.rules.meetings.carrying import OPEN
from app.rules.meetings.kinds import KINDS
from app.services import audit
from app.services.meetings import preparing
from app.services.meetings.within import Who, members, of_his, teams
from app.services.people import facts
from app.services.transaction import write


def hold(kind: str, team_id: int, who: Who) -> int:
    """Today's meeting of a kind, opened; made if the calendar asked for none. Twice is once.

    Raises RuleBroken("missing") and what `open_meeting` refuses.
    """
    if kind not in KINDS or team_id not in dict(teams(who)):
        raise RuleBroken("missing")
    with write():
        meeting_id = preparing.today_of(kind, team_id)
        open_meeting(meeting_id, who)
        return meeting_id


def open_meeting(meeting_id: int, who: Who) -> None:
    """Opens a meeting on its day; one that is open stays as it is, whoever comes second.

    Raises RuleBroken("missing" | "meeting_early" | "meeting_over" | "meeting_before_open").
    """
    with write() as session:
        query = select(Meeting).where(Meeting.id == meeting_id, of_his(who)).with_for_update()
        meeting = session.scalar(query)
        if meeting is None:
            raise RuleBroken("missing")
        if meeting.opened_at is not None:
            return
        check(meeting)
        points = agenda.points(meeting.kind, meeting.minutes)
        meeting.agenda = agenda.as_json(points)
        meeting.opened_at, meeting.opened_by_id = clock.now(), who.id
        session.add_all(attendance(meeting, who))
        session.add_all(carried(meeting))
        first = {"point": points[0].code, "at": clock.now(), "by_id": who.id}
        session.add(MeetingTurn(meeting_id=meeting.id, **first))
        audit.note("meeting_opened", f"meeting:{meeting.id}", who.id)
        session.flush()


def check(meeting: Meeting) -> None:
    """It is held on its day, and after the one before it was closed: what was up for the third time
    there must be decided first."""
    today = clock.today()
    if meeting.day != today:
        raise RuleBroken(
            "meeting_early" if meeting.day > today else "meeting_over", day=meeting.day
        )
    before = db.session.scalar(
        select(Meeting.day)
        .filter_by(kind=meeting.kind, team_id=meeting.team_id, closed_at=None)
        .where(Meeting.opened_at.is_not(None))
        .limit(1)
    )
    if before is not None:
        raise RuleBroken("meeting_before_open", day=before)


def attendance(meeting: Meeting, who: Who) -> list[MeetingAttendance]:
    """Who is at work that day is taken to be there; a tap says otherwise."""
    people = members(meeting.team_id, meeting.day)
    noted = facts.half_days_noted([one.id for one in people], meeting.day)
    same = {"meeting_id": meeting.id, "at": clock.now(), "by_id": who.id}
    return [
        MeetingAttendance(person_id=one.id, here=noted.get(one.id) != 0, **same) for one in people
    ]


def carried(meeting: Meeting) -> list[MeetingCarry]:
    """The open tasks and unanswered questions of meetings of this kind, each as the same object."""
    items = db.session.scalars(
        select(MeetingItem)
        .filter_by(team_id=meeting.team_id, kind=meeting.kind, state=OPEN)
        .order_by(MeetingItem.id)
        .with_for_update()
    ).all()
    times = counts([one.id for one in items])
    return [
        MeetingCarry(
            meeting_id=meeting.id,
            item_id=one.id,
            times=times.get(one.id, 0) + 1,
            nth=times.get(one.id, 0) + 1 - one.times_below,
            holder_id=one.holder_id,
        )
        for one in items
    ]


def counts(ids: Sequence[int]) -> dict[int, int]:
    """How often each came up again so far."""
    query = select(MeetingCarry.item_id, func.count()).where(MeetingCarry.item_id.in_(ids))
    found = db.session.execute(query.group_by(MeetingCarry.item_id))
    return {item: n for item, n in found}
