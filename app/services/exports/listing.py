"""Which exports there were: one's own, those that wait for one's word, and for who approves all of
them (rules.md §2: visible to managers)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select, true

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import ExportDownload, LeadExport, Person
from app.models.visible import ALL
from app.rules.exports import limits
from app.services import settings
from app.services.exports import states
from app.services.exports.states import ASKED, GOING, MADE
from app.services.leads.finding import Wanted

PER_PAGE = 30


@dataclass(frozen=True)
class Looker:
    """Who looks; `all`: at everybody's exports; `approves`: and may say yes to others'."""

    id: int
    reach: str
    approves: bool

    @property
    def sees(self) -> ColumnElement[bool]:
        return true() if self.reach == ALL else LeadExport.asked_by_id == self.id


@dataclass(frozen=True)
class Export:
    """An export as it stands now; `waits`: for the word of who looks."""

    id: int
    by: str
    mine: bool
    waits: bool
    asked_at: datetime
    purpose: str
    form: str
    masked: bool
    wanted: Wanted | None
    rows_asked: int
    needs_approval: bool
    state: str
    decided_by: str
    decided_at: datetime | None
    because: str
    rows_made: int
    made_at: datetime | None
    until: datetime | None
    error: dict[str, object] | None
    downloads: int

    @property
    def going(self) -> bool:
        return self.state in GOING

    @property
    def percent(self) -> int:
        return min(99, self.rows_made * 100 // max(self.rows_asked, 1))


def waiting(looker: Looker) -> int:
    """How many wait for somebody's word."""
    if not looker.approves:
        return 0
    return db.session.scalar(select(func.count()).where(*waits_for(looker))) or 0


def waits_for(looker: Looker) -> tuple[ColumnElement[bool], ...]:
    return (LeadExport.state == ASKED, LeadExport.asked_by_id != looker.id)


def to_decide(looker: Looker) -> list[Export]:
    """Those that wait for his word, the oldest first."""
    if not looker.approves:
        return []
    query = select(LeadExport).where(*waits_for(looker)).order_by(LeadExport.id)
    return views(db.session.scalars(query.limit(PER_PAGE)).all(), looker)


def page(looker: Looker, number: int) -> tuple[list[Export], int]:
    """The exports that he sees, the newest first, and how many there are."""
    query = select(LeadExport).where(looker.sees).order_by(LeadExport.id.desc())
    found = db.session.scalars(query.limit(PER_PAGE).offset((number - 1) * PER_PAGE)).all()
    total = db.session.scalar(select(func.count()).select_from(LeadExport).where(looker.sees)) or 0
    return views(found, looker), total


def show(export_id: int, looker: Looker) -> Export:
    """One of those. Raises RuleBroken("missing")."""
    found = states.get(export_id)
    if found.asked_by_id != looker.id and looker.reach != ALL:
        raise RuleBroken("missing")
    return views([found], looker)[0]


def views(found: Sequence[LeadExport], looker: Looker) -> list[Export]:
    if not found:
        return []
    names = names_of({key for one in found for key in (one.asked_by_id, one.decided_by_id) if key})
    taken = downloads_of([one.id for one in found])
    kept: int = settings.value(limits.KEPT, clock.today())
    return [view(one, looker, names, (taken.get(one.id, 0), kept)) for one in found]


def view(one: LeadExport, looker: Looker, names: dict[int, str], more: tuple[int, int]) -> Export:
    downloads, kept = more
    mine, ends = one.asked_by_id == looker.id, one.made_at if one.state == MADE else None
    return Export(
        by=names[one.asked_by_id],
        mine=mine,
        waits=one.state == ASKED and looker.approves and not mine,
        masked=one.reach != ALL,
        wanted=wanted(one),
        decided_by=names.get(one.decided_by_id or 0, ""),
        because=one.decided_because,
        until=ends + timedelta(days=kept) if ends else None,
        downloads=downloads,
        **{name: getattr(one, name) for name in SAME},
    )


SAME = (
    *("id", "asked_at", "purpose", "form", "rows_asked", "needs_approval", "state"),
    *("decided_at", "rows_made", "made_at", "error"),
)


def wanted(one: LeadExport) -> Wanted | None:
    """The filter; None where nobody knows its words any more."""
    try:
        return states.wanted_of(one)
    except RuleBroken:
        return None


def names_of(ids: set[int]) -> dict[int, str]:
    people = db.session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    return {key: name for key, name in people}


def downloads_of(ids: list[int]) -> dict[int, int]:
    query = select(ExportDownload.export_id, func.count()).group_by(ExportDownload.export_id)
    found = db.session.execute(query.where(ExportDownload.export_id.in_(ids)))
    return {key: number for key, number in found}
