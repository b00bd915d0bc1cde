"""Deals of the made-up team: most paid and confirmed, the latest still to be confirmed."""

from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import Call, Deal, DealShare, Lead, Product, Receipt
from app.models.receipts import CONFIRMED, MONEY, WAITING
from app.services.deals import products, standing
from app.services.demo import names
from app.services.demo.team import Staff

HOW_MANY = 22
STILL_WAITING = 2
LATER = (0, 0, 1, 3, 6)
LUCKLESS, QUIET = 1, timedelta(days=28)
"""Which of the reps had no deal for how long: early warning has somebody to tell of."""


def close(staff: Staff, random: Random, to: date, until: datetime) -> None:
    """Within the running `write()`, after leads and calls are there: the customers who were won,
    each by who talked to him last; what came in was confirmed by the manager (rules.md §5)."""
    sold = [
        Product(name=name, price_fen=fen, discount_limit_bp=1_000) for name, fen in names.PRODUCTS
    ]
    db.session.add_all(sold)
    manager = next(one.id for one in staff.people if "manager" in one.roles)
    made = [signed(call, random.choice(sold), random) for call in won(staff, random, until)]
    db.session.add_all(made)
    db.session.flush()
    for number, deal in enumerate(made):
        day = min(deal.signed_on + timedelta(days=random.choice(LATER)), to)
        db.session.add(receipt(deal, day, None if number < STILL_WAITING else manager))
    db.session.flush()
    standing.recount([one.id for one in made])


def won(staff: Staff, random: Random, until: datetime) -> list[Call]:
    """Talks that ended well, the latest first, one for each customer."""
    reps = [one.id for one in staff.reps]
    query = (
        select(Call)
        .join(Lead, Lead.id == Call.lead_id)
        .where(Call.grade == "A", Call.connected, Lead.owner_id == Call.person_id)
        .where(Call.person_id.in_(reps), Call.started_at < until)
        .order_by(Call.started_at, Call.id)
    )
    latest = {one.lead_id: one for one in db.session.scalars(query)}
    luckless, quiet = reps[LUCKLESS], until - QUIET
    calls = sorted(
        (one for one in latest.values() if one.person_id != luckless or one.started_at < quiet),
        key=lambda one: (one.started_at, one.id),
    )
    chosen = random.sample(calls, min(HOW_MANY, len(calls)))
    return sorted(chosen, key=lambda one: (one.started_at, one.id), reverse=True)


def signed(call: Call, product: Product, random: Random) -> Deal:
    price_fen = (product.price_fen or 0) * random.choice((100, 100, 95, 90)) // 100
    call.lead.stage, call.lead.stage_since = "contract", call.started_at
    return Deal(
        uuid=f"demo-{call.uuid}",
        lead_id=call.lead_id,
        product=product,
        price_fen=price_fen,
        list_fen=product.price_fen,
        signed_on=call.day,
        counts_at=products.counts_at(call.day),
        entered_by_id=call.person_id,
        entered_at=call.started_at,
        shares=[DealShare(person_id=call.person_id, share_bp=10_000)],
    )


def receipt(deal: Deal, day: date, by_id: int | None) -> Receipt:
    """Money for the whole deal; confirmed in the evening of its day, or waiting."""
    evening = clock.bounds(day)[1] - timedelta(hours=6)
    decided = {"decided_by_id": by_id, "decided_at": evening, "state": CONFIRMED}
    said = decided if by_id else {"state": WAITING}
    entered = {"entered_by_id": deal.entered_by_id, "entered_at": deal.entered_at}
    uuid = f"{deal.uuid}:1"
    return Receipt(
        deal_id=deal.id, uuid=uuid, kind=MONEY, day=day, fen=deal.price_fen, **said, **entered
    )
