"""The record of an import: what was brought, how it is read, how far it is (design: long work)."""

import shutil
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import select, update

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import ImportRun
from app.rules.imports.layout import Layout
from app.services.imports import tables
from app.services.imports.importer import Terms
from app.services.imports.tables import Sheet
from app.services.imports.tally import CREATED, KNOWN, REJECTED, UPDATED, Outcome
from app.services.imports.uploads import Upload, folder_of
from app.services.transaction import write

UPLOADED, WAITING, RUNNING, DONE, FAILED = "uploaded", "waiting", "running", "done", "failed"


def begin(upload: Upload, sheet: Sheet, terms: Terms, by_id: int | None) -> int:
    """A run for a file that is still to be looked at; returns its number."""
    with write() as session:
        run = ImportRun(
            kind=terms.layout.kind,
            file_name=upload.name,
            file_hash=upload.hash,
            by_id=by_id,
            made_at=clock.now(),
        )
        arrange(run, sheet, terms)
        session.add(run)
        session.flush()
        return run.id


def arrange(run: ImportRun, sheet: Sheet, terms: Terms) -> None:
    """Notes how the file is to be read, within the running transaction."""
    run.options = {"sheet": sheet.file, **asdict(terms)}
    run.rows_total = max(sheet.rows - (terms.layout.heading_row > 0), 0)


def get(import_id: int) -> ImportRun:
    run = db.session.get(ImportRun, import_id)
    if run is None:
        raise RuleBroken("missing")
    return run


def forget_unused(upload: Upload) -> None:
    """Removes a file from disk that no run needs: one that was refused, or given up."""
    if db.session.scalar(select(ImportRun.id).filter_by(file_hash=upload.hash).limit(1)) is None:
        shutil.rmtree(upload.folder, ignore_errors=True)


def upload_of(run: ImportRun) -> Upload:
    return Upload(folder_of(run.file_hash), run.file_hash, run.file_name)


def sheet_of(run: ImportRun) -> Sheet:
    found = [one for one in tables.sheets(upload_of(run)) if one.file == run.options["sheet"]]
    return found[0]


def terms_of(run: ImportRun) -> Terms:
    options: Any = run.options
    layout = options["layout"]
    columns = {name: tuple(layout[name]) for name in ("headings", "fields")}
    return Terms(Layout(**(layout | columns)), options["kind"], options["source"])


def check_complete(layout: Layout) -> None:
    """Raises RuleBroken("column_missing", column=…) when a column is missing that every row needs."""
    for field in layout.missing:
        raise RuleBroken("column_missing", column={"code": f"column_{field}"})


def move(import_id: int, before: Sequence[str], state: str, **facts: object) -> bool:
    """Puts a run into another state if it is in one of these; whether it was."""
    change = update(ImportRun).where(ImportRun.id == import_id, ImportRun.state.in_(before))
    with write() as session:
        done: Any = session.execute(change.values(state=state, **facts))
        return bool(done.rowcount)


def advance(import_id: int, first_row: int, last_row: int, outcomes: Sequence[Outcome]) -> None:
    """Counts a batch within its own transaction.

    Raises RuleBroken("import_elsewhere") when another process has counted these rows already, so
    that no row is counted twice.
    """
    verdicts = [outcome.verdict for outcome in outcomes]
    known = verdicts.count(KNOWN) + verdicts.count(UPDATED)
    counted = (
        update(ImportRun)
        .where(ImportRun.id == import_id, ImportRun.last_row < first_row)
        .where(ImportRun.state == RUNNING)
        .values(
            last_row=last_row,
            read=ImportRun.read + len(verdicts),
            created=ImportRun.created + verdicts.count(CREATED),
            updated=ImportRun.updated + verdicts.count(UPDATED),
            duplicates=ImportRun.duplicates + known,
            rejected=ImportRun.rejected + verdicts.count(REJECTED),
        )
    )
    done: Any = db.session.execute(counted)
    if not done.rowcount:
        raise RuleBroken("import_elsewhere")
