"""What somebody has to do: open tasks that he holds, wherever they were given (rules.md §9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, func, select

from app import clock
from app.extensions import db
from app.models import MeetingCarry, MeetingItem
from app.rules.meetings import carrying
from app.rules.meetings.carrying import OPEN, TASK
from app.services.people import working_days

RECENT = timedelta(days=7)


@dataclass(frozen=True)
class Mine:
    """A task with its age in working days, and how often it came up again at meetings."""

    id: int
    text: str
    due_on: date
    done_when: str
    meeting_id: int | None
    kind: str | None
    age: int
    times: int


@dataclass(frozen=True)
class Tasks:
    overdue: Sequence[Mine]
    today: Sequence[Mine]
    later: Sequence[Mine]
    done: Sequence[MeetingItem]


def of(person_id: int) -> Tasks:
    """His open tasks by due day, and what he finished in the last seven days."""
    today = clock.today()
    held = [mine(item, times) for item, times in db.session.execute(open_ones(person_id))]
    done = (
        select(MeetingItem)
        .filter_by(holder_id=person_id, type=TASK)
        .where(MeetingItem.ended_at > clock.now() - RECENT)
        .order_by(MeetingItem.ended_at.desc())
    )
    return Tasks(
        [one for one in held if one.due_on < today],
        [one for one in held if one.due_on == today],
        [one for one in held if one.due_on > today],
        db.session.scalars(done).all(),
    )


def open_ones(person_id: int) -> Select[MeetingItem, int]:
    came = select(func.count()).where(MeetingCarry.item_id == MeetingItem.id).scalar_subquery()
    query = select(MeetingItem, came).filter_by(holder_id=person_id, type=TASK, state=OPEN)
    return query.order_by(MeetingItem.due_on, MeetingItem.id)


def mine(item: MeetingItem, times: int) -> Mine:
    calendar = working_days.around(clock.today())
    age = carrying.age(item.made_on, clock.today(), calendar)
    due = item.due_on or item.made_on
    said = (item.text, due, item.done_when, item.meeting_id, item.kind)
    return Mine(item.id, *said, age, times)


def due(person_id: int) -> int:
    """How many are due today or overdue."""
    query = select(func.count()).where(
        MeetingItem.holder_id == person_id,
        MeetingItem.type == TASK,
        MeetingItem.state == OPEN,
        MeetingItem.due_on <= clock.today(),
    )
    return db.session.scalar(query) or 0
