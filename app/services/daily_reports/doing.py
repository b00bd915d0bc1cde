"""The tasks of a day: what was finished on it, and what was still open when it ended (rules.md §9)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import or_, select

from app import clock
from app.extensions import db
from app.models import MeetingItem
from app.rules.meetings.carrying import DONE, TASK


@dataclass(frozen=True)
class Doing:
    done: list[MeetingItem] = field(default_factory=list)
    left: list[MeetingItem] = field(default_factory=list)


NOTHING = Doing()


def of_day(people: Sequence[int], day: date) -> dict[int, Doing]:
    """By who has them now. What was dropped or split is neither done nor left."""
    start, end = clock.bounds(day)
    query = (
        select(MeetingItem)
        .where(MeetingItem.type == TASK, MeetingItem.holder_id.in_(people))
        .where(MeetingItem.made_on <= day)
        .where(or_(MeetingItem.ended_at.is_(None), MeetingItem.ended_at >= start))
        .order_by(MeetingItem.due_on, MeetingItem.id)
    )
    found: dict[int, Doing] = {}
    for item in db.session.scalars(query):
        doing = found.setdefault(item.holder_id or 0, Doing())
        if item.ended_at is None or item.ended_at >= end:
            doing.left.append(item)
        elif item.state == DONE:
            doing.done.append(item)
    return found
