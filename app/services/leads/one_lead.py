"""One lead with all that happened, within the reach of who asks; beyond it there is none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, literal, select, union_all
from sqlalchemy.orm import aliased

from app import clock
from app.extensions import db
from app.models import (
    Call,
    Lead,
    LeadChange,
    LeadMove,
    LeadNote,
    LeadPhone,
    Person,
    Ticket,
    TicketStep,
    Touch,
)
from app.models.merging import is_of
from app.models.visible import visible_to
from app.models.voided import BY_JUDGE, JUDGE, VOIDED
from app.rules.leads.complaints import UNTIL_LIFTED
from app.services.leads.finding import Found, rows, shown, with_number

TOUCHED = (Touch.channel, Touch.text, Touch.answered)
CHANGED = (LeadChange.field, LeadChange.before, LeadChange.after)
GIVER, TAKER = aliased(Person), aliased(Person)


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
class Noted:
    at: datetime
    who: str
    text: str


@dataclass(frozen=True)
class Touched:
    at: datetime
    who: str
    channel: str
    text: str
    answered: bool


@dataclass(frozen=True)
class Changed:
    at: datetime
    who: str
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Complained:
    """What the customer complained about, or that it was lifted, and why."""

    at: datetime
    who: str
    lifted: bool
    text: str


@dataclass(frozen=True)
class Standing:
    """How a lead stands beside what a list shows. `rev` tells which state of it was seen."""

    rev: int
    wechat_state: str
    note: str
    gone_because: str | None
    cool_until: date | None
    referred_by: str

    @property
    def complained(self) -> bool:
        """Whether it rests after a complaint, until a supervisor lifts that (rules.md §2.3)."""
        return self.cool_until == UNTIL_LIFTED


@dataclass(frozen=True)
class Whole:
    """A lead with its numbers as its reader may see them, and all that happened with it."""

    lead: Found
    own: bool
    numbers: list[str]
    standing: Standing
    calls: list[CallMade]
    moves: list[Move]
    notes: list[Noted]
    touches: list[Touched]
    changes: list[Changed]
    complaints: list[Complained]


def show(person_id: int, reach: str, lead_id: int) -> Whole | None:
    """The lead with all that happened; None when there is none within reach (rules.md §1)."""
    visible = and_(visible_to(person_id, reach, clock.today()), Lead.merged_into_id.is_(None))
    row = db.session.execute(rows().where(Lead.id == lead_id, visible)).one_or_none()
    if row is None:
        return None
    own = row.owner_id == person_id
    numbers = db.session.scalars(
        select(LeadPhone.number).where(LeadPhone.lead_id == lead_id).order_by(LeadPhone.id)
    )
    return Whole(
        lead=with_number(Found(*row), "", person_id),
        own=own,
        numbers=[shown(number, own=own) for number in numbers],
        standing=standing_of(lead_id),
        calls=calls_of(lead_id),
        moves=moves_of(lead_id),
        notes=[Noted(*row) for row in done(LeadNote, lead_id, LeadNote.text)],
        touches=[Touched(*row) for row in done(Touch, lead_id, *TOUCHED)],
        changes=[Changed(*row) for row in done(LeadChange, lead_id, *CHANGED)],
        complaints=complaints_of(lead_id),
    )


def standing_of(lead_id: int) -> Standing:
    states = (Lead.rev, Lead.wechat_state, Lead.note, Lead.gone_because, Lead.cool_until)
    query = select(*states, Lead.referred_by)
    return Standing(*db.session.execute(query.where(Lead.id == lead_id)).one())


def done(what: type[LeadNote | Touch | LeadChange], lead_id: int, *told: Any) -> Iterable[Any]:
    """What somebody did with the lead: when, who, and what is told of it."""
    query = select(what.at, Person.name, *told).join(Person, Person.id == what.person_id)
    return db.session.execute(query.where(is_of(what.lead_id, lead_id)))


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
    query = (
        select(LeadMove.at, LeadMove.rule, GIVER.name, TAKER.name, LeadMove.why)
        .outerjoin(GIVER, GIVER.id == LeadMove.from_id)
        .outerjoin(TAKER, TAKER.id == LeadMove.to_id)
        .where(is_of(LeadMove.lead_id, lead_id))
    )
    return [Move(*row) for row in db.session.execute(query)]


def complaints_of(lead_id: int) -> list[Complained]:
    made = select(Ticket.at, Person.name, literal(0), Ticket.said)
    made = made.join(Person, Person.id == Ticket.by_id).where(is_of(Ticket.lead_id, lead_id))
    steps = select(TicketStep.at, Person.name, literal(1), TicketStep.note)
    steps = steps.join(Ticket, Ticket.id == TicketStep.ticket_id)
    steps = steps.join(Person, Person.id == TicketStep.by_id)
    both = union_all(made, steps.where(is_of(Ticket.lead_id, lead_id)))
    return [Complained(at, who, bool(n), text) for at, who, n, text in db.session.execute(both)]


def kept_for(person_id: int, reach: str, lead_id: int) -> int | None:
    """The lead into which this one was merged; None where it was not, or beyond reach
    (rules.md §1)."""
    kept = select(Lead.merged_into_id).where(Lead.id == lead_id).scalar_subquery()
    visible = visible_to(person_id, reach, clock.today())
    return db.session.scalar(select(Lead.id).where(Lead.id == kept, visible))
