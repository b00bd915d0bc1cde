"""What the ledger comes to: everybody's sum of each closed month (rules.md §8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from app.extensions import db
from app.models import PayEntry, PayMonth, Person
from app.rules.pay.states import CLOSED, FOR_GOOD

MOST = 12


@dataclass(frozen=True)
class Posted:
    """A closed month with what everybody gets, by name."""

    month: date
    waits: bool
    paid_at: datetime | None
    people: Sequence[tuple[str, int]]

    @property
    def total_fen(self) -> int:
        return sum(fen for _, fen in self.people)


def closed() -> list[Posted]:
    """The closed months, the last first."""
    query = select(PayMonth).where(PayMonth.state.in_(FOR_GOOD)).order_by(PayMonth.month.desc())
    found = db.session.scalars(query.limit(MOST)).all()
    sums = select(PayEntry.posted, Person.name, func.sum(PayEntry.fen))
    sums = sums.join(Person, Person.id == PayEntry.person_id)
    sums = sums.where(PayEntry.posted.in_([one.month for one in found]))
    sums = sums.group_by(PayEntry.posted, Person.id, Person.name).order_by(Person.id)
    people: dict[date, list[tuple[str, int]]] = {}
    for month, name, fen in db.session.execute(sums):
        people.setdefault(month, []).append((name, int(fen)))
    return [
        Posted(one.month, one.state == CLOSED, one.paid_at, people.get(one.month, []))
        for one in found
    ]
