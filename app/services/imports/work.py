"""Carrying an import through in short transactions: one that was killed goes on where it was."""

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app import clock
from app.errors import RuleBroken
from app.extensions import db, queue
from app.models import ImportRun
from app.rules.imports.layout import Layout, Row
from app.rules.imports.rows import is_data, surplus
from app.services import audit
from app.services.imports import refused, runs, tables
from app.services.imports.importer import Importer, Read, Run
from app.services.imports.kinds import IMPORTERS
from app.services.imports.runs import DONE, FAILED, RUNNING, UPLOADED, WAITING
from app.services.imports.tables import Sheet
from app.services.imports.uploads import Upload
from app.services.transaction import write

BATCH = 250
TRIES = 3


def start(import_id: int) -> None:
    """Hands an import to the process of jobs.

    Raises RuleBroken("import_started") if it has one, "column_missing" when it cannot be read.
    """
    runs.check_complete(runs.terms_of(runs.get(import_id)).layout)
    if not runs.move(import_id, (UPLOADED, FAILED), WAITING, error=None):
        raise RuleBroken("import_started")
    queue.send(carry_on, import_id)


@queue.task
def carry_on(import_id: int) -> None:
    """Does what is left of an import; a second process at the same one stops by itself."""
    if not runs.move(import_id, (WAITING, RUNNING), RUNNING, started_at=clock.now()):
        return
    try:
        go(import_id)
    except RuleBroken as refusal:
        if refusal.code != "import_elsewhere":
            fail(import_id, refusal.code, refusal.params)
    except Exception:
        fail(import_id, "import_failed", {})
        raise


def carry_on_all() -> None:
    """Sends on what was left lying when the process of jobs ended (design: jobs).

    An import by the command line is carried on by the same command given again.
    """
    left = select(ImportRun.id).where(
        ImportRun.state.in_((WAITING, RUNNING)), ImportRun.by_id.is_not(None)
    )
    found = db.session.scalars(left).all()
    db.session.rollback()
    for import_id in found:
        queue.send(carry_on, import_id)


def go(import_id: int) -> None:
    """Brings in the rows after the last one done, batch by batch, and ends the run.

    Raises RuleBroken("import_elsewhere") when another process is at it as well.
    """
    run = runs.get(import_id)
    terms, sheet, upload = runs.terms_of(run), runs.sheet_of(run), runs.upload_of(run)
    importer = IMPORTERS[run.kind](terms, Run(run.id, run.by_id, clock.now()))
    rows = data_rows(upload, sheet, terms.layout, after=run.last_row)
    while batch := list(islice(rows, BATCH)):
        bring(import_id, importer, read(importer, sheet, terms.layout, batch))
    finish(import_id)


def read(importer: Importer, sheet: Sheet, layout: Layout, batch: list[Row]) -> list[Read]:
    """What each row says. A row of text with more cells than the headings is refused: what stands
    in which column cannot be known."""
    extra = {number: surplus(layout, cells) for number, cells in batch if sheet.is_text}
    said = iter(importer.read([row for row in batch if not extra.get(row[0])]))
    return [
        (row, RuleBroken("row_longer", text=text[:40]))
        if (text := extra.get(row[0]))
        else next(said)
        for row in batch
    ]


def data_rows(upload: Upload, sheet: Sheet, layout: Layout, *, after: int = 0) -> Iterator[Row]:
    first = max(layout.first_row, after + 1)
    for number, cells in tables.rows(upload, sheet):
        if number >= first and is_data(layout, cells):
            yield number, cells


def bring(import_id: int, importer: Importer, read: list[Read]) -> None:
    """One batch, one transaction; tried again when somebody else took one of its numbers."""
    for left in reversed(range(TRIES)):
        try:
            with write():
                outcomes = importer.take(read)
                refused.keep(import_id, read, outcomes)
                runs.advance(import_id, read[0][0][0], read[-1][0][0], outcomes)
            return
        except IntegrityError:
            if not left:
                raise


def finish(import_id: int) -> None:
    """Ends a run that came through; its tables can be made again from the file."""
    with write():
        if not runs.move(import_id, (RUNNING,), DONE, finished_at=clock.now()):
            raise RuleBroken("import_elsewhere")
        run = runs.get(import_id)
        audit.note("import", f"import:{run.id}", run.by_id, kind=run.kind, file=run.file_name)
    tables.forget(runs.upload_of(runs.get(import_id)))


def fail(import_id: int, code: str, params: dict[str, object]) -> None:
    runs.move(import_id, (RUNNING,), FAILED, error={"code": code, "params": params})
