"""The rows that a figure was counted from (rules.md §6: each figure opens the rows behind it)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, case, cast, func, literal, select
from sqlalchemy.orm import aliased

from app.extensions import db
from app.models import Call, Deal, DealCredit, DealShare, DealStanding, Lead, Person, Survey
from app.models.counted import ADDED, ANSWERED, COUNTS, DIAL, INCOMING
from app.rules.measures.dictionary import MEASURES
from app.rules.measures.periods import Period
from app.services.measures import counting
from app.services.measures.cutting import CALLED, COMPANY, RATED, RECEIVED, SOLD, Cut, Rows, keyed

PER_PAGE = 50
CALLS, RECEIPTS, ANSWERS, CUSTOMERS = "calls", "receipts", "answers", "customers"
ONE: ColumnElement[int] = literal(1)


@dataclass(frozen=True)
class Opened:
    """Which figure: a measure of a period for one of the cut, `key` as in `counting.counts`."""

    measure: str
    period: Period
    cut: Cut
    key: int | None

    @property
    def rows(self) -> str:
        return MEASURES[self.measure].rows


@dataclass(frozen=True)
class Row:
    """A row behind a figure. `counted`: what it adds to what is counted: 1 or 0 for a call, units of
    workload, fen of an amount, basis points of a deal. `at` and `disposition` are of a call."""

    day: date
    at: datetime | None
    person: str
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
    for first, last, said in counting.weighed(period):
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
    query = shown(opened, SOLD, {"deal_id": DealStanding.deal_id, "counted": DealShare.share_bp})
    query = query.where(DealStanding.counted_on.between(opened.period.first, opened.period.last))
    if opened.measure != "deals":
        query = query.where(DealStanding.leads_first)
    return query, [DealStanding.counted_on.desc(), DealShare.id.desc()]


def answers(opened: Opened) -> tuple[Select[Any], list[Any]]:
    """Answers, for each with a share in the deal a row."""
    pleased = cast(Survey.score >= counting.PLEASED_FROM, Integer)
    query = shown(opened, RATED, {"deal_id": Deal.id, "counted": pleased})
    query = query.where(Survey.answered_on.between(opened.period.first, opened.period.last))
    return query, [Survey.answered_on.desc(), Survey.id.desc(), DealShare.id]


def customers(opened: Opened) -> tuple[Select[Any], list[Any]]:
    """First deals from before the period, for each with a share in one a row; 1 where the customer
    came back."""
    again = case((counting.returned(opened.period), 1), else_=0)
    query = shown(opened, SOLD, {"deal_id": DealStanding.deal_id, "counted": again})
    query = query.where(DealStanding.leads_first)
    query = query.where(DealStanding.counted_on < opened.period.first)
    return query, [again.desc(), DealStanding.counted_on.desc(), DealShare.id.desc()]


def shown(opened: Opened, rows: Rows, said: dict[str, Any]) -> Select[Any]:
    """The rows of the cut's key with the people and customers they are about."""
    query, key = keyed(rows, opened.cut)
    if opened.cut.by != COMPANY:
        query = query.where(key == opened.key if opened.key is not None else key.is_(None))
    about = aliased(Lead)
    told = {"at": literal(None), "disposition": literal(""), "deal_id": literal(None), **said}
    return (
        query.with_only_columns(
            rows.day,
            told["at"].label("at"),
            Person.name.label("person"),
            about.id.label("lead_id"),
            about.name.label("name"),
            about.company,
            told["disposition"].label("disposition"),
            told["deal_id"].label("deal_id"),
            told["counted"].label("counted"),
            maintain_column_froms=True,
        )
        .join(about, about.id == rows.lead)
        .join(Person, Person.id == rows.person)
    )


OPEN = {CALLS: calls, RECEIPTS: receipts, ANSWERS: answers, CUSTOMERS: customers}
