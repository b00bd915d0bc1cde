"""Deals as the rows of a file, one for each receipt, under headings that an import knows
(design: import headings)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.models import Deal, DealShare, Lead, LeadPhone, Person, Product, Receipt
from app.models.receipts import CONFIRMED, IN_KIND, REFUND, REJECTED, WAITING
from app.models.visible import ALL
from app.rules import phones
from app.rules.exports import numbers
from app.rules.money import typed_yuan
from app.services.customers.within import Who
from app.services.deals.within import seen_by
from app.services.leads import do_not_call

HEADINGS = (
    *("编号", "客户", "电话", "分成", "产品", "成交金额", "签约日期"),
    *("到账日期", "金额", "退款", "实物", "状态"),
)
STATES = {WAITING: "待确认", CONFIRMED: "已确认", REJECTED: "未确认"}
NOTHING = ("",) * 4
CHUNK = 500


def rows(who: Who) -> Iterator[Sequence[str]]:
    """Headings, then every deal within reach by number, with each thing that came in or went back;
    a deal without any has one row. Numbers in full only for who may see everybody's, and none of
    who asked not to be called (rules.md §2)."""
    yield HEADINGS
    last = 0
    while found := db.session.execute(some(who, last)).all():
        last = found[-1].id
        ids = [row.id for row in found]
        shared, came = shares_of(ids), receipts_of(ids)
        called = numbers_of([row.lead_id for row in found], masked=who.reach != ALL)
        for row in found:
            told = facts(row, called.get(row.lead_id, ""), shared[row.id])
            if row.id not in came:
                yield [*told, *NOTHING, state(row, None)]
            for one in came.get(row.id, []):
                yield [*told, *receipt(one), state(row, one)]


def some(who: Who, after: int) -> Any:
    return (
        select(Deal.id, Deal.uuid, Deal.lead_id, Deal.price_fen, Deal.signed_on, Deal.withdrawn_at)
        .add_columns(Lead.name, Lead.company, Product.name.label("product"))
        .join(Lead, Lead.id == Deal.lead_id)
        .outerjoin(Product, Product.id == Deal.product_id)
        .where(seen_by(who), Deal.id > after)
        .order_by(Deal.id)
        .limit(CHUNK)
    )


def facts(row: Any, number: str, shares: str) -> list[str]:
    who = row.name or row.company
    sold = [row.product or "", typed_yuan(row.price_fen), row.signed_on.isoformat()]
    return [row.uuid, phones.hidden(who), number, shares, *sold]


def receipt(one: Receipt) -> list[str]:
    back = "是" if one.kind == REFUND else ""
    goods = phones.hidden(one.goods) if one.kind == IN_KIND else ""
    return [one.day.isoformat(), typed_yuan(one.fen), back, goods]


def state(row: Any, one: Receipt | None) -> str:
    if row.withdrawn_at:
        return "已作废"
    return STATES[one.state] if one else ""


def shares_of(ids: Sequence[int]) -> dict[int, str]:
    query = select(DealShare.deal_id, Person.login, DealShare.share_bp)
    query = query.join(Person, Person.id == DealShare.person_id).order_by(DealShare.id)
    found: dict[int, list[str]] = defaultdict(list)
    for deal_id, login, share_bp in db.session.execute(query.where(DealShare.deal_id.in_(ids))):
        found[deal_id].append(f"{login}:{share_bp / 100:g}")
    return {deal_id: ";".join(parts) for deal_id, parts in found.items()}


def receipts_of(ids: Sequence[int]) -> dict[int, list[Receipt]]:
    query = select(Receipt).where(Receipt.deal_id.in_(ids)).order_by(Receipt.day, Receipt.id)
    found: dict[int, list[Receipt]] = defaultdict(list)
    for one in db.session.scalars(query):
        found[one.deal_id].append(one)
    return found


def numbers_of(lead_ids: Sequence[int], *, masked: bool) -> dict[int, str]:
    query = select(LeadPhone.lead_id, LeadPhone.number).where(LeadPhone.lead_id.in_(lead_ids))
    first: dict[int, str] = {}
    for lead_id, number in db.session.execute(query.order_by(LeadPhone.id)):
        first.setdefault(lead_id, number)
    listed = do_not_call.listed(set(first.values()))
    shown = {key: number for key, number in first.items() if number not in listed}
    told = phones.masked if masked else numbers.written
    return {key: told(number) for key, number in shown.items()}
