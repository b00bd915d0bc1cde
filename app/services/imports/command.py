"""An import by the command line: from the file to the report in one go (design: import)."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import ImportRun, RejectedRow
from app.rules.why import Why
from app.services.imports import desk, rehearsal, runs, tables, uploads, work
from app.services.imports.importer import Terms
from app.services.imports.runs import FAILED, RUNNING, UPLOADED
from app.services.imports.tables import Sheet
from app.services.imports.tally import REJECTED, Outcome, Tally
from app.services.imports.uploads import Upload


def bring_in(path: Path, kind: str, *, lead_kind: str = "ordinary", source: str = "") -> Tally:
    """Brings a file in and reports on it; a run of the same file that was killed is carried on.

    Raises RuleBroken with what is wrong with the file as a whole.
    """
    upload, sheet, terms = opened(path, kind, lead_kind, source)
    import_id = unfinished(upload, sheet, terms) or runs.begin(upload, sheet, terms, None)
    runs.move(import_id, (UPLOADED, RUNNING, FAILED), RUNNING, started_at=clock.now())
    left = left_out(upload, sheet, terms)
    work.go(import_id)
    return replace(report(import_id), **left)


def rehearse(path: Path, kind: str, *, lead_kind: str = "ordinary", source: str = "") -> Tally:
    """What `bring_in` would report; nothing is kept, not even the file."""
    with TemporaryDirectory() as folder:
        upload, sheet, terms = opened(path, kind, lead_kind, source, Path(folder))
        tally = rehearsal.rehearse(upload, sheet, terms)
        return replace(tally, **left_out(upload, sheet, terms))


def opened(
    path: Path, kind: str, lead_kind: str, source: str, root: Path | None = None
) -> tuple[Upload, Sheet, Terms]:
    with path.open("rb") as file:
        upload = uploads.keep(file, path.name, root)
    with desk.forgetting(upload):
        sheet, layout = desk.best(upload, kind)
        runs.check_complete(layout)
    return upload, sheet, Terms(layout, lead_kind, source)


def left_out(upload: Upload, sheet: Sheet, terms: Terms) -> dict[str, Any]:
    """The columns that become nothing, and the sheets that a command leaves alone: it reads one."""
    return {
        "unused": terms.layout.unused,
        "nameless": desk.nameless(upload, sheet, terms.layout),
        "unread": [one.name for one in tables.sheets(upload) if one != sheet],
    }


def unfinished(upload: Upload, sheet: Sheet, terms: Terms) -> int | None:
    """The run of the same command on the same file that did not come to its end."""
    query = select(ImportRun).where(
        ImportRun.file_hash == upload.hash,
        ImportRun.kind == terms.layout.kind,
        ImportRun.by_id.is_(None),
        ImportRun.state == RUNNING,
    )
    same = (run.id for run in db.session.scalars(query) if runs.terms_of(run) == terms)
    return next(same, None)


def report(import_id: int) -> Tally:
    run = runs.get(import_id)
    query = select(RejectedRow).where(RejectedRow.import_id == import_id).order_by(RejectedRow.row)
    rejected = [
        Outcome(row.row, REJECTED, Why(**row.reason))  # type: ignore[arg-type]
        for row in db.session.scalars(query)
    ]
    return Tally(run.read, run.created, run.updated, run.duplicates, rejected)
