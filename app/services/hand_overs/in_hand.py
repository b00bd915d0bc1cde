"""What somebody has in hand, before any of it goes elsewhere (rules.md §2, §11)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, exists, func, select

from app import clock
from app.extensions import db
from app.models import Call, Lead, Person
from app.services.hand_overs.parts import ONLY, Part, is_promise

COMING = timedelta(days=7)
GRADES = ("A", "B", "C")
KINDS = ("precise", "ordinary", "own")


@dataclass(frozen=True)
class Row:
    """A lead in hand; `called`: by its owner since he has it, in a call that counts."""

    id: int
    name: str
    kind: str
    grade: str | None
    due_at: datetime | None
    due_kind: str | None
    called: bool
    owner_id: int
    owner: str

    @property
    def promised(self) -> datetime | None:
        return self.due_at if is_promise(self.due_kind) else None


@dataclass(frozen=True)
class InHand:
    """A part of somebody's leads, counted; `parts` tells how many each other part would be."""

    rows: Sequence[Row]
    parts: Mapping[str, int]
    today: date

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def kinds(self) -> list[tuple[str, int, int]]:
        """How many of each kind are called, and how many uncalled."""
        found = Counter((row.kind, row.called) for row in self.rows)
        counted = [(kind, found[kind, True], found[kind, False]) for kind in KINDS]
        return [one for one in counted if one[1] or one[2]]

    @property
    def grades(self) -> list[tuple[str, int]]:
        found = Counter(row.grade for row in self.rows)
        return [(grade, found[grade]) for grade in GRADES]

    @property
    def promises(self) -> list[Row]:
        """By their time."""
        promised = [(row.promised, row.id, row) for row in self.rows if row.promised]
        return [row for *_, row in sorted(promised, key=lambda one: one[:2])]

    @property
    def coming(self) -> list[Row]:
        """The promises of the next seven days, and those that are overdue."""
        end = clock.bounds(self.today + COMING)[0]
        return [row for row in self.promises if row.promised and row.promised < end]


def of(person_id: int, part: Part) -> InHand:
    """What this part of somebody's leads is, in one query (rules.md §2.3, §11)."""
    rows = rows_of(person_id)
    sizes = {
        only: sum(one_of(row, Part(only, part.first, part.last)) for row in rows) for only in ONLY
    }
    return InHand([row for row in rows if one_of(row, part)], sizes, clock.today())


def one_of(row: Row, part: Part) -> bool:
    return part.holds(row.due_kind, row.due_at)


def rows_of(person_id: int) -> list[Row]:
    return rows_where([Lead.owner_id == person_id])


def rows_where(conditions: Sequence[ColumnElement[bool]]) -> list[Row]:
    """Owned leads by a condition, in the order of their numbers, in one query."""
    called = exists().where(
        Call.lead_id == Lead.id,
        Call.person_id == Lead.owner_id,
        Call.started_at >= Lead.owned_since,
        Call.voided_at.is_(None),
    )
    name = func.coalesce(func.nullif(Lead.name, ""), Lead.company)
    facts = (Lead.id, name, Lead.kind, Lead.grade, Lead.due_at, Lead.due_kind)
    query = select(*facts, called, Lead.owner_id, Person.name)
    of = query.join(Person, Person.id == Lead.owner_id).where(*conditions).order_by(Lead.id)
    return [Row(*row) for row in db.session.execute(of)]
