"""The calls behind a figure: of a day and a person, within the reach of who asks (rules.md §1)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, cast, func, select

from app import clock
from app.extensions import db
from app.models import Call, Lead, Person
from app.models.visible import visible_to
from app.models.voided import BY_JUDGE, JUDGE, VOIDED

PER_PAGE = 50
INTERESTED = ("A", "B")
OUT = Call.direction == "out"
WHICH: dict[str, tuple[ColumnElement[bool], ...]] = {
    "out": (OUT,),
    "connected": (OUT, Call.connected.is_(True)),
    "interested": (OUT, Call.grade.in_(INTERESTED)),
    "flagged": (cast(Call.flags, Text) != "[]",),
}
VOID = "void"
CONFIRMED = Call.confirmed_by.is_not(None)


@dataclass(frozen=True)
class Wanted:
    """`which` is "out", "connected", "interested", "flagged", "void" for those that count nowhere,
    or "" for every other call of the day."""

    day: date
    person: int | None = None
    which: str = ""
    page: int = 1


@dataclass(frozen=True)
class Reach:
    """How far somebody sees calls, and how far leads: a call may be with a lead that moved on."""

    person_id: int
    calls: str
    leads: str


@dataclass(frozen=True)
class Made:
    at: datetime
    who: str
    lead_id: int
    lead: str
    company: str
    direction: str
    disposition: str
    grade: str | None
    note: str
    duration_s: int | None
    id: int
    confirmed: bool
    flags: list[str]
    void_why: str | None
    void_by: str | None
    undone: bool
    opens: bool


def list_of(reach: Reach, wanted: Wanted) -> tuple[list[Made], int]:
    """A page of the calls, the latest first, and how many there are; the void ones alone, never
    among those that count (rules.md §3)."""
    today = clock.today()
    fits = (
        visible_to(reach.person_id, reach.calls, today, Call.person_id),
        Call.day == wanted.day,
        Call.voided_at.is_not(None) if wanted.which == VOID else Call.voided_at.is_(None),
        *((Call.person_id == wanted.person,) if wanted.person is not None else ()),
        *WHICH.get(wanted.which, ()),
    )
    total = db.session.scalar(select(func.count()).select_from(Call).where(*fits)) or 0
    opens = visible_to(reach.person_id, reach.leads, today)
    whom = (Call.started_at, Person.name, Lead.id, Lead.name, Lead.company)
    what = (Call.direction, Call.disposition, Call.grade, Call.note, Call.duration_s)
    shown: tuple[Any, ...] = (*whom, *what, Call.id, CONFIRMED, Call.flags, *VOIDED)
    query: Select[*tuple[Any, ...]] = (
        select(*shown, func.coalesce(opens, False))
        .join(Lead, Lead.id == Call.lead_id)
        .join(Person, Person.id == Call.person_id)
        .outerjoin(JUDGE, BY_JUDGE)
        .where(*fits)
        .order_by(Call.started_at.desc(), Call.id.desc())
        .limit(PER_PAGE)
        .offset((wanted.page - 1) * PER_PAGE)
    )
    return [Made(*row) for row in db.session.execute(query)], total
