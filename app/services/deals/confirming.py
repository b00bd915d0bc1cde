"""The word of finance, a manager or the owner on what came in and what was conceded (rules.md §5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Concession, Deal, DealShare, Lead, Person, Product, Receipt
from app.models.receipts import CONFIRMED, DISCOUNT, REJECTED, WAITING
from app.rules.deals import prices
from app.services import audit
from app.services.deals import standing
from app.services.transaction import write

RECEIPT, CONCESSION = "receipt", "concession"
MODELS: dict[str, Any] = {RECEIPT: Receipt, CONCESSION: Concession}
PAID_STAGE, SIGNED_STAGE = "after_sale", "contract"


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for a word. `own`: who looks has a share in the deal, or `first`: a
    concession of the deal has to be decided before its money."""

    what: str
    id: int
    kind: str
    deal_id: int
    lead: str
    product: str
    price_fen: int
    list_fen: int | None
    fen: int
    day: date
    goods: str
    quantity: int
    by: str
    entered_at: datetime
    shares: list[tuple[str, int]]
    own: bool
    first: bool


def count_for(person_id: int) -> int:
    """How many things wait for the word of somebody who may give it: none of his own."""
    own = select(DealShare.deal_id).where(DealShare.person_id == person_id)
    open_deals = select(Deal.id).where(Deal.withdrawn_at.is_(None), Deal.id.not_in(own))
    parts = [
        select(func.count())
        .where(one.state == WAITING, one.deal_id.in_(open_deals))
        .scalar_subquery()
        for one in (Receipt, Concession)
    ]
    return db.session.scalar(select(parts[0] + parts[1])) or 0


def waiting(person_id: int) -> list[Waiting]:
    """Everything that waits, concessions before money, the oldest first."""
    found = [
        *db.session.execute(things(Concession, CONCESSION)).all(),
        *db.session.execute(things(Receipt, RECEIPT)).all(),
    ]
    people = shares_of({row.deal_id for row in found})
    conceded = {row.deal_id for row in found if row.what == CONCESSION}
    return [one_of(row, people[row.deal_id], person_id, conceded) for row in found]


def things(model: Any, what: str) -> Select[Any]:
    is_receipt = model is Receipt
    own = {
        "day": Receipt.day if is_receipt else Deal.signed_on,
        "goods": Receipt.goods if is_receipt else func.coalesce(Product.name, ""),
        "quantity": func.coalesce(None, 1) if is_receipt else Concession.quantity,
    }
    product = (
        Deal.product_id if is_receipt else func.coalesce(Concession.product_id, Deal.product_id)
    )
    return (
        select(model.id, model.kind, model.deal_id, model.fen, model.entered_at)
        .add_columns(Deal.price_fen, Deal.list_fen, Lead.name, Lead.company)
        .add_columns(Person.name.label("by"), Product.name.label("product"))
        .add_columns(*(column.label(name) for name, column in own.items()))
        .add_columns(func.coalesce(None, what).label("what"))
        .join(Deal, Deal.id == model.deal_id)
        .join(Lead, Lead.id == Deal.lead_id)
        .outerjoin(Product, Product.id == product)
        .outerjoin(Person, Person.id == model.entered_by_id)
        .where(model.state == WAITING, Deal.withdrawn_at.is_(None))
        .order_by(model.entered_at, model.id)
    )


def one_of(
    row: Any, people: Sequence[tuple[int, str, int]], person_id: int, conceded: set[int]
) -> Waiting:
    return Waiting(
        what=row.what,
        id=row.id,
        kind=row.kind,
        deal_id=row.deal_id,
        lead=row.name or row.company,
        product=row.product or "",
        price_fen=row.price_fen,
        list_fen=row.list_fen,
        fen=row.fen,
        day=row.day,
        goods=row.goods,
        quantity=row.quantity,
        by=row.by or "",
        entered_at=row.entered_at,
        shares=[(name, bp) for _, name, bp in people],
        own=any(one == person_id for one, _, _ in people),
        first=row.what == RECEIPT and row.deal_id in conceded,
    )


def shares_of(deal_ids: set[int]) -> dict[int, list[tuple[int, str, int]]]:
    query = (
        select(DealShare.deal_id, Person.id, Person.name, DealShare.share_bp)
        .join(Person, Person.id == DealShare.person_id)
        .where(DealShare.deal_id.in_(deal_ids))
        .order_by(DealShare.id)
    )
    found: dict[int, list[tuple[int, str, int]]] = {key: [] for key in deal_ids}
    for deal_id, person_id, name, share_bp in db.session.execute(query):
        found[deal_id].append((person_id, name, share_bp))
    return found


def decide(what: str, number: int, by_id: int, *, yes: bool, because: str = "") -> int:
    """Confirms or rejects a receipt or a concession; a rejection says why. The number of its deal.

    Of two at once the second is refused, and nobody decides who has a share in the deal; the
    database holds that, too (rules.md §5). Raises RuleBroken("missing" | "reason_needed" |
    "deal_withdrawn" | "deal_own_share" | "deal_decided" | "deal_concession_first" |
    "refund_too_much").
    """
    if not yes and not because.strip():
        raise RuleBroken("reason_needed")
    model = MODELS[what]
    with write() as session:
        deal_id = session.scalar(select(model.deal_id).where(model.id == number))
        deal = session.scalar(select(Deal).where(Deal.id == deal_id).with_for_update(of=Deal))
        if deal is None:
            raise RuleBroken("missing")
        check(deal, by_id, money=what == RECEIPT and yes)
        values = {"decided_by_id": by_id, "decided_at": clock.now(), "decided_because": because}
        mine = update(model).where(model.id == number, model.state == WAITING)
        state = CONFIRMED if yes else REJECTED
        done = session.execute(mine.values(state=state, **values))
        if done.rowcount != 1:  # type: ignore[attr-defined]
            raise RuleBroken("deal_decided")
        standing.recount([deal.id])
        if what == RECEIPT and yes:
            become_customer(deal)
        audit.note(f"{what}_{state}", f"deal:{deal.id}", by_id, number=number, because=because)
        return deal.id


def check(deal: Deal, by_id: int, *, money: bool) -> None:
    if deal.withdrawn_at is not None:
        raise RuleBroken("deal_withdrawn")
    if any(one.person_id == by_id for one in deal.shares):
        raise RuleBroken("deal_own_share")
    if money and db.session.scalar(select(func.count()).where(*in_the_way(deal))):
        raise RuleBroken("deal_concession_first")


def in_the_way(deal: Deal) -> tuple[ColumnElement[bool], ...]:
    """Concessions that wait, and a discount that was refused while the price is as it was."""
    as_it_was = Concession.fen == prices.discount_fen(deal.price_fen, deal.list_fen)
    refused = and_(Concession.state == REJECTED, Concession.kind == DISCOUNT, as_it_was)
    return Concession.deal_id == deal.id, or_(Concession.state == WAITING, refused)


def become_customer(deal: Deal) -> None:
    if deal.lead.stage == SIGNED_STAGE:
        deal.lead.stage, deal.lead.stage_since = PAID_STAGE, clock.now()
        deal.lead.rev += 1
