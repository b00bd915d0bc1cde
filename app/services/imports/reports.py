"""What the pages show of imports: how far each is, what came of it, which rows were rejected."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from app.extensions import db
from app.models import ImportRun, Person, RejectedRow
from app.services.imports import runs
from app.services.imports.runs import DONE, RUNNING, WAITING

PER_PAGE = 50


@dataclass(frozen=True)
class RunView:
    """An import as it stands now; counts as in the report (design: import)."""

    id: int
    kind: str
    file_name: str
    state: str
    lead_kind: str
    source: str
    total: int
    read: int
    created: int
    updated: int
    duplicates: int
    rejected: int
    error: dict[str, object] | None
    made_at: datetime
    finished_at: datetime | None
    by: str

    @property
    def going(self) -> bool:
        return self.state in (WAITING, RUNNING)

    @property
    def percent(self) -> int:
        if self.state == DONE:
            return 100
        return min(99, self.read * 100 // max(self.total, 1))


@dataclass(frozen=True)
class RejectedView:
    row: int
    reason: dict[str, object]
    cells: list[str]


def recent(page: int) -> tuple[list[RunView], int]:
    """The imports of a page, the newest first, and how many there are in all."""
    query = select(ImportRun).order_by(ImportRun.id.desc())
    found = db.session.scalars(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    names = names_of({run.by_id for run in found})
    total = db.session.scalar(select(func.count()).select_from(ImportRun)) or 0
    return [view(run, names.get(run.by_id, "")) for run in found], total


def show(import_id: int) -> RunView:
    """One import. Raises RuleBroken("missing")."""
    run = runs.get(import_id)
    return view(run, names_of({run.by_id}).get(run.by_id, ""))


def names_of(ids: set[int | None]) -> dict[int | None, str]:
    people = db.session.execute(select(Person.id, Person.name).where(Person.id.in_(ids - {None})))
    return {key: name for key, name in people}


def view(run: ImportRun, by: str) -> RunView:
    options: Any = run.options
    return RunView(
        id=run.id,
        kind=run.kind,
        file_name=run.file_name,
        state=run.state,
        lead_kind=options["kind"],
        source=options["source"],
        total=run.rows_total,
        read=run.read,
        created=run.created,
        updated=run.updated,
        duplicates=run.duplicates,
        rejected=run.rejected,
        error=run.error,
        made_at=run.made_at,
        finished_at=run.finished_at,
        by=by,
    )


def headings(import_id: int) -> list[str]:
    """The headings of the file, as they stood there; empty texts where it had none."""
    return list(runs.terms_of(runs.get(import_id)).layout.headings)


def rejected(import_id: int, page: int | None = None) -> Iterator[RejectedView]:
    """The rejected rows of a page, or all, in the order of the file."""
    query = select(RejectedRow).where(RejectedRow.import_id == import_id).order_by(RejectedRow.row)
    if page is not None:
        query = query.limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    for row in db.session.scalars(query.execution_options(yield_per=500)):
        yield RejectedView(row.row, row.reason, row.raw.split("\t"))
