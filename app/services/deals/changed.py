"""What deals said before they were corrected (rules.md §5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.extensions import db
from app.models import DealChange, Person


@dataclass(frozen=True)
class Change:
    """What a deal said until this moment; `shares` are names with basis points."""

    at: datetime
    by: str
    reason: str
    price_fen: int
    signed_on: date
    shares: Sequence[tuple[str, int]]


def of(deal_id: int) -> list[Change]:
    """All corrections of a deal, the latest first."""
    query = select(DealChange).where(DealChange.deal_id == deal_id).order_by(DealChange.id.desc())
    found = db.session.scalars(query).all()
    ids = {int(key) for one in found for key in (*one.before["shares"], one.by_id)}
    people = db.session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    names = {key: name for key, name in people}
    return [change(one, names) for one in found]


def change(one: DealChange, names: dict[int, str]) -> Change:
    before = one.before
    return Change(
        at=one.at,
        by=names[one.by_id],
        reason=one.reason,
        price_fen=before["price_fen"],
        signed_on=date.fromisoformat(before["signed_on"]),
        shares=[(names[int(key)], bp) for key, bp in before["shares"].items()],
    )
