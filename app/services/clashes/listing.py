"""What waits for a ruling, and what was asked by whom (rules.md §2, identity)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from app import clock
from app.extensions import db
from app.models import Call, Clash, Lead, Person
from app.models.clashes import ASKED
from app.models.visible import visible_to
from app.services.customers.within import Who

MOST = 50
ONE, OTHER = aliased(Lead, name="one"), aliased(Lead, name="other")
ASKER = aliased(Person)


@dataclass(frozen=True)
class Side:
    """One of the leads: with whom, since when, and how much was done there."""

    id: int
    name: str
    company: str
    owner_id: int
    owner: str
    since: datetime
    arrived_at: datetime
    last_call_at: datetime | None
    calls: int


@dataclass(frozen=True)
class Open:
    """Something that waits for a word. `sides`: two leads, or the one that somebody asks to join."""

    id: int
    kind: str
    raised_at: datetime
    asker_id: int | None
    asker: str | None
    number: str
    note: str
    sides: list[Side]


@dataclass(frozen=True)
class Asked:
    """What somebody asked for and what became of it; nothing of the customer himself."""

    at: datetime
    number: str
    note: str
    ruling: str | None
    ruled_at: datetime | None
    reason: str


def open_ones(who: Who) -> list[Open]:
    """What waits within reach, the oldest first; both leads must be within it (rules.md §1)."""
    query = still_so(select(Clash, ASKER.name), who).outerjoin(
        ASKER, ASKER.id == Clash.raised_by_id
    )
    rows = db.session.execute(query.order_by(Clash.id).limit(MOST)).all()
    ids = {id for clash, _name in rows for id in (clash.lead_id, clash.other_id) if id is not None}
    found = sides(ids)
    return [opened(clash, name, found) for clash, name in rows]


def waiting(who: Who) -> int:
    """How much waits within reach."""
    counted = still_so(select(Clash.id), who).limit(100).subquery()
    return db.session.scalar(select(func.count()).select_from(counted)) or 0


def still_so(query: Select[*tuple[Any, ...]], who: Who) -> Select[*tuple[Any, ...]]:
    """Those still in different hands: what came into one hand meanwhile needs no word."""
    day = clock.today()
    first = visible_to(who.id, who.reach, day, ONE.owner_id)
    second = visible_to(who.id, who.reach, day, OTHER.owner_id)
    return (
        query.join(ONE, ONE.id == Clash.lead_id)
        .outerjoin(OTHER, OTHER.id == Clash.other_id)
        .where(Clash.ruled_at.is_(None), ONE.owner_id.is_not(None), first)
        .where(or_(asked_of_another(), and_(two_hands(), second)))
    )


def asked_of_another() -> ColumnElement[bool]:
    return and_(Clash.kind == ASKED, Clash.raised_by_id != ONE.owner_id)


def two_hands() -> ColumnElement[bool]:
    return and_(OTHER.owner_id.is_not(None), OTHER.owner_id != ONE.owner_id)


def opened(clash: Clash, asker: str | None, found: dict[int, Side]) -> Open:
    ids = [one for one in (clash.lead_id, clash.other_id) if one is not None]
    facts = (clash.raised_at, clash.raised_by_id, asker, clash.number, clash.note)
    return Open(clash.id, clash.kind, *facts, [found[one] for one in ids])


def sides(ids: Collection[int]) -> dict[int, Side]:
    counts = select(func.count(Call.id)).where(Call.lead_id == Lead.id, Call.voided_at.is_(None))
    named = (Lead.id, Lead.name, Lead.company, Lead.owner_id, Person.name)
    times = (Lead.owned_since, Lead.arrived_at, Lead.last_call_at)
    query = select(*named, *times, counts.correlate(Lead).scalar_subquery())
    query = query.join(Person, Person.id == Lead.owner_id).where(Lead.id.in_(ids))
    return {row[0]: Side(*row) for row in db.session.execute(query)}


def asked_by(person_id: int) -> list[Asked]:
    """What somebody asked to join, the latest first."""
    columns = (Clash.raised_at, Clash.number, Clash.note)
    query = select(*columns, Clash.ruling, Clash.ruled_at, Clash.reason)
    mine = query.where(Clash.kind == ASKED, Clash.raised_by_id == person_id)
    return [Asked(*row) for row in db.session.execute(mine.order_by(Clash.id.desc()).limit(MOST))]
