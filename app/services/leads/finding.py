"""Leads and what happened with them, within the reach of who asks; nothing beyond it exists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, or_, select
from sqlalchemy.orm import aliased

from app import clock
from app.extensions import db
from app.models import Call, Lead, LeadMove, LeadPhone, Person, Source
from app.models.visible import visible_to
from app.models.voided import BY_JUDGE, JUDGE, VOIDED
from app.rules import phones
from app.rules.calls.effects import CALL_BACK, FOLLOW_UP

PER_PAGE = 50
GRADES = ("A", "B", "C", "D")


@dataclass(frozen=True)
class Wanted:
    """What an index is asked for; an empty value asks for nothing in particular."""

    q: str = ""
    grade: str = ""
    owner: int | None = None
    due: str = ""
    page: int = 1


@dataclass(frozen=True)
class Found:
    """A lead as a list shows it; the number in full for its owner alone (rules.md §2)."""

    id: int
    name: str
    company: str
    grade: str | None
    stage: str
    kind: str
    owner_id: int | None
    owner: str | None
    due_at: datetime | None
    due_kind: str | None
    last_call_at: datetime | None
    do_not_call: bool
    industry: str
    region: str
    source: str | None
    number: str = ""


@dataclass(frozen=True)
class CallMade:
    at: datetime
    who: str
    direction: str
    disposition: str
    note: str
    confirmed: bool
    void: bool
    void_why: str | None
    void_by: str | None
    undone: bool


@dataclass(frozen=True)
class Move:
    at: datetime
    rule: str
    giver: str | None
    taker: str | None
    why: Mapping[str, object]


@dataclass(frozen=True)
class Whole:
    """A lead with its numbers as its reader may see them, its calls and its changes of hands."""

    lead: Found
    own: bool
    numbers: list[str]
    calls: list[CallMade]
    moves: list[Move]


def search(person_id: int, reach: str, wanted: Wanted) -> tuple[list[Found], int]:
    """A page of the leads within reach, what is due first, and how many there are in all."""
    fits = within(person_id, reach, wanted)
    total = db.session.scalar(select(func.count()).select_from(Lead).where(*fits)) or 0
    page = (
        rows()
        .where(*fits)
        .order_by(Lead.due_at.is_(None), Lead.due_at, Lead.id.desc())
        .limit(PER_PAGE)
        .offset((wanted.page - 1) * PER_PAGE)
    )
    found = db.session.execute(page).all()
    first = first_numbers([row.id for row in found])
    return [with_number(Found(*row), first.get(row.id, ""), person_id) for row in found], total


def within(person_id: int, reach: str, wanted: Wanted) -> list[ColumnElement[bool]]:
    """The leads that are asked for, as far as somebody with this reach may see them
    (rules.md §1): conditions of a select from `Lead`."""
    return [visible_to(person_id, reach, clock.today()), *conditions(wanted)]


def with_number(lead: Found, number: str, person_id: int) -> Found:
    return replace(lead, number=shown(number, lead.owner_id == person_id))


def rows() -> Select[Any]:
    described = (Lead.id, Lead.name, Lead.company, Lead.grade, Lead.stage, Lead.kind, Lead.owner_id)
    timed = (Lead.due_at, Lead.due_kind, Lead.last_call_at, Lead.do_not_call)
    return (
        select(*described, Person.name.label("owner"), *timed)
        .add_columns(Lead.industry, Lead.region, Source.name.label("source"))
        .outerjoin(Person, Person.id == Lead.owner_id)
        .outerjoin(Source, Source.id == Lead.source_id)
    )


def conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.q:
        name, company = (
            column.contains(wanted.q, autoescape=True) for column in (Lead.name, Lead.company)
        )
        found.append(or_(name, company))
    if wanted.grade:
        found.append(Lead.grade == wanted.grade if wanted.grade in GRADES else false())
    if wanted.owner is not None:
        found.append(Lead.owner_id == wanted.owner)
    return found + due(wanted.due)


def due(when: str) -> list[ColumnElement[bool]]:
    """Call-backs and follow-ups that are due today, or were due on an earlier day."""
    start, end = clock.bounds(clock.today())
    promised = Lead.due_kind.in_((CALL_BACK, FOLLOW_UP))
    if when == "today":
        return [promised, Lead.due_at >= start, Lead.due_at < end]
    return [promised, Lead.due_at < start] if when == "overdue" else []


def first_numbers(ids: Sequence[int]) -> dict[int, str]:
    query = select(LeadPhone.lead_id, LeadPhone.number).where(LeadPhone.lead_id.in_(ids))
    found: dict[int, str] = {}
    for lead_id, number in db.session.execute(query.order_by(LeadPhone.id)):
        found.setdefault(lead_id, number)
    return found


def shown(number: str, own: bool) -> str:
    if not number:
        return ""
    return phones.grouped(number) if own else phones.masked(number)


def show(person_id: int, reach: str, lead_id: int) -> Whole | None:
    """The lead with all that happened; None when there is none within reach (rules.md §1)."""
    visible = visible_to(person_id, reach, clock.today())
    row = db.session.execute(rows().where(Lead.id == lead_id, visible)).one_or_none()
    if row is None:
        return None
    own = row.owner_id == person_id
    numbers = db.session.scalars(
        select(LeadPhone.number).where(LeadPhone.lead_id == lead_id).order_by(LeadPhone.id)
    )
    return Whole(
        lead=Found(*row),
        own=own,
        numbers=[shown(number, own) for number in numbers],
        calls=calls_of(lead_id),
        moves=moves_of(lead_id),
    )


def calls_of(lead_id: int) -> list[CallMade]:
    columns = (Call.started_at, Person.name, Call.direction, Call.disposition, Call.note)
    query = (
        select(*columns, Call.confirmed_by.is_not(None), Call.voided_at.is_not(None))
        .add_columns(*VOIDED)
        .join(Person, Person.id == Call.person_id)
        .outerjoin(JUDGE, BY_JUDGE)
        .where(Call.lead_id == lead_id)
    )
    return [CallMade(*row) for row in db.session.execute(query)]


def moves_of(lead_id: int) -> list[Move]:
    giver, taker = aliased(Person), aliased(Person)
    query = (
        select(LeadMove.at, LeadMove.rule, giver.name, taker.name, LeadMove.why)
        .outerjoin(giver, giver.id == LeadMove.from_id)
        .outerjoin(taker, taker.id == LeadMove.to_id)
        .where(LeadMove.lead_id == lead_id)
    )
    return [Move(*row) for row in db.session.execute(query)]
