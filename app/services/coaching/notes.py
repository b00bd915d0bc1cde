"""Coaching notes: private to who wrote them, whom they are about, and managers (rules.md §10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Person
from app.models.coaching import CoachingNote
from app.models.visible import ALL, OWN, visible_to
from app.services.customers.within import Who
from app.services.transaction import looks_again, write

LONGEST, LONGEST_AGREED = 2_000, 500


@dataclass(frozen=True)
class Said:
    """What was talked about; `uuid` is made by who writes, so that sending it twice keeps it once."""

    uuid: str
    day: date
    said: str
    agreed: str = ""
    next_on: date | None = None


@dataclass(frozen=True)
class Note:
    id: int
    day: date
    said: str
    agreed: str
    next_on: date | None
    at: datetime
    by: str
    by_id: int


@dataclass(frozen=True)
class Coached:
    """Somebody to coach, with how many notes the reader can see of him, and the last one's day."""

    id: int
    name: str
    notes: int
    last: date | None
    next_on: date | None


def seen_by(who: Who) -> ColumnElement[bool]:
    """The pair, and who may see all: no other supervisor, also of the same team."""
    pair = or_(CoachingNote.person_id == who.id, CoachingNote.by_id == who.id)
    return true() if who.reach == ALL else pair


def coached_by(who: Who) -> ColumnElement[bool]:
    """Whom somebody may write about: people within his reach who are here, never himself."""
    here = and_(Person.disabled_at.is_(None), Person.hired_on <= clock.today())
    stays = or_(Person.left_on.is_(None), Person.left_on >= clock.today())
    if who.reach == OWN:
        return and_(here, stays, Person.id == -1)
    within = visible_to(who.id, who.reach, clock.today(), Person.id)
    return and_(here, stays, within, Person.id != who.id)


def may_write(person_id: int, who: Who) -> bool:
    query = select(Person.id).where(Person.id == person_id, coached_by(who))
    return db.session.scalar(query) is not None


def of(person_id: int, who: Who) -> list[Note]:
    """The notes about somebody that the reader may see, the last one first."""
    query = (
        select(CoachingNote, Person.name)
        .join(Person, Person.id == CoachingNote.by_id)
        .where(CoachingNote.person_id == person_id, seen_by(who))
        .order_by(CoachingNote.day.desc(), CoachingNote.id.desc())
    )
    return [
        Note(one.id, one.day, one.said, one.agreed, one.next_on, one.at, name, one.by_id)
        for one, name in db.session.execute(query)
    ]


def name_of(person_id: int, who: Who) -> str:
    """Of somebody whom the reader may coach, or has notes of that he may see, or of himself.

    Raises RuleBroken("missing")."""
    about = (CoachingNote.person_id == Person.id, CoachingNote.person_id != who.id)
    has = exists().where(seen_by(who), *about)
    query = select(Person.name).where(
        Person.id == person_id, or_(Person.id == who.id, coached_by(who), has)
    )
    found = db.session.scalar(query)
    if found is None:
        raise RuleBroken("missing")
    return found


def people(who: Who) -> Sequence[Coached]:
    """Everybody whom somebody may coach, those with an appointment first, then by the last note."""
    mine = and_(CoachingNote.person_id == Person.id, seen_by(who))
    coming = func.min(CoachingNote.next_on).filter(CoachingNote.next_on >= clock.today())
    query = (
        select(Person.id, Person.name, func.count(CoachingNote.id), func.max(CoachingNote.day))
        .add_columns(coming)
        .outerjoin(CoachingNote, mine)
        .where(coached_by(who))
        .group_by(Person.id, Person.name)
    )
    found = [Coached(*row) for row in db.session.execute(query)]
    return sorted(found, key=lambda one: (one.next_on or date.max, one.last or date.min, one.id))


@looks_again
def write_down(person_id: int, said: Said, who: Who) -> None:
    """Keeps what two talked about, for good.

    Raises RuleBroken("missing" | "coaching_said" | "coaching_long" | "coaching_day" |
    "coaching_next")."""
    check(said)
    with write() as session:
        if not may_write(person_id, who):
            raise RuleBroken("missing")
        if session.scalar(select(CoachingNote.id).where(CoachingNote.uuid == said.uuid)):
            return
        session.add(CoachingNote(person_id=person_id, **vars(said), at=clock.now(), by_id=who.id))


def check(said: Said) -> None:
    today = clock.today()
    if not said.said:
        raise RuleBroken("coaching_said")
    if len(said.said) > LONGEST or len(said.agreed) > LONGEST_AGREED:
        raise RuleBroken("coaching_long", said=LONGEST, agreed=LONGEST_AGREED)
    if said.day > today:
        raise RuleBroken("coaching_day")
    if said.next_on is not None and said.next_on < today:
        raise RuleBroken("coaching_next")
