"""What came up again at a meeting and what was raised there, with what became of it (rules.md §9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.extensions import db
from app.models import Meeting, MeetingCarry, MeetingItem, MeetingItemStep, Person
from app.rules.meetings import carrying
from app.rules.meetings.carrying import HANDED_UP, MOST, OPEN
from app.services import settings
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
    holder_id: int | None
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


def carried(meeting: Meeting) -> list[Item]:
    """What came up again at this meeting: what must be decided first, then the oldest."""
    query = (
        select(MeetingItem, Person.name, MeetingCarry.times, MeetingCarry.nth)
        .join(MeetingCarry, MeetingCarry.item_id == MeetingItem.id)
        .outerjoin(Person, Person.id == MeetingCarry.holder_id)
        .where(MeetingCarry.meeting_id == meeting.id)
        .order_by(MeetingCarry.nth.desc(), MeetingItem.made_on, MeetingItem.id)
    )
    found = db.session.execute(query).all()
    steps = steps_of([row[0].id for row in found])
    calendar, most = working_days.around(meeting.day), settings.value(MOST, meeting.day)
    return [
        shown(
            item,
            holder,
            steps.get(item.id, ()),
            age=carrying.age(item.made_on, meeting.day, calendar),
            times=times,
            nth=nth,
            must=carrying.must_be_decided(nth, most)
            and item.state == OPEN
            and times > item.times_below,
        )
        for item, holder, times, nth in found
    ]


def raised(meeting: Meeting) -> list[Item]:
    query = select(MeetingItem, Person.name).outerjoin(Person, Person.id == MeetingItem.owner_id)
    query = query.where(MeetingItem.meeting_id == meeting.id).order_by(MeetingItem.id)
    found = db.session.execute(query).all()
    steps = steps_of([one.id for one, _ in found])
    return [shown(one, owner, steps.get(one.id, ())) for one, owner in found]


def shown(item: MeetingItem, owner: str | None, steps: Sequence[Step], **counted: int) -> Item:
    """`owner`: who had it then, whoever has it now."""
    return Item(
        id=item.id,
        type=item.type,
        text=item.text,
        state=item.state,
        kind=item.kind,
        made_on=item.made_on,
        owner=owner or "",
        holder_id=item.holder_id,
        due_on=item.due_on,
        done_when=item.done_when,
        steps=steps,
        **counted,  # type: ignore[arg-type]
    )


def steps_of(ids: Sequence[int]) -> dict[int, list[Step]]:
    what = (MeetingItemStep.what, MeetingItemStep.said, Person.name, MeetingItemStep.at)
    query = select(MeetingItemStep.item_id, *what).join(Person, Person.id == MeetingItemStep.by_id)
    query = query.where(MeetingItemStep.item_id.in_(ids)).order_by(MeetingItemStep.id)
    found: dict[int, list[Step]] = {}
    for item_id, done, said, by, at in db.session.execute(query):
        found.setdefault(item_id, []).append(Step(done, said, by, at))
    return found
