"""A meeting as its page shows it, open or closed (rules.md §9; screens: meeting)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import (
    Meeting,
    MeetingAddition,
    MeetingAttendance,
    MeetingTurn,
    Person,
)
from app.rules.meetings import agenda
from app.rules.meetings.agenda import Point
from app.services.meetings import agenda_items, figures, live, notes
from app.services.meetings.agenda_items import Item
from app.services.meetings.figures import Figure
from app.services.meetings.notes import Head


@dataclass(frozen=True)
class Attended:
    person_id: int
    name: str
    here: bool


@dataclass(frozen=True)
class Turn:
    """A point of the agenda: since when it is talked about, if it is; how many seconds it took."""

    point: Point
    since: datetime | None
    seconds: int


@dataclass(frozen=True)
class Addition:
    """A dated remark; `point`: of which point, where it is a note that arrived too late."""

    at: datetime
    by: str
    point: str
    text: str


@dataclass(frozen=True)
class Minutes:
    meeting: Meeting
    turns: Sequence[Turn]
    attended: Sequence[Attended]
    carried: Sequence[Item]
    raised: Sequence[Item]
    figures: Sequence[Figure]
    heads: Mapping[str, Sequence[Head]] = field(default_factory=dict)
    additions: Sequence[Addition] = ()

    @property
    def undecided(self) -> list[Item]:
        return [one for one in self.carried if one.must and one.is_open]


def of(meeting: Meeting) -> Minutes:
    """Everything of a meeting that was opened, in a number of queries that does not grow with it."""
    heads: dict[str, list[Head]] = {}
    for one in notes.heads(meeting.id):
        heads.setdefault(one.point, []).append(one)
    return Minutes(
        meeting=meeting,
        turns=turns(meeting),
        attended=attended(meeting.id),
        carried=agenda_items.carried(meeting),
        raised=agenda_items.raised(meeting),
        figures=shown_figures(meeting),
        heads=heads,
        additions=additions(meeting.id),
    )


def additions(meeting_id: int) -> list[Addition]:
    query = (
        select(MeetingAddition.at, Person.name, MeetingAddition.point, MeetingAddition.text)
        .join(Person, Person.id == MeetingAddition.by_id)
        .where(MeetingAddition.meeting_id == meeting_id)
        .order_by(MeetingAddition.id)
    )
    return [Addition(*row) for row in db.session.execute(query)]


def shown_figures(meeting: Meeting) -> list[Figure]:
    """From the measures while it is open, as they stood once it is closed."""
    return figures.kept(meeting) if meeting.closed_at is not None else live.live(meeting)


def attended(meeting_id: int) -> list[Attended]:
    query = (
        select(MeetingAttendance.person_id, Person.name, MeetingAttendance.here)
        .join(Person, Person.id == MeetingAttendance.person_id)
        .where(MeetingAttendance.meeting_id == meeting_id)
        .order_by(MeetingAttendance.person_id)
    )
    return [Attended(*row) for row in db.session.execute(query)]


def turns(meeting: Meeting) -> list[Turn]:
    """Each point's time is from each of its turns to the next turn, or to the end."""
    query = select(MeetingTurn.point, MeetingTurn.at).filter_by(meeting_id=meeting.id)
    taken = db.session.execute(query.order_by(MeetingTurn.id)).all()
    end = meeting.closed_at or clock.now()
    seconds: dict[str, int] = {}
    for n, (point, at) in enumerate(taken):
        until = taken[n + 1].at if n + 1 < len(taken) else end
        seconds[point] = seconds.get(point, 0) + int((until - at).total_seconds())
    now = taken[-1] if taken and meeting.closed_at is None else None
    return [
        Turn(one, now.at if now and now.point == one.code else None, seconds.get(one.code, 0))
        for one in agenda.from_json(meeting.agenda)
    ]
