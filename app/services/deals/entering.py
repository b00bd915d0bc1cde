"""Entering a deal, from the call or afterwards (rules.md §5)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Concession, Deal, DealShare, Lead, Person, Product
from app.models.receipts import DISCOUNT, GIFT, WAITING
from app.rules.deals import prices, shares
from app.services import audit
from app.services.customers import within
from app.services.customers.within import Who
from app.services.deals import products, quotes, receiving, standing
from app.services.deals.receiving import Came
from app.services.transaction import looks_again, write

SIGNED_STAGE = "contract"
BEFORE_SIGNING = ("development", "information_checked", "needs", "product_introduced", "quote")


@dataclass(frozen=True)
class Gift:
    """A product given away with a deal, so many of it, worth so much in all."""

    product_id: int
    quantity: int
    fen: int


@dataclass(frozen=True)
class Said:
    """What somebody says of a deal. `uuid` is made by who asks, so that sending it twice enters it
    once; `shares` are person numbers with basis points, `received` is what came in already, `call_id`
    the call in which it was agreed, `quote_id` the quote that it came of."""

    uuid: str
    lead_id: int
    shares: tuple[tuple[int, int], ...]
    price_fen: int
    signed_on: date
    product_id: int | None = None
    note: str = ""
    gift: Gift | None = None
    received: Came | None = None
    call_id: int | None = None
    quote_id: int | None = None


@looks_again
def enter(said: Said, who: Who) -> int:
    """The number of the deal, entered now or before under the same uuid; nothing of it counts
    before what came in for it was confirmed (rules.md §5).

    The lead must be within reach. A discount beyond the product's limit and a product given away
    wait for a word. Raises RuleBroken("missing" | "deal_uuid_taken" | "deal_in_future" |
    "deal_price" | "deal_person_unknown" | "deal_product_unknown" | "deal_product_retired") and what
    `shares.check` and `receiving.note` refuse; then nothing was entered.
    """
    with write():
        known = under(said.uuid)
        if known is not None:
            return same(known, said, who)
        lead = within.locked(said.lead_id, who)
        deal_id = put(said, who.id)
        sign(lead)
        return deal_id


def under(uuid: str) -> Deal | None:
    """The deal that was entered under this number, if there is one."""
    return db.session.scalar(select(Deal).where(Deal.uuid == uuid))


def put(said: Said, by_id: int) -> int:
    """`enter` within a running `write()` for a lead that is locked, and that stays as it is."""
    check(said)
    product = product_of(said)
    deal = made(said, product, by_id)
    db.session.add(deal)
    db.session.flush()
    concede(deal, said, product, by_id)
    if said.received is not None:
        receiving.add(deal.id, said.received, by_id)
    if said.quote_id is not None:
        quotes.became(said.quote_id, said.lead_id, deal.id)
    standing.recount([deal.id])
    audit.note("deal_entered", f"deal:{deal.id}", by_id, price_fen=said.price_fen)
    return deal.id


def same(known: Deal, said: Said, who: Who) -> int:
    if known.entered_by_id != who.id or known.lead_id != said.lead_id:
        raise RuleBroken("deal_uuid_taken")
    return known.id


def check(said: Said) -> None:
    shares.check(said.shares)
    check_facts(said.price_fen, said.signed_on, [person_id for person_id, _ in said.shares])


def check_facts(price_fen: int, signed_on: date, people: list[int]) -> None:
    if price_fen < 1:
        raise RuleBroken("deal_price")
    if signed_on > clock.today():
        raise RuleBroken("deal_in_future", day=signed_on)
    known = db.session.scalars(select(Person.id).where(Person.id.in_(people))).all()
    if len(known) < len(people):
        raise RuleBroken("deal_person_unknown")


def product_of(said: Said) -> Product | None:
    """Raises RuleBroken("deal_product_unknown" | "deal_product_retired", product)."""
    wanted = {said.product_id, said.gift.product_id if said.gift else None} - {None}
    found = {
        one.id: one for one in db.session.scalars(select(Product).where(Product.id.in_(wanted)))
    }
    if len(found) < len(wanted):
        raise RuleBroken("deal_product_unknown")
    for one in found.values():
        if one.retired_at is not None:
            raise RuleBroken("deal_product_retired", product=one.name)
    return found[said.product_id] if said.product_id else None


def made(said: Said, product: Product | None, by_id: int) -> Deal:
    return Deal(
        uuid=said.uuid,
        lead_id=said.lead_id,
        product=product,
        price_fen=said.price_fen,
        list_fen=product.price_fen if product else None,
        signed_on=said.signed_on,
        call_id=said.call_id,
        counts_at=products.counts_at(said.signed_on),
        note=said.note,
        entered_by_id=by_id,
        entered_at=clock.now(),
        shares=[DealShare(person_id=who, share_bp=bp) for who, bp in said.shares],
    )


def concede(deal: Deal, said: Said, product: Product | None, by_id: int) -> None:
    """What needs a word besides the money: see `rules.prices`."""
    discount(deal, product, by_id)
    if said.gift is not None:
        given = {"product_id": said.gift.product_id, "quantity": said.gift.quantity}
        db.session.add(Concession(kind=GIFT, fen=said.gift.fen, **given, **asked(deal, by_id)))


def discount(deal: Deal, product: Product | None, by_id: int) -> None:
    """A price below the product's limit waits for a word."""
    limit = product.discount_limit_bp if product else 0
    if prices.needs_approval(deal.price_fen, deal.list_fen, limit):
        fen = prices.discount_fen(deal.price_fen, deal.list_fen)
        db.session.add(Concession(kind=DISCOUNT, quantity=1, fen=fen, **asked(deal, by_id)))


def asked(deal: Deal, by_id: int) -> dict[str, Any]:
    return {
        "deal_id": deal.id,
        "state": WAITING,
        "entered_by_id": by_id,
        "entered_at": clock.now(),
    }


def sign(lead: Lead) -> None:
    if lead.stage in BEFORE_SIGNING:
        lead.stage, lead.stage_since = SIGNED_STAGE, clock.now()
    lead.rev += 1
