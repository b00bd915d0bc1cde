"""A line opened: the rows behind it, as they were named when it was proposed (rules.md §8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app.errors import RuleBroken
from app.extensions import db
from app.models import Call, Deal, Lead, PayLine, PayMonth, Presence, Receipt
from app.models.receipts import REFUND
from app.rules.pay.lines import CALLS, DEALS, PRESENCE, RECEIPTS
from app.rules.pay.states import SEEN
from app.services.pay import awards
from app.services.pay.awards import Award
from app.services.transaction import among

MOST = 200


@dataclass(frozen=True)
class Row:
    """Money that came in or went back, or a deal by its price."""

    day: date
    lead: str
    deal_id: int
    fen: int


@dataclass(frozen=True)
class Opened:
    """`later`: what was confirmed after the month was closed; `calls`: connected and other ones by
    day; `presence`: half days that were noted, with why; `missing`: how many rows count no more. Of
    very many only the first are shown."""

    award: Award
    receipts: Sequence[Row]
    deals: Sequence[Row]
    later: Sequence[Row]
    calls: Sequence[tuple[date, int, int]]
    presence: Sequence[tuple[date, int, str]]
    missing: int


def of_award(line_id: int, by_id: int) -> Opened:
    """Any line, for who decides. Raises RuleBroken("missing")."""
    query = select(PayLine, PayMonth.month).join(PayMonth, PayMonth.id == PayLine.month_id)
    found = db.session.execute(query.where(PayLine.id == line_id, ~PayLine.gone)).first()
    if found is None:
        raise RuleBroken("missing")
    line, month = found
    return opened(awards.told([line], month, by_id)[0])


def of_own(line_id: int, person_id: int) -> Opened:
    """A line of one's own published month; another's answers like none. Raises
    RuleBroken("missing")."""
    query = select(PayLine.id).join(PayMonth, PayMonth.id == PayLine.month_id)
    query = query.where(PayLine.person_id == person_id, PayMonth.state.in_(SEEN))
    if db.session.scalar(query.where(PayLine.id == line_id)) is None:
        raise RuleBroken("missing")
    return of_award(line_id, person_id)


def opened(award: Award) -> Opened:
    rows = award.evidence.get("rows", {})
    missing = award.evidence.get("missing", {})
    return Opened(
        award=award,
        receipts=money(rows.get(RECEIPTS, ())),
        deals=deals(rows.get(DEALS, ())),
        later=money(award.evidence.get("later", ())),
        calls=calls(rows.get(CALLS, ())),
        presence=presence(rows.get(PRESENCE, ())),
        missing=sum(map(len, missing.values())),
    )


def money(ids: Sequence[int]) -> list[Row]:
    query = select(Receipt.day, Lead.name, Lead.company, Deal.id, Receipt.kind, Receipt.fen)
    query = query.join(Deal, Deal.id == Receipt.deal_id).join(Lead, Lead.id == Deal.lead_id)
    query = query.where(among(Receipt.id, ids)).order_by(Receipt.day, Receipt.id).limit(MOST)
    return [
        Row(day, name or company, deal_id, -fen if kind == REFUND else fen)
        for day, name, company, deal_id, kind, fen in (db.session.execute(query) if ids else ())
    ]


def deals(ids: Sequence[int]) -> list[Row]:
    query = select(Deal.signed_on, Lead.name, Lead.company, Deal.id, Deal.price_fen)
    query = query.join(Lead, Lead.id == Deal.lead_id).where(among(Deal.id, ids))
    found = db.session.execute(query.order_by(Deal.signed_on, Deal.id).limit(MOST)) if ids else ()
    return [Row(day, name or company, number, fen) for day, name, company, number, fen in found]


def calls(ids: Sequence[int]) -> list[tuple[date, int, int]]:
    connected = func.count().filter(Call.connected)
    query = select(Call.day, connected, func.count()).where(among(Call.id, ids))
    found = db.session.execute(query.group_by(Call.day).order_by(Call.day)) if ids else ()
    return [(day, answered, total) for day, answered, total in found]


def presence(ids: Sequence[int]) -> list[tuple[date, int, str]]:
    query = select(Presence.day, Presence.half_days, Presence.reason)
    query = query.where(among(Presence.id, ids)).order_by(Presence.day)
    found = db.session.execute(query) if ids else ()
    return [(day, half_days, reason) for day, half_days, reason in found]
