"""Changes of pay as people see them: what waits, what holds, what was (rules.md §8.14)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import aliased

from app import clock
from app.extensions import db
from app.models import PayChange, Person
from app.models.visible import visible_to
from app.rules.pay import approval

Proposer, Decider, Ender = aliased(Person), aliased(Person), aliased(Person)
MOST_PAST = 50


@dataclass(frozen=True)
class Change:
    """`barred`: why who looks does not decide on it; `by` is empty where the program proposed."""

    id: int
    person_id: int
    person: str
    kind: str
    name: str
    condition: str
    fen: int
    starts_on: date | None
    ends_on: date | None
    reason: str
    by: str
    at: datetime
    yes: bool | None
    decided_by: str
    because: str
    ended_by: str
    end_reason: str
    barred: str | None

    def holds(self, day: date) -> bool:
        return bool(self.yes) and (self.ends_on is None or self.ends_on >= day)


@dataclass(frozen=True)
class Changes:
    waiting: Sequence[Change]
    holding: Sequence[Change]
    past: Sequence[Change]


def of(by_id: int, reach: str) -> Changes:
    """Those of people within reach; of what is over only the last."""
    today = clock.today()
    seen = visible_to(by_id, reach, today, PayChange.person_id)
    query = read().where(seen).order_by(Person.name, PayChange.id)
    still = or_(PayChange.ends_on.is_(None), PayChange.ends_on >= today)
    return Changes(
        waiting=told(query.where(PayChange.decided_at.is_(None)), by_id),
        holding=told(query.where(PayChange.yes.is_(True), still), by_id),
        past=told(last(or_(~PayChange.yes, PayChange.ends_on < today), seen), by_id),
    )


def last(*which: ColumnElement[bool]) -> Select[Any]:
    query = read().where(PayChange.decided_at.is_not(None), *which)
    return query.order_by(PayChange.decided_at.desc()).limit(MOST_PAST)


def read() -> Select[Any]:
    columns: Any = (PayChange, Person.name, Proposer.name, Decider.name, Ender.name)
    found: Select[Any] = select(*columns)
    found = found.join(Person, Person.id == PayChange.person_id)
    found = found.outerjoin(Proposer, Proposer.id == PayChange.proposed_by_id)
    found = found.outerjoin(Decider, Decider.id == PayChange.decided_by_id)
    return found.outerjoin(Ender, Ender.id == PayChange.ended_by_id)


def told(query: Select[Any], by_id: int) -> list[Change]:
    return [change(row, by_id) for row in db.session.execute(query)]


SAME = (
    *("id", "person_id", "kind", "name", "condition", "fen", "starts_on", "ends_on", "reason"),
    *("yes", "because", "end_reason"),
)


def change(row: Any, by_id: int) -> Change:
    one, person, by, decided_by, ended_by = row
    return Change(
        person=person,
        by=by or "",
        at=one.proposed_at,
        decided_by=decided_by or "",
        ended_by=ended_by or "",
        barred=approval.barred(by_id, one.person_id, one.proposed_by_id, ()),
        **{name: getattr(one, name) for name in SAME},
    )


def count_for(by_id: int) -> int:
    """How many wait for the word of somebody who may give it."""
    query = select(func.count()).select_from(PayChange).where(PayChange.decided_at.is_(None))
    query = query.where(PayChange.person_id != by_id)
    query = query.where(func.coalesce(PayChange.proposed_by_id, 0) != by_id)
    return db.session.scalar(query) or 0
