"""The made-up team meets: the last evening with its minutes, and the morning after (rules.md §9)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from app import clock
from app.extensions import db
from app.models import Meeting, MeetingItem, MeetingNote, MeetingTurn
from app.models.visible import ALL
from app.rules.meetings import agenda, kinds
from app.rules.meetings.agenda import Point
from app.rules.meetings.carrying import TASK, state_of
from app.rules.meetings.kinds import EVENING, KEYS, MORNING
from app.services import settings
from app.services.demo.said import MINUTES, RAISED, TODAY
from app.services.demo.team import Staff
from app.services.meetings import figures, items, live, opening, preparing
from app.services.meetings.items import Said
from app.services.meetings.within import Who
from app.services.people import working_days


def meet(staff: Staff, to: date) -> None:
    """Within the running `write()`, after calls and deals are there."""
    manager = next(one.id for one in staff.people if "manager" in one.roles)
    who, calendar = Who(manager, ALL), working_days.around(to)
    hold(calendar.previous(to), staff, who)
    if to != clock.today():
        return
    preparing.prepare_meetings()
    if calendar.is_working(to):
        begin(staff, to, who)


def hold(day: date, staff: Staff, who: Who) -> None:
    """An evening from its opening to its closing, with the figures that froze then."""
    planned = kinds.one(EVENING, day, settings.values(KEYS, day))
    points, start = agenda.points(EVENING, planned.minutes), clock.at(day, planned.at)
    meeting = Meeting(kind=EVENING, team_id=staff.team.id, day=day, **preparing.facts(planned))
    meeting.agenda, meeting.opened_at, meeting.opened_by_id = agenda.as_json(points), start, who.id
    db.session.add(meeting)
    db.session.flush()
    db.session.add_all(opening.attendance(meeting, who))
    db.session.add_all([*turns(meeting, points), *raised(meeting, staff)])
    db.session.add_all(figures.rows(meeting.id, live.live(meeting)))
    db.session.flush()
    meeting.closed_at = start + timedelta(minutes=planned.minutes)
    meeting.closed_by_id = who.id


def turns(meeting: Meeting, points: Sequence[Point]) -> Iterator[MeetingTurn | MeetingNote]:
    """Each point in its time, with what was written at it."""
    at = meeting.starts_at
    for one in points:
        facts = {"meeting_id": meeting.id, "point": one.code, "by_id": meeting.opened_by_id}
        yield MeetingTurn(at=at, **facts)
        at += timedelta(minutes=one.minutes)
        if one.code in MINUTES:
            text, uuid = MINUTES[one.code], f"demo-{meeting.id}-{one.code}"
            yield MeetingNote(uuid=uuid, text=text, at=at, **facts)


def raised(meeting: Meeting, staff: Staff) -> Iterator[MeetingItem]:
    """What was decided and asked, and the tasks that are due on the next working day."""
    at = meeting.starts_at + timedelta(minutes=10)
    due = working_days.around(meeting.day).next(meeting.day)
    for number, (kind, text, nth, done_when) in enumerate(RAISED):
        owner = staff.reps[nth].id if kind == TASK else None
        said = {"type": kind, "text": text, "done_when": done_when, "state": state_of(kind)}
        whose = {"owner_id": owner, "holder_id": owner, "due_on": due if owner else None}
        made = {"made_on": meeting.day, "made_at": at, "made_by_id": meeting.opened_by_id}
        where = {"meeting_id": meeting.id, "team_id": meeting.team_id, "kind": meeting.kind}
        yield MeetingItem(uuid=f"demo-{meeting.id}-{number}", **said, **whose, **made, **where)


def begin(staff: Staff, to: date, who: Who) -> None:
    """This morning's is open, with a first task for the day."""
    meeting, rep = opening.hold(MORNING, staff.team.id, who), staff.reps[0].id
    text, done_when = TODAY
    items.raise_item(meeting, Said(f"demo-{meeting}", TASK, text, rep, to, done_when), who)
