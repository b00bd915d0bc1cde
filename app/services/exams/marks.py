"""What was given for answers: every mark stays, the last one holds (rules.md §7)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.extensions import db
from app.models import AnswerMark, Person
from app.services.transaction import among


@dataclass(frozen=True)
class Given:
    """A mark as it was given; `points` in hundredths."""

    id: int
    points: int
    note: str
    at: datetime
    by: str


def of(event_ids: Iterable[int]) -> dict[int, tuple[Given, ...]]:
    """The marks of each answer, the last one first."""
    query = (
        select(AnswerMark, Person.name)
        .join(Person, Person.id == AnswerMark.by_id)
        .where(among(AnswerMark.event_id, list(event_ids)))
        .order_by(AnswerMark.id.desc())
    )
    found: dict[int, tuple[Given, ...]] = defaultdict(tuple)
    for row, name in db.session.execute(query):
        found[row.event_id] += (Given(row.id, row.points, row.note, row.at, name),)
    return dict(found)
