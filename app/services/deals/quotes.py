"""Prices that customers were offered before there is a deal (rules.md §3, stage quote; §5)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select, update

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Lead, Person, Product, Quote
from app.models.visible import visible_to
from app.services import audit
from app.services.customers import within as customers
from app.services.customers.within import Who
from app.services.transaction import looks_again, rows, write

QUOTE_STAGE = "quote"
BEFORE_QUOTE = ("development", "information_checked", "needs", "product_introduced")


@dataclass(frozen=True)
class Offer:
    """What a customer is offered. `uuid` is made by who asks, so that sending it twice offers once."""

    uuid: str
    lead_id: int
    price_fen: int
    product_id: int | None = None
    valid_until: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Line:
    """A quote as a page shows it; `deal_id`: what came of it."""

    id: int
    lead_id: int
    lead: str
    product_id: int | None
    product: str
    price_fen: int
    valid_until: date | None
    note: str
    by: str
    at: datetime
    deal_id: int | None
    withdrawn_because: str

    @property
    def over(self) -> bool:
        return self.valid_until is not None and self.valid_until < clock.today()

    @property
    def is_open(self) -> bool:
        return self.deal_id is None and not self.withdrawn_because


def seen_by(who: Who) -> ColumnElement[bool]:
    """Quotes to customers within reach, and those made by somebody within reach."""
    leads = select(Lead.id).where(customers.seen_by(who))
    made = visible_to(who.id, who.reach, clock.today(), Quote.by_id)
    return or_(Quote.lead_id.in_(leads), made)


@looks_again
def offer(said: Offer, who: Who) -> int:
    """The number of the quote, made now or before under the same uuid; the customer stands at the
    stage of a quote from now on, if he did not stand further.

    Raises RuleBroken("missing" | "deal_uuid_taken" | "deal_price" | "quote_over" |
    "deal_product_unknown" | "deal_product_retired").
    """
    with write() as session:
        known = session.scalar(select(Quote).where(Quote.uuid == said.uuid))
        if known is not None:
            if (known.by_id, known.lead_id) != (who.id, said.lead_id):
                raise RuleBroken("deal_uuid_taken")
            return known.id
        lead = customers.locked(said.lead_id, who)
        check(said)
        quote = Quote(**vars(said), by_id=who.id, at=clock.now())
        session.add(quote)
        session.flush()
        if lead.stage in BEFORE_QUOTE:
            lead.stage, lead.stage_since = QUOTE_STAGE, clock.now()
        lead.rev += 1
        audit.note("quote_made", f"quote:{quote.id}", who.id, price_fen=said.price_fen)
        return quote.id


def check(said: Offer) -> None:
    if said.price_fen < 1:
        raise RuleBroken("deal_price")
    if said.valid_until is not None and said.valid_until < clock.today():
        raise RuleBroken("quote_over")
    product = db.session.get(Product, said.product_id) if said.product_id else None
    if said.product_id and product is None:
        raise RuleBroken("deal_product_unknown")
    if product is not None and product.retired_at is not None:
        raise RuleBroken("deal_product_retired", product=product.name)


def became(quote_id: int, lead_id: int, deal_id: int) -> None:
    """A deal came of this customer's quote, within a running `write()`; the first one stands."""
    still = (Quote.id == quote_id, Quote.lead_id == lead_id, Quote.deal_id.is_(None))
    rows(update(Quote).where(*still, Quote.withdrawn_at.is_(None)).values(deal_id=deal_id))


def locked(quote_id: int, who: Who) -> Quote:
    """Within a running `write()`. Raises RuleBroken("missing" | "quote_withdrawn")."""
    query = select(Quote).where(Quote.id == quote_id, seen_by(who)).with_for_update(of=Quote)
    quote = db.session.scalar(query)
    if quote is None:
        raise RuleBroken("missing")
    if quote.withdrawn_at is not None:
        raise RuleBroken("quote_withdrawn")
    return quote


def withdraw(quote_id: int, who: Who, reason: str) -> None:
    """Takes a quote back that came to nothing; it stays, with the reason.

    Raises RuleBroken("missing" | "quote_withdrawn" | "reason_needed" | "quote_became").
    """
    if not reason.strip():
        raise RuleBroken("reason_needed")
    with write():
        quote = locked(quote_id, who)
        if quote.deal_id is not None:
            raise RuleBroken("quote_became")
        quote.withdrawn_at, quote.withdrawn_by_id = clock.now(), who.id
        quote.withdrawn_because = reason.strip()
        audit.note("quote_withdrawn", f"quote:{quote.id}", who.id, reason=reason.strip())


def show(quote_id: int, who: Who) -> Line | None:
    """A quote within reach; any other is not there."""
    row = db.session.execute(lines().where(Quote.id == quote_id, seen_by(who))).one_or_none()
    return line(row) if row else None


def of_lead(lead_id: int) -> list[Line]:
    """What a customer was offered, the latest first; for who may see him."""
    query = lines().where(Quote.lead_id == lead_id).order_by(Quote.id.desc())
    return [line(row) for row in db.session.execute(query)]


def lines() -> Any:
    return (
        select(Quote, Lead.name, Lead.company, Product.name, Person.name)
        .join(Lead, Lead.id == Quote.lead_id)
        .join(Person, Person.id == Quote.by_id)
        .outerjoin(Product, Product.id == Quote.product_id)
    )


def line(row: Any) -> Line:
    quote, name, company, product, by = row
    return Line(
        id=quote.id,
        lead_id=quote.lead_id,
        lead=name or company,
        product_id=quote.product_id,
        product=product or "",
        price_fen=quote.price_fen,
        valid_until=quote.valid_until,
        note=quote.note,
        by=by,
        at=quote.at,
        deal_id=quote.deal_id,
        withdrawn_because=quote.withdrawn_because,
    )
