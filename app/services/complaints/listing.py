"""Complaints within reach: those that hold a customer back still, and those that were lifted
(rules.md §2.3)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from app import clock
from app.extensions import db
from app.models import Call, Lead, Person, Ticket, TicketStep
from app.models.merging import kept_for
from app.models.tickets import COMPLAINT, LIFTED
from app.models.visible import visible_to
from app.services.customers.within import Who

MOST_LIFTED = 20
ABOUT, WRITER, LIFTER = aliased(Person), aliased(Person), aliased(Person)
KEPT, OTHER, LIFTED_STEP = aliased(Lead), aliased(Lead), aliased(TicketStep)


@dataclass(frozen=True)
class Complaint:
    """A complaint with whom it is about, if that is known, and by whom and why it was lifted, if it
    was; the lead is the one that was kept, where it was merged into another."""

    id: int
    at: datetime
    lead_id: int
    lead: str
    said: str
    person_id: int | None
    person: str | None
    by: str
    called_at: datetime | None
    disposition: str | None
    lifted_at: datetime | None
    lifter: str | None
    why: str | None


def within(who: Who) -> ColumnElement[bool]:
    """Those about somebody within reach, or written down by somebody who is; who sees all sees those
    about nobody, too."""
    today = clock.today()
    theirs = (
        visible_to(who.id, who.reach, today, whose) for whose in (Ticket.person_id, Ticket.by_id)
    )
    return and_(Ticket.kind == COMPLAINT, or_(*theirs))


def is_lifted() -> ColumnElement[bool]:
    return exists().where(TicketStep.ticket_id == Ticket.id, TicketStep.kind == LIFTED)


def rests() -> ColumnElement[bool]:
    """Whether a lead, or one that was merged into it, has a complaint that nobody lifted."""
    merged = select(OTHER.id).where(OTHER.merged_into_id == Lead.id)
    mine = or_(Ticket.lead_id == Lead.id, Ticket.lead_id.in_(merged.correlate(Lead)))
    return exists().where(mine, Ticket.kind == COMPLAINT, ~is_lifted())


def waiting(who: Who) -> list[Complaint]:
    """Those that hold a customer back, the oldest first."""
    query = rows().where(within(who), LIFTED_STEP.id.is_(None)).order_by(Ticket.id)
    return [Complaint(*row) for row in db.session.execute(query)]


def lifted(who: Who) -> list[Complaint]:
    """The last that were lifted, the latest first."""
    query = rows().where(within(who), LIFTED_STEP.id.is_not(None))
    query = query.order_by(LIFTED_STEP.at.desc(), Ticket.id.desc()).limit(MOST_LIFTED)
    return [Complaint(*row) for row in db.session.execute(query)]


def show(ticket_id: int, who: Who) -> Complaint | None:
    row = db.session.execute(rows().where(Ticket.id == ticket_id, within(who))).one_or_none()
    return Complaint(*row) if row else None


def count(who: Who) -> int:
    """How many wait for the word of somebody with this reach; none of those about himself."""
    others = or_(Ticket.person_id.is_(None), Ticket.person_id != who.id)
    query = select(func.count()).select_from(Ticket).where(within(who), others, ~is_lifted())
    return db.session.scalar(query) or 0


def rows() -> Any:
    name = func.coalesce(func.nullif(KEPT.name, ""), KEPT.company)
    return (
        select(Ticket.id, Ticket.at, KEPT.id, name, Ticket.said, Ticket.person_id, ABOUT.name)
        .add_columns(WRITER.name, Call.started_at, Call.disposition)
        .add_columns(LIFTED_STEP.at, LIFTER.name, LIFTED_STEP.note)
        .join(Lead, Lead.id == Ticket.lead_id)
        .join(KEPT, KEPT.id == kept_for())
        .join(WRITER, WRITER.id == Ticket.by_id)
        .outerjoin(ABOUT, ABOUT.id == Ticket.person_id)
        .outerjoin(Call, Call.id == Ticket.call_id)
        .outerjoin(
            LIFTED_STEP, and_(LIFTED_STEP.ticket_id == Ticket.id, LIFTED_STEP.kind == LIFTED)
        )
        .outerjoin(LIFTER, LIFTER.id == LIFTED_STEP.by_id)
    )
