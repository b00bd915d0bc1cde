"""A meeting as its page shows it, open or closed (rules.md §9; screens: meeting)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import (
    Meeting,
    MeetingAddition,
    MeetingAttendance,
    MeetingCarry,
    MeetingItem,
    MeetingItemStep,
    MeetingTurn,
    Person,
)
from app.rules.meetings import agenda, carrying
from app.rules.meetings.agenda import Point
from app.rules.meetings.carrying import HANDED_UP, MOST, OPEN
from app.services import settings
from app.services.meetings import figures, notes
from app.services.meetings.figures import Figure
from app.services.meetings.notes import Head
from app.services.people import working_days


@dataclass(frozen=True)
class Step:
    """What was done with an item: `closing` within the time of this meeting or before."""

    what: str
    said: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Item:
    """Something raised, with what became of it since. `times` and `nth`: how often it came up again
    by this meeting, in all and since it was handed up; `age` in working days by its day; `must`: it
    may not be left open once more."""

    id: int
    type: str
    text: str
    state: str
    kind: str | None
    made_on: date
    owner: str
    due_on: date | None
    done_when: str
    steps: Sequence[Step] = ()
    age: int = 0
    times: int = 0
    nth: int = 0
    must: bool = False

    @property
    def is_open(self) -> bool:
        return self.state == OPEN

    @property
    def went_up(self) -> bool:
        return any(one.what == HANDED_UP for one in self.steps)


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
class Minutes:
    meeting: Meeting
    turns: Sequence[Turn]
    attended: Sequence[Attended]
    carried: Sequence[Item]
    raised: Sequence[Item]
    figures: Sequence[Figure]
    heads: Mapping[str, Sequence[Head]] = field(default_factory=dict)
    additions: Sequence[MeetingAddition] = ()

    @property
    def undecided(self) -> list[Item]:
        return [one for one in self.carried if one.must and one.is_open]


def of(meeting: Meeting) -> Minutes:
    """Everything of a meeting that was opened, in a number of queries that does not grow with it."""
    heads: dict[str, list[Head]] = {}
    for one in notes.heads(meeting.id):
        heads.setdefault(one.point, []).append(one)
    added = select(MeetingAddition).filter_by(meeting_id=meeting.id).order_by(MeetingAddition.id)
    return Minutes(
        meeting=meeting,
        turns=turns(meeting),
        attended=attended(meeting.id),
        carried=carried(meeting),
        raised=raised(meeting),
        figures=figures.of(meeting),
        heads=heads,
        additions=db.session.scalars(added).all(),
    )


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


def carried(meeting: Meeting) -> list[Item]:
    """What came up again at this meeting: what must be decided first, then the oldest."""
    query = (
        select(MeetingItem, MeetingCarry.times, MeetingCarry.nth)
        .join(MeetingCarry, MeetingCarry.item_id == MeetingItem.id)
        .where(MeetingCarry.meeting_id == meeting.id)
        .order_by(MeetingCarry.nth.desc(), MeetingItem.made_on, MeetingItem.id)
    )
    found = db.session.execute(query).unique().all()
    steps = steps_of([row[0].id for row in found])
    calendar, most = working_days.around(meeting.day), settings.value(MOST, meeting.day)
    return [
        shown(
            item,
            steps.get(item.id, ()),
            age=carrying.age(item.made_on, meeting.day, calendar),
            times=times,
            nth=nth,
            must=carrying.must_be_decided(nth, most)
            and item.state == OPEN
            and times > item.times_below,
        )
        for item, times, nth in found
    ]


def raised(meeting: Meeting) -> list[Item]:
    query = select(MeetingItem).filter_by(meeting_id=meeting.id).order_by(MeetingItem.id)
    found = db.session.scalars(query).unique().all()
    steps = steps_of([one.id for one in found])
    return [shown(one, steps.get(one.id, ())) for one in found]


def shown(item: MeetingItem, steps: Sequence[Step], **counted: int) -> Item:
    return Item(
        id=item.id,
        type=item.type,
        text=item.text,
        state=item.state,
        kind=item.kind,
        made_on=item.made_on,
        owner=item.holder.name if item.holder else "",
        due_on=item.due_on,
        done_when=item.done_when,
        steps=steps,
        **counted,  # type: ignore[arg-type]
    )


def steps_of(ids: Sequence[int]) -> dict[int, list[Step]]:
    query = select(MeetingItemStep).where(MeetingItemStep.item_id.in_(ids))
    found: dict[int, list[Step]] = {}
    for one in db.session.scalars(query.order_by(MeetingItemStep.id)):
        step = Step(one.what, one.said, one.by.name, one.at)
        found.setdefault(one.item_id, []).append(step)
    return found
