"""What was decided at meetings of a period, what became of its tasks, and what is planned
(rules.md §9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select, true

from app import clock
from app.extensions import db
from app.models import Meeting, MeetingItem, MeetingNote, Person, Team
from app.models.visible import places_on
from app.rules.measures.periods import Period
from app.rules.meetings.agenda import CAUSES, NEXT_MONTH, NEXT_WEEK
from app.rules.meetings.carrying import DECISION, DONE, OPEN, TASK
from app.services.measures.cutting import PERSON, TEAM
from app.services.measures.report import Within
from app.services.meetings.listing import stands

MOST = 100


@dataclass(frozen=True)
class Thing:
    """A decision or a task: of which meeting, and whose."""

    text: str
    who: str
    day: date
    meeting_id: int | None
    team: str


@dataclass(frozen=True)
class Note:
    """What was written at a point of a weekly or monthly meeting."""

    point: str
    text: str
    team: str


@dataclass(frozen=True)
class Said:
    """`left`: tasks that were open when the period ended, or are now."""

    decisions: Sequence[Thing]
    done: Sequence[Thing]
    left: Sequence[Thing]
    notes: Sequence[Note]


def of(period: Period, within: Within) -> Said:
    start, end = clock.bounds(period.first)[0], clock.bounds(period.last)[1]
    made, ended = MeetingItem.made_on, MeetingItem.ended_at
    decided = and_(MeetingItem.type == DECISION, made.between(period.first, period.last))
    finished = and_(MeetingItem.type == TASK, MeetingItem.state == DONE)
    was_open = or_(MeetingItem.state == OPEN, ended >= end)
    return Said(
        decisions=things([decided, of_place(within)], made),
        done=things([finished, ended >= start, ended < end, of_holder(within, period)], ended),
        left=things(
            [MeetingItem.type == TASK, made <= period.last, was_open, of_holder(within, period)],
            MeetingItem.due_on,
        ),
        notes=notes(period, within),
    )


def of_place(within: Within) -> ColumnElement[bool]:
    """What belongs to meetings of the team; nobody's own report tells those of others."""
    if within is None:
        return true()
    return MeetingItem.team_id == within[1] if within[0] == TEAM else false()


def of_holder(within: Within, period: Period) -> ColumnElement[bool]:
    """Tasks of those who belong to the place when the period ends."""
    if within is None:
        return true()
    scope, number = within
    if scope == PERSON:
        return MeetingItem.holder_id == number
    places = places_on(min(period.last, clock.today()))
    there = select(places.c.person_id).where(places.c[f"{scope}_id"] == number)
    return MeetingItem.holder_id.in_(there)


def things(limits: Sequence[ColumnElement[bool]], order: Any) -> list[Thing]:
    columns = (MeetingItem.text, Person.name, MeetingItem.due_on, MeetingItem.made_on)
    query = (
        select(*columns, MeetingItem.meeting_id, Team.name)
        .outerjoin(Person, Person.id == MeetingItem.holder_id)
        .outerjoin(Team, Team.id == MeetingItem.team_id)
        .where(*limits)
        .order_by(order, MeetingItem.id)
    )
    return [
        Thing(text, who or "", due or made, meeting, team or "")
        for text, who, due, made, meeting, team in db.session.execute(query.limit(MOST))
    ]


def notes(period: Period, within: Within) -> list[Note]:
    """Causes and plans as they stand in the notes of the period's weekly and monthly meetings."""
    if within is not None and within[0] != TEAM:
        return []
    points = (CAUSES, NEXT_WEEK, NEXT_MONTH)
    query = (
        select(MeetingNote.point, MeetingNote.text, Team.name)
        .join(Meeting, Meeting.id == MeetingNote.meeting_id)
        .join(Team, Team.id == Meeting.team_id)
        .where(MeetingNote.point.in_(points), MeetingNote.text != "", stands())
        .where(Meeting.day.between(period.first, period.last))
        .order_by(Meeting.day, MeetingNote.id)
    )
    if within is not None:
        query = query.where(Meeting.team_id == within[1])
    return [Note(*row) for row in db.session.execute(query)]
