"""The runs that took place, newest first (rules.md §2.2)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.extensions import db
from app.models import AllocationRun, Person

PER_PAGE = 20
BY = aliased(Person)


@dataclass(frozen=True)
class Past:
    """A run in a line."""

    id: int
    day: date
    at: datetime
    how: str
    by: str | None
    handed_out: int
    left: int


def page_of(page: int) -> tuple[list[Past], int]:
    """A page of runs, and how many there are in all."""
    facts = (AllocationRun.id, AllocationRun.day, AllocationRun.at, AllocationRun.how, BY.name)
    query = (
        select(*facts, AllocationRun.handed_out, AllocationRun.left_over)
        .outerjoin(BY, BY.id == AllocationRun.by_id)
        .order_by(AllocationRun.id.desc())
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    )
    total = db.session.scalar(select(func.count()).select_from(AllocationRun)) or 0
    return [Past(*row) for row in db.session.execute(query)], total
