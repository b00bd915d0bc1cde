"""Money that came in for a deal or went back; it waits for a word of who has no share (rules.md §5)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Receipt
from app.models.receipts import CONFIRMED, IN_KIND, REFUND, REJECTED, WAITING
from app.services import audit
from app.services.customers.within import Who
from app.services.deals import within
from app.services.transaction import write


@dataclass(frozen=True)
class Came:
    """What came in: `kind` is money, in_kind with the `goods` taken at this value, or refund."""

    uuid: str
    kind: str
    day: date
    fen: int
    goods: str = ""
    note: str = ""


def note(deal_id: int, came: Came, who: Who) -> int:
    """Notes a receipt or refund; it counts once it is confirmed (rules.md §5).

    A refund can be no more than what was confirmed as received, less other refunds. Raises
    RuleBroken("missing" | "deal_withdrawn" | "deal_uuid_taken" | "deal_in_future" |
    "deal_price" | "receipt_goods" | "refund_too_much").
    """
    with write():
        deal = within.locked(deal_id, who)
        return add(deal.id, came, who.id)


def add(deal_id: int, came: Came, by_id: int) -> int:
    """`note` within a running `write()`, for a deal that is locked; the same uuid adds once."""
    known = db.session.scalar(select(Receipt).where(Receipt.uuid == came.uuid))
    if known is not None:
        if known.deal_id != deal_id:
            raise RuleBroken("deal_uuid_taken")
        return known.id
    check(deal_id, came)
    entered = {"state": WAITING, "entered_by_id": by_id, "entered_at": clock.now()}
    receipt = Receipt(deal_id=deal_id, **vars(came), **entered)
    db.session.add(receipt)
    db.session.flush()
    told = {"kind": came.kind, "fen": came.fen, "day": came.day.isoformat()}
    audit.note("receipt_entered", f"deal:{deal_id}", by_id, receipt=receipt.id, **told)
    return receipt.id


def check(deal_id: int, came: Came) -> None:
    if came.day > clock.today():
        raise RuleBroken("deal_in_future", day=came.day)
    if came.fen < 1:
        raise RuleBroken("deal_price")
    if (came.kind == IN_KIND) != bool(came.goods):
        raise RuleBroken("receipt_goods")
    if came.kind == REFUND:
        most = max(0, left(deal_id))
        if came.fen > most:
            raise RuleBroken("refund_too_much", most_fen=most)


def left(deal_id: int) -> int:
    """What is there to be paid back, in fen: confirmed receipts less refunds that were not
    rejected."""
    query = (
        select(Receipt.kind, Receipt.state, func.sum(Receipt.fen))
        .where(Receipt.deal_id == deal_id, Receipt.state != REJECTED)
        .group_by(Receipt.kind, Receipt.state)
    )
    came = back = 0
    for kind, state, fen in db.session.execute(query):
        if kind == REFUND:
            back += int(fen)
        elif state == CONFIRMED:
            came += int(fen)
    return came - back
