"""Pages of a long list of leads that go on from a place, not from a number of rows (design: search).

Leads without what they are ordered by come last, the newest first.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from sqlalchemy import ColumnElement, select, tuple_

from app.extensions import db
from app.models import Lead

DUE, CALLED, NEW = "due", "called", "new"
COLUMNS: dict[str, tuple[Any, bool]] = {
    DUE: (Lead.due_at, False),
    CALLED: (Lead.last_call_at, True),
}
ORDERS = (DUE, CALLED, NEW)


@dataclass(frozen=True)
class Place:
    """The last lead of a page: its number, and the instant it is ordered by, if any."""

    id: int
    at: datetime | None = None

    def __str__(self) -> str:
        return f"{self.id}" if self.at is None else f"{self.id}-{microseconds(self.at)}"


class Ordered(Protocol):
    @property
    def id(self) -> int: ...
    @property
    def due_at(self) -> datetime | None: ...
    @property
    def last_call_at(self) -> datetime | None: ...


def read(text: str) -> Place | None:
    """A place as an address tells it; None for anything else: the list then begins at its top."""
    number, _, at = text.partition("-")
    digits = number.isascii() and number.isdigit() and len(number) < 19
    if not digits or (at and not (at.isascii() and at.isdigit() and len(at) < 17)):
        return None
    return Place(int(number), datetime.fromtimestamp(int(at) / 1e6, UTC) if at else None)


def microseconds(at: datetime) -> int:
    return round(at.timestamp() * 1_000_000)


def of(lead: Ordered, order: str) -> Place:
    at = {DUE: lead.due_at, CALLED: lead.last_call_at}.get(order)
    return Place(lead.id, at)


def page(fits: list[ColumnElement[bool]], order: str, after: Place | None, most: int) -> list[int]:
    """Numbers of the next leads that fit, in order, after a place."""
    if order not in COLUMNS:
        return newest(fits, after, most)
    column, latest_first = COLUMNS[order]
    undated = after is not None and after.at is None
    first = [] if undated else dated(fits, column, latest_first, after, most)
    rest = most - len(first)
    return first + (
        newest([*fits, column.is_(None)], after if undated else None, rest) if rest else []
    )


def dated(
    fits: list[ColumnElement[bool]], column: Any, latest_first: bool, after: Place | None, most: int
) -> list[int]:
    query = select(Lead.id).where(*fits, column.is_not(None)).limit(most)
    each = (column, Lead.id)
    if after is not None:
        here, there = tuple_(*each), tuple_(after.at, after.id)
        query = query.where(here < there if latest_first else here > there)
    keys = [one.desc() for one in each] if latest_first else each
    return list(db.session.scalars(query.order_by(*keys)))


def newest(fits: list[ColumnElement[bool]], after: Place | None, most: int) -> list[int]:
    query = select(Lead.id).where(*fits).order_by(Lead.id.desc()).limit(most)
    return list(db.session.scalars(query if after is None else query.where(Lead.id < after.id)))
