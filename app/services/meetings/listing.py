"""Meetings within reach: those of today and the days ahead, and minutes with search (rules.md §9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased

from app import clock
from app.extensions import db
from app.models import Meeting, MeetingAddition, MeetingItem, MeetingNote, Team
from app.services.meetings.within import Who, of_his, state

EACH = 20
EXCERPTS, AROUND = 3, 40
LATER = aliased(MeetingNote)


@dataclass(frozen=True)
class Listed:
    id: int
    kind: str
    team: str
    day: date
    starts_at: datetime
    minutes: int
    state: str
    excerpts: Sequence[str] = ()


@dataclass(frozen=True)
class Found:
    """A page of minutes, the newest first, and how many there are."""

    lines: Sequence[Listed]
    total: int


def coming(who: Who) -> list[Listed]:
    """Today's meetings and those of the days ahead, and any that is still open from before."""
    query = (
        select(Meeting, Team.name)
        .join(Team, Team.id == Meeting.team_id)
        .where(of_his(who), or_(Meeting.day >= clock.today(), is_open()))
        .order_by(Meeting.starts_at, Team.name, Meeting.id)
    )
    return [listed(meeting, team) for meeting, team in db.session.execute(query)]


def is_open() -> ColumnElement[bool]:
    return Meeting.opened_at.is_not(None) & Meeting.closed_at.is_(None)


def minutes(who: Who, text: str, page: int) -> Found:
    """Closed meetings whose items, notes or additions say this; all without a text."""
    query = select(Meeting, Team.name).join(Team, Team.id == Meeting.team_id)
    query = query.where(of_his(who), Meeting.closed_at.is_not(None))
    if text:
        query = query.where(or_(*(Meeting.id.in_(part) for part in saying(text))))
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    shown = query.order_by(Meeting.starts_at.desc(), Meeting.id.desc())
    rows = db.session.execute(shown.limit(EACH).offset((page - 1) * EACH)).all()
    said = excerpts([meeting.id for meeting, _ in rows], text) if text else {}
    return Found([listed(one, team, said.get(one.id, [])[:EXCERPTS]) for one, team in rows], total)


def saying(text: str) -> list[ColumnElement[int]]:
    """By which columns a meeting is found, each as a select of meetings."""
    found = [
        select(MeetingItem.meeting_id).where(
            MeetingItem.meeting_id.is_not(None), MeetingItem.text.icontains(text, autoescape=True)
        ),
        select(MeetingAddition.meeting_id).where(
            MeetingAddition.text.icontains(text, autoescape=True)
        ),
        select(MeetingNote.meeting_id).where(
            MeetingNote.text.icontains(text, autoescape=True), stands()
        ),
    ]
    return found  # type: ignore[return-value]


def stands() -> ColumnElement[bool]:
    """Whether nobody went on from this text."""
    on = or_(LATER.base_id == MeetingNote.id, LATER.other_id == MeetingNote.id)
    return ~select(LATER.id).where(on).exists()


def excerpts(ids: Sequence[int], text: str) -> dict[int, list[str]]:
    """Where the minutes say it, with a few words around."""
    found: dict[int, list[str]] = {}
    for model, also in ((MeetingItem, ()), (MeetingAddition, ()), (MeetingNote, (stands(),))):
        query = select(model.meeting_id, model.text).where(
            model.meeting_id.in_(ids), model.text.icontains(text, autoescape=True), *also
        )
        for meeting_id, said in db.session.execute(query.order_by(model.id)):
            found.setdefault(meeting_id or 0, []).append(around(said, text))
    return found


def around(said: str, text: str) -> str:
    at = max(said.lower().find(text.lower()), 0)
    start, end = max(at - AROUND, 0), at + len(text) + AROUND
    cut = " ".join(said[start:end].split())
    return ("…" if start else "") + cut + ("…" if end < len(said) else "")


def listed(meeting: Meeting, team: str, said: Sequence[str] = ()) -> Listed:
    about = (meeting.kind, team, meeting.day, meeting.starts_at, meeting.minutes)
    return Listed(meeting.id, *about, state(meeting), said)
