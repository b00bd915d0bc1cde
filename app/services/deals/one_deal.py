"""One deal with what came in, what was conceded and what was changed (rules.md §5)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.models import Concession, Deal, Person, Receipt
from app.models.receipts import CONFIRMED
from app.services.customers.within import Who
from app.services.deals import changed, listing
from app.services.deals.changed import Change
from app.services.deals.within import seen_by


@dataclass(frozen=True)
class Entry:
    """Something on a deal that waits or was decided: who entered it, who decided and why."""

    id: int
    kind: str
    fen: int
    day: date | None
    told: str
    state: str
    by: str
    entered_at: datetime
    decided_by: str
    decided_at: datetime | None
    because: str


@dataclass(frozen=True)
class Whole:
    """A deal with all that hangs on it."""

    deal: Deal
    line: listing.Line
    receipts: list[Entry]
    concessions: list[Entry]
    changes: list[Change]

    @property
    def has_confirmed(self) -> bool:
        return any(one.state == CONFIRMED for one in self.receipts)


def show(deal_id: int, who: Who) -> Whole | None:
    """A deal within reach; any other is not there."""
    deal = db.session.scalar(select(Deal).where(Deal.id == deal_id, seen_by(who)))
    if deal is None:
        return None
    row = db.session.execute(listing.lines().where(Deal.id == deal_id)).one()
    people, waits = listing.shares_of([deal_id]), listing.waiting_of([deal_id])
    whole = listing.line(row, people[deal_id], waits[deal_id])
    things = entries(Receipt, deal_id), entries(Concession, deal_id)
    return Whole(deal, whole, *things, changed.of(deal_id))


def entries(model: Any, deal_id: int) -> list[Entry]:
    query = select(model).where(model.deal_id == deal_id).order_by(model.id)
    found = db.session.scalars(query).all()
    ids = {key for one in found for key in (one.entered_by_id, one.decided_by_id) if key}
    people = db.session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    names = {key: name for key, name in people}
    return [entry(one, names) for one in found]


def entry(one: Any, names: dict[int, str]) -> Entry:
    is_receipt = isinstance(one, Receipt)
    given = "" if is_receipt or one.product is None else f"{one.product.name} × {one.quantity}"
    return Entry(
        id=one.id,
        kind=one.kind,
        fen=one.fen,
        day=one.day if is_receipt else None,
        told=(one.goods or one.note) if is_receipt else given,
        state=one.state,
        by=names.get(one.entered_by_id, ""),
        entered_at=one.entered_at,
        decided_by=names.get(one.decided_by_id, ""),
        decided_at=one.decided_at,
        because=one.decided_because,
    )
