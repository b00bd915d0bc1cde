"""Correcting a deal, and taking one back that came to nothing (rules.md §5)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, func, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Concession, Deal, DealChange, DealShare, Receipt
from app.models.receipts import CONFIRMED, DISCOUNT, WAITING
from app.rules.deals import shares
from app.services import audit
from app.services.customers.within import Who
from app.services.deals import entering, standing, within
from app.services.transaction import write


@dataclass(frozen=True)
class Corrected:
    """What a deal is to say instead; `rev` is the state of it that was seen."""

    rev: int
    shares: tuple[tuple[int, int], ...]
    price_fen: int
    signed_on: date
    note: str = ""


def correct(deal_id: int, said: Corrected, who: Who, reason: str, *, confirms: bool) -> None:
    """Changes what a deal says; what it said before stays on record, with the reason.

    Once money was confirmed only who may confirm and has no share corrects it, before and after,
    so that nobody gives himself what another confirmed; who confirmed gets no share (rules.md §5).
    A discount that is now beyond the limit waits for a word. Raises RuleBroken("missing" |
    "deal_withdrawn" | "reason_needed" | "deal_changed" | "deal_confirmed" | "deal_own_share" |
    "deal_share_decided" | "deal_price" | "deal_in_future" | "deal_person_unknown") and what
    `shares.check` refuses.
    """
    if not reason.strip():
        raise RuleBroken("reason_needed")
    with write() as session:
        deal = within.locked(deal_id, who)
        if deal.rev != said.rev:
            raise RuleBroken("deal_changed")
        check(deal, said, who, confirms=confirms)
        before = told(deal)
        if deal.price_fen != said.price_fen:
            forget_discount(deal)
        share_out(deal, dict(said.shares))
        deal.price_fen, deal.signed_on, deal.note = said.price_fen, said.signed_on, said.note
        deal.rev += 1
        if before["price_fen"] != said.price_fen:
            entering.discount(deal, deal.product, who.id)
        kept = {"deal_id": deal.id, "at": clock.now(), "by_id": who.id, "before": before}
        session.add(DealChange(**kept, reason=reason.strip()))
        standing.recount([deal.id])
        audit.note("deal_corrected", f"deal:{deal.id}", who.id, reason=reason.strip())


def check(deal: Deal, said: Corrected, who: Who, *, confirms: bool) -> None:
    shares.check(said.shares)
    entering.check_facts(said.price_fen, said.signed_on, [one for one, _ in said.shares])
    own = within.has_share(deal, who.id) or who.id in dict(said.shares)
    if has_confirmed(deal.id):
        if not confirms:
            raise RuleBroken("deal_confirmed")
        if own:
            raise RuleBroken("deal_own_share")
    deciders = {
        one
        for model in (Receipt, Concession)
        for one in db.session.scalars(
            select(model.decided_by_id).where(model.deal_id == deal.id, model.decided_by_id > 0)
        )
    }
    if deciders & set(dict(said.shares)):
        raise RuleBroken("deal_share_decided")


def has_confirmed(deal_id: int) -> bool:
    query = select(func.count()).where(Receipt.deal_id == deal_id, Receipt.state == CONFIRMED)
    return bool(db.session.scalar(query))


def told(deal: Deal) -> dict[str, Any]:
    return {
        "price_fen": deal.price_fen,
        "signed_on": deal.signed_on.isoformat(),
        "note": deal.note,
        "shares": {str(one.person_id): one.share_bp for one in deal.shares},
    }


def share_out(deal: Deal, wanted: dict[int, int]) -> None:
    there = {one.person_id: one for one in deal.shares}
    for person_id, share in there.items():
        if person_id in wanted:
            share.share_bp = wanted[person_id]
        else:
            deal.shares.remove(share)
    new = [key for key in wanted if key not in there]
    deal.shares += [DealShare(person_id=key, share_bp=wanted[key]) for key in new]
    db.session.flush()


def forget_discount(deal: Deal) -> None:
    """A discount nobody decided about is no question any more once the price is another."""
    waits = (Concession.kind == DISCOUNT, Concession.state == WAITING)
    db.session.execute(delete(Concession).where(Concession.deal_id == deal.id, *waits))


def withdraw(deal_id: int, who: Who, reason: str) -> None:
    """Takes back a deal of which no money was confirmed; money that came in is refunded instead, so
    that nobody's pay vanishes with a deal (rules.md §5). What waited is no longer asked.

    Raises RuleBroken("missing" | "deal_withdrawn" | "reason_needed" | "deal_has_money").
    """
    if not reason.strip():
        raise RuleBroken("reason_needed")
    with write() as session:
        deal = within.locked(deal_id, who)
        if has_confirmed(deal.id):
            raise RuleBroken("deal_has_money")
        deal.withdrawn_at, deal.withdrawn_by_id = clock.now(), who.id
        deal.withdrawn_because, deal.rev = reason.strip(), deal.rev + 1
        session.flush()
        audit.note("deal_withdrawn", f"deal:{deal.id}", who.id, reason=reason.strip())
