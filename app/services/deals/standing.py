"""What counts of deals, kept beside them and worked out anew whenever it changes (rules.md §5, §6)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, and_, delete, func, insert, select, update

from app.extensions import db
from app.models import (
    CountedShare,
    Deal,
    DealCredit,
    DealShare,
    DealStanding,
    Lead,
    Person,
    Receipt,
)
from app.models.receipts import CONFIRMED, REFUND
from app.rules.deals import receipts as rule
from app.rules.deals.division import Share, divide
from app.rules.deals.receipts import Net
from app.services.transaction import many, rows, write


@dataclass
class Facts:
    """What the standing of a deal rests on."""

    deal: Any
    shares: list[Share] = field(default_factory=list)
    receipts: list[rule.Receipt] = field(default_factory=list)
    refunds: list[int] = field(default_factory=list)

    def nets(self) -> list[Net]:
        """Raises RuleBroken("refund_too_much")."""
        return rule.nets(self.receipts, self.refunds)


def recount(deal_ids: Collection[int]) -> None:
    """Writes standings and credits of these deals anew, within a running `write()`.

    Raises RuleBroken("refund_too_much", most_fen) where more was paid back than came in.
    """
    if not deal_ids:
        return
    db.session.flush()
    rows(select(Deal.id).where(Deal.id.in_(deal_ids)).order_by(Deal.id).with_for_update())
    made = [worked_out(one) for one in facts(deal_ids)]
    before = select(DealStanding.lead_id).where(DealStanding.deal_id.in_(deal_ids))
    leads = {lead_id for (lead_id,) in rows(before)}
    for model in (DealCredit, DealStanding):
        rows(delete(model).where(model.deal_id.in_(deal_ids)))
    leads |= {standing["lead_id"] for standing, _ in made}
    if made:
        rows(insert(DealStanding), [standing for standing, _ in made])
    credits = [credit for _, found in made for credit in found]
    if credits:
        many(DealCredit, credits)
    find_firsts(leads)
    count_shares(leads)


def worked_out(one: Facts) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The standing of a deal and its credits, as they are kept."""
    left = one.nets()
    deal = one.deal
    counted = rule.counted_on(left, deal.price_fen, deal.signed_on, deal.counts_at)
    standing = {
        "deal_id": deal.id,
        "lead_id": deal.lead_id,
        "net_fen": sum(net.fen for net in left),
        "counted_on": counted,
        "leads_first": False,
    }
    credits = [
        {"receipt_id": net.receipt.id, "deal_id": deal.id, "person_id": person}
        | {"day": net.receipt.day, "fen": fen}
        for net in left
        for person, fen in divide(net.fen, one.shares).items()
    ]
    return standing, credits


def facts(deal_ids: Collection[int]) -> Iterable[Facts]:
    columns = (Deal.id, Deal.lead_id, Deal.price_fen, Deal.signed_on, Deal.counts_at)
    deals = rows(select(*columns).where(Deal.id.in_(deal_ids)).order_by(Deal.id))
    found = {deal.id: Facts(deal) for deal in deals}
    shares = select(DealShare.deal_id, DealShare.person_id, DealShare.share_bp, Person.hired_on)
    shares = shares.join(Person, Person.id == DealShare.person_id)
    for deal_id, person_id, share_bp, hired_on in rows(shares.where(DealShare.deal_id.in_(found))):
        found[deal_id].shares.append(Share(person_id, share_bp, hired_on))
    came = select(Receipt.deal_id, Receipt.id, Receipt.day, Receipt.fen, Receipt.kind)
    came = came.where(Receipt.deal_id.in_(found), Receipt.state == CONFIRMED)
    for deal_id, number, day, fen, kind in rows(came):
        if kind == REFUND:
            found[deal_id].refunds.append(fen)
        else:
            found[deal_id].receipts.append(rule.Receipt(number, day, fen, number))
    return found.values()


def find_firsts(leads: Collection[int]) -> None:
    """Marks which deal made each lead a customer, and when: the one that counts and is the earliest,
    of one day the one entered first (rules.md §6, conversion)."""
    counting = (
        select(DealStanding.lead_id, DealStanding.deal_id)
        .where(DealStanding.lead_id.in_(leads), DealStanding.counted_on.is_not(None))
        .order_by(DealStanding.counted_on, DealStanding.deal_id)
    )
    of_lead: dict[int, list[int]] = defaultdict(list)
    for lead_id, deal_id in rows(counting):
        of_lead[lead_id].append(deal_id)
    firsts = [found[0] for found in of_lead.values()]
    first = DealStanding.deal_id.in_(firsts)
    rows(update(DealStanding).where(DealStanding.lead_id.in_(leads)).values(leads_first=first))
    its_own = (DealStanding.lead_id == Lead.id, DealStanding.leads_first)
    won = select(DealStanding.counted_on).where(*its_own).scalar_subquery()
    changed = and_(Lead.id.in_(leads), Lead.won_on.is_distinct_from(won))
    rows(update(Lead).where(changed).values(won_on=won))


def count_shares(leads: Collection[int]) -> None:
    """Writes anew who shares what counts of these leads' deals."""
    rows(delete(CountedShare).where(CountedShare.lead_id.in_(leads)))
    made = counted_shares().where(DealStanding.lead_id.in_(leads))
    rows(insert(CountedShare).from_select(made.selected_columns.keys(), made))


def counted_shares() -> Select[Any]:
    """The shares in deals that count, as they are kept."""
    nth = func.row_number().over(partition_by=DealShare.deal_id, order_by=DealShare.person_id)
    shares: Any = select(
        DealShare.deal_id,
        DealShare.person_id,
        DealStanding.lead_id,
        DealStanding.counted_on.label("day"),
        DealShare.share_bp,
        DealStanding.leads_first,
        (nth == 1).label("once"),
    )
    shares = shares.join(DealStanding, DealStanding.deal_id == DealShare.deal_id)
    found: Select[Any] = shares.where(DealStanding.counted_on.is_not(None))
    return found


def rebuild() -> None:
    """Throws away what was worked out of all deals and does it again."""
    with write():
        recount(list(db.session.scalars(select(Deal.id))))
