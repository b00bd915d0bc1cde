"""Deals in a list: what was agreed, what came in, what waits (rules.md §5)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select

from app.extensions import db
from app.models import (
    Concession,
    Deal,
    DealShare,
    DealStanding,
    Lead,
    Person,
    Product,
    Receipt,
)
from app.models.receipts import WAITING
from app.services.customers.within import Who
from app.services.deals.within import seen_by

PER_PAGE = 30


@dataclass(frozen=True)
class Wanted:
    """Which deals: those of a lead, or of somebody with a share, or those in which something waits."""

    lead_id: int | None = None
    person_id: int | None = None
    waits: bool = False


@dataclass(frozen=True)
class Line:
    """A deal in the list. `received_fen`: confirmed, less refunds; `waiting`: how many receipts and
    concessions wait for a word."""

    id: int
    lead_id: int
    lead: str
    product: str
    price_fen: int
    signed_on: date
    received_fen: int
    counted_on: date | None
    waiting: int
    withdrawn: bool
    shares: Sequence[tuple[str, int]]


def page(who: Who, wanted: Wanted, number: int) -> tuple[list[Line], int]:
    """A page of the deals within reach, the newest first, and how many there are."""
    limits = (seen_by(who), *chosen(wanted))
    total = db.session.scalar(select(func.count()).select_from(Deal).where(*limits)) or 0
    query = lines().where(*limits).order_by(Deal.signed_on.desc(), Deal.id.desc())
    rows = db.session.execute(query.limit(PER_PAGE).offset((number - 1) * PER_PAGE)).all()
    ids = [row.id for row in rows]
    people, open_ones = shares_of(ids), waiting_of(ids)
    return [line(row, people[row.id], open_ones[row.id]) for row in rows], total


def chosen(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.lead_id is not None:
        found.append(Deal.lead_id == wanted.lead_id)
    if wanted.person_id is not None:
        shared = select(DealShare.deal_id).where(DealShare.person_id == wanted.person_id)
        found.append(Deal.id.in_(shared))
    if wanted.waits:
        waits = (select(one.deal_id).where(one.state == WAITING) for one in (Receipt, Concession))
        found.append(Deal.id.in_(next(waits).union(next(waits))))
        found.append(Deal.withdrawn_at.is_(None))
    return found


def lines() -> Any:
    return (
        select(Deal.id, Deal.lead_id, Deal.price_fen, Deal.signed_on, Deal.withdrawn_at)
        .add_columns(Lead.name, Lead.company, Product.name.label("product"))
        .add_columns(DealStanding.net_fen, DealStanding.counted_on)
        .join(Lead, Lead.id == Deal.lead_id)
        .outerjoin(Product, Product.id == Deal.product_id)
        .outerjoin(DealStanding, DealStanding.deal_id == Deal.id)
    )


def line(row: Any, people: Sequence[tuple[str, int]], waiting: int) -> Line:
    return Line(
        id=row.id,
        lead_id=row.lead_id,
        lead=row.name or row.company,
        product=row.product or "",
        price_fen=row.price_fen,
        signed_on=row.signed_on,
        received_fen=row.net_fen or 0,
        counted_on=row.counted_on,
        waiting=0 if row.withdrawn_at else waiting,
        withdrawn=row.withdrawn_at is not None,
        shares=people,
    )


def shares_of(ids: Sequence[int]) -> dict[int, list[tuple[str, int]]]:
    query = (
        select(DealShare.deal_id, Person.name, DealShare.share_bp)
        .join(Person, Person.id == DealShare.person_id)
        .where(DealShare.deal_id.in_(ids))
        .order_by(DealShare.id)
    )
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for deal_id, name, share_bp in db.session.execute(query):
        found[deal_id].append((name, share_bp))
    return found


def waiting_of(ids: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    for model in (Receipt, Concession):
        query = select(model.deal_id, func.count()).group_by(model.deal_id)
        query = query.where(model.deal_id.in_(ids), model.state == WAITING)
        for deal_id, n in db.session.execute(query):
            found[deal_id] += n
    return found
