"""What stands in somebody's calendar: call-backs he promised, his tasks, his team's meetings
(rules.md §3, §9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import Lead, Meeting, Person, Team
from app.rules.calls.effects import CALL_BACK
from app.services.meetings import tasks
from app.services.people import facts

CALL, TASK, MEETING = "call_back", "task", "meeting"
BACK = timedelta(days=7)
A_CALL = timedelta(minutes=15)


@dataclass(frozen=True)
class Event:
    """`uid` stays the same while the thing does; `begins` is a day for what has no hour. `text`: a
    customer's first letter, a task's words, a meeting's kind; `about`: the number of its page."""

    uid: str
    kind: str
    text: str
    begins: datetime | date
    ends: datetime | date
    about: int
    detail: str = ""


def of(person_id: int) -> list[Event]:
    """From a week ago on. A customer is named by the first letter alone and without a number: the
    calendar may lie with somebody else (rules.md §2)."""
    return [*call_backs(person_id), *due(person_id), *meetings(person_id)]


def language(person_id: int) -> str:
    return db.session.get_one(Person, person_id).language


def call_backs(person_id: int) -> list[Event]:
    query = (
        select(Lead.id, Lead.name, Lead.due_at)
        .where(Lead.owner_id == person_id, Lead.due_kind == CALL_BACK)
        .where(Lead.due_at >= clock.now() - BACK, Lead.do_not_call.is_(False))
        .order_by(Lead.due_at, Lead.id)
    )
    return [
        Event(f"lead-{number}", CALL, name[:1], at, at + A_CALL, number)
        for number, name, at in db.session.execute(query)
        if at is not None
    ]


def due(person_id: int) -> list[Event]:
    found = tasks.of(person_id)
    everything: Sequence[tasks.Mine] = [*found.overdue, *found.today, *found.later]
    return [
        Event(
            f"task-{one.id}",
            TASK,
            one.text,
            one.due_on,
            one.due_on + timedelta(days=1),
            one.id,
            one.done_when,
        )
        for one in everything
    ]


def meetings(person_id: int) -> list[Event]:
    place = facts.membership(person_id, clock.today())
    if place is None or place.team_id is None:
        return []
    query = (
        select(Meeting, Team.name)
        .join(Team, Team.id == Meeting.team_id)
        .where(Meeting.team_id == place.team_id, Meeting.day >= clock.today() - BACK)
        .order_by(Meeting.starts_at, Meeting.id)
    )
    return [
        Event(
            f"meeting-{one.id}",
            MEETING,
            one.kind,
            one.starts_at,
            one.starts_at + timedelta(minutes=one.minutes),
            one.id,
            team,
        )
        for one, team in db.session.execute(query)
    ]
