"""Notes that save themselves: each save stands beside the others until somebody puts them together,
and nobody's text is lost (rules.md §9)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Meeting, MeetingAddition, MeetingNote, Person
from app.services.meetings.within import Who, of_his
from app.services.transaction import write

LONGEST = 20_000
SAVED, BESIDE, ADDED = "saved", "beside", "added"
LATER = aliased(MeetingNote)


@dataclass(frozen=True)
class Typed:
    """A text as somebody's page holds it: made from which save, and which other it takes in."""

    uuid: str
    point: str
    text: str
    base_id: int | None = None
    other_id: int | None = None


@dataclass(frozen=True)
class Head:
    """A text that still stands."""

    id: int
    point: str
    text: str
    by_id: int
    by: str
    at: datetime


@dataclass(frozen=True)
class Kept:
    """What became of a save: `saved` alone, `beside` others that somebody wrote meanwhile, or
    `added` to minutes that were closed already."""

    state: str
    id: int | None = None
    others: tuple[Head, ...] = ()


def save(meeting_id: int, typed: Typed, who: Who) -> Kept:
    """Keeps a text, whatever anybody else wrote meanwhile; the same save sent twice is kept once.

    Raises RuleBroken("missing" | "meeting_not_open" | "note_long" | "note_point" | "note_base" |
    "note_differs").
    """
    if len(typed.text) > LONGEST:
        raise RuleBroken("note_long", most=LONGEST)
    with write():
        query = select(Meeting).where(Meeting.id == meeting_id, of_his(who)).with_for_update()
        meeting = db.session.scalar(query)
        if meeting is None:
            raise RuleBroken("missing")
        if meeting.opened_at is None:
            raise RuleBroken("meeting_not_open")
        if typed.point not in {one["point"] for one in meeting.agenda}:
            raise RuleBroken("note_point")
        saved = saved_as(meeting_id, typed, who)
        if saved is None and meeting.closed_at is not None:
            return too_late(meeting, typed, who)
        return beside_others(meeting_id, typed.point, saved or put(meeting, typed, who))


def saved_as(meeting_id: int, typed: Typed, who: Who) -> int | None:
    """The save that arrived under this id before; another text under it is not taken for it."""
    row = db.session.scalar(select(MeetingNote).where(MeetingNote.uuid == typed.uuid))
    if row is None:
        return None
    check_same(row, meeting_id, typed, who)
    return row.id


def check_same(row: MeetingNote | MeetingAddition, meeting_id: int, typed: Typed, who: Who) -> None:
    kept = (row.meeting_id, row.point, row.text, row.by_id)
    if kept != (meeting_id, typed.point, typed.text, who.id):
        raise RuleBroken("note_differs")


def put(meeting: Meeting, typed: Typed, who: Who) -> int:
    bases = [one for one in (typed.base_id, typed.other_id) if one is not None]
    same = select(MeetingNote.id).filter_by(meeting_id=meeting.id, point=typed.point)
    there = db.session.scalars(same.where(MeetingNote.id.in_(bases))).all()
    if set(there) != set(bases):
        raise RuleBroken("note_base")
    made = MeetingNote(meeting_id=meeting.id, at=clock.now(), by_id=who.id, **vars(typed))
    db.session.add(made)
    db.session.flush()
    return made.id


def too_late(meeting: Meeting, typed: Typed, who: Who) -> Kept:
    """The minutes are closed: what came late stands below them with its day."""
    query = select(MeetingAddition).where(MeetingAddition.uuid == typed.uuid)
    row = db.session.scalar(query)
    if row is None and typed.text.strip():
        about = {"uuid": typed.uuid, "point": typed.point, "text": typed.text}
        late = {"meeting_id": meeting.id, "at": clock.now(), "by_id": who.id}
        db.session.add(MeetingAddition(**about, **late))
        db.session.flush()
    elif row is not None:
        check_same(row, meeting.id, typed, who)
    return Kept(ADDED)


def beside_others(meeting_id: int, point: str, saved: int) -> Kept:
    """What else stands; older saves of the same text don't."""
    standing = [one for one in heads(meeting_id) if one.point == point]
    others = tuple(one for one in standing if one.id != saved)
    mine = len(others) < len(standing)
    return Kept(BESIDE if others and mine else SAVED, saved, others if mine else ())


def heads(meeting_id: int) -> list[Head]:
    """The texts of a meeting that nobody went on from, the earlier first: of each point one, or
    several where people wrote at the same time. An empty one stands only alone."""
    went_on = select(LATER.id).where(
        or_(LATER.base_id == MeetingNote.id, LATER.other_id == MeetingNote.id)
    )
    query = (
        select(MeetingNote, Person.name)
        .join(Person, Person.id == MeetingNote.by_id)
        .where(MeetingNote.meeting_id == meeting_id, ~went_on.exists())
        .order_by(MeetingNote.id)
    )
    return [
        Head(one.id, one.point, one.text, one.by_id, by, one.at)
        for one, by in db.session.execute(query)
    ]


def add(meeting_id: int, uuid: str, text: str, who: Who) -> None:
    """A dated remark below closed minutes, for good. Raises RuleBroken("missing" | "addition_open" |
    "addition_empty" | "note_long")."""
    if not text:
        raise RuleBroken("addition_empty")
    if len(text) > LONGEST:
        raise RuleBroken("note_long", most=LONGEST)
    with write():
        found = db.session.scalar(select(Meeting).where(Meeting.id == meeting_id, of_his(who)))
        if found is None:
            raise RuleBroken("missing")
        if found.closed_at is None:
            raise RuleBroken("addition_open")
        too_late(found, Typed(uuid, "", text), who)
