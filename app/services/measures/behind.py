"""The rows that a figure was counted from (rules.md §6: each figure opens the rows behind it)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, case, cast, func, literal, select

from app.extensions import db
from app.models import Call, CountedShare, Deal, DealCredit, DealShare, Survey
from app.models.counted import ADDED, ANSWERED, COUNTS, DIAL, INCOMING
from app.rules.measures.periods import Period
from app.services.measures import behind_leads, call_counts, deal_counts
from app.services.measures.cutting import CALLED, RATED, RECEIVED, SOLD
from app.services.measures.opened import Opened, shown

PER_PAGE = 50
CALLS, RECEIPTS, ANSWERS, CUSTOMERS = "calls", "receipts", "answers", "customers"
ONE: ColumnElement[int] = literal(1)


@dataclass(frozen=True)
class Row:
    """A row behind a figure. `counted`: what it adds to what is counted: 1 or 0 for a call, units of
    workload, fen of an amount, basis points of a deal, seconds of a first call. `at` is there where
    the moment is known, else `day`; `disposition` is of a call; nobody may have a lead."""

    day: date | None
    at: datetime | None
    person: str | None
    lead_id: int
    lead: str
    disposition: str
    deal_id: int | None
    counted: int


def page(opened: Opened, number: int) -> tuple[list[Row], int]:
    """A page of the rows, the newest first, and how many there are. Measures of calls show those
    that are divided by, too: of the connect rate every call out, counted 1 where connected."""
    query, order = OPEN.get(opened.rows, deals)(opened)
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    some = query.order_by(*order).limit(PER_PAGE).offset((number - 1) * PER_PAGE)
    return [row(*found) for found in db.session.execute(some)], total


def row(*said: Any) -> Row:
    day, at, person, lead_id, name, company, disposition, deal_id, counted = said
    return Row(day, at, person, lead_id, name or company, disposition, deal_id, int(counted))


def calls(opened: Opened) -> tuple[Select[Any], list[Any]]:
    which, counted = of_calls(opened)
    columns = {"at": Call.started_at, "disposition": Call.disposition, "counted": counted}
    query = shown(opened, CALLED, columns).where(COUNTS, which)
    query = query.where(Call.day.between(opened.period.first, opened.period.last))
    return query, [Call.started_at.desc(), Call.id.desc()]


def of_calls(opened: Opened) -> tuple[ColumnElement[bool], ColumnElement[int]]:
    """Which calls stand behind a measure of calls, and what each adds."""
    if opened.measure == "workload":
        weight = units(opened.period)
        return weight != 0, weight
    if opened.measure == "wechat_rate":
        return ADDED, ONE
    connected = cast(Call.connected, Integer)
    return DIAL, connected if opened.measure == "connect_rate" else ONE


def units(period: Period) -> ColumnElement[int]:
    """What a call weighs, as the weights were on its day."""
    weights = []
    for first, last, said in call_counts.weighed(period):
        then = Call.day.between(first, last)
        weights += [
            (and_(then, ANSWERED), said.connected),
            (and_(then, DIAL, ~Call.connected), said.not_connected),
            (and_(then, INCOMING, Call.connected), said.incoming),
        ]
    return case(*weights, else_=0)


def receipts(opened: Opened) -> tuple[Select[Any], list[Any]]:
    query = shown(opened, RECEIVED, {"deal_id": Deal.id, "counted": DealCredit.fen})
    query = query.where(DealCredit.day.between(opened.period.first, opened.period.last))
    return query, [DealCredit.day.desc(), DealCredit.id.desc()]


def deals(opened: Opened) -> tuple[Select[Any], list[Any]]:
    query = shown(opened, SOLD, {"deal_id": CountedShare.deal_id, "counted": CountedShare.share_bp})
    query = query.where(CountedShare.day.between(opened.period.first, opened.period.last))
    if opened.measure != "deals":
        query = query.where(CountedShare.leads_first)
    return query, newest()


def answers(opened: Opened) -> tuple[Select[Any], list[Any]]:
    """Answers, for each with a share in the deal a row."""
    pleased = cast(Survey.score >= deal_counts.PLEASED_FROM, Integer)
    query = shown(opened, RATED, {"deal_id": Deal.id, "counted": pleased})
    query = query.where(Survey.answered_on.between(opened.period.first, opened.period.last))
    return query, [Survey.answered_on.desc(), Survey.id.desc(), DealShare.id]


def customers(opened: Opened) -> tuple[Select[Any], list[Any]]:
    """First deals from before the period, for each with a share in one a row; 1 where the customer
    came back."""
    again = case((deal_counts.returned(opened.period), 1), else_=0)
    query = shown(opened, SOLD, {"deal_id": CountedShare.deal_id, "counted": again})
    query = query.where(CountedShare.leads_first, CountedShare.day < opened.period.first)
    return query, [again.desc(), *newest()]


def newest() -> list[Any]:
    return [CountedShare.day.desc(), CountedShare.deal_id.desc(), CountedShare.person_id]


OPEN: dict[str, Any] = {
    **{CALLS: calls, RECEIPTS: receipts, ANSWERS: answers, CUSTOMERS: customers},
    **behind_leads.OPEN,
}
