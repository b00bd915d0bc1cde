"""Looking at a file before it is brought in (design: import; rules.md §2)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import IO

from sqlalchemy import delete

from app.errors import RuleBroken
from app.models import ImportRun, RejectedRow
from app.rules.imports.kinds import KINDS
from app.rules.imports.layout import Layout, Row, guess
from app.rules.imports.rows import is_data
from app.services.imports import rehearsal, runs, tables, uploads
from app.services.imports.importer import Terms
from app.services.imports.runs import FAILED, UPLOADED
from app.services.imports.tables import Sheet
from app.services.imports.tally import Tally
from app.services.imports.uploads import Upload
from app.services.transaction import write

SAMPLE = 200
SHOWN = 8
MOST_REHEARSED = 5_000


@dataclass(frozen=True)
class Draft:
    """A file as the page shows it before the start: how it would be read, and what would come."""

    sheets: list[Sheet]
    sheet: Sheet
    terms: Terms
    rows: Sequence[Row]
    expected: Tally | None


def receive(source: IO[bytes], name: str, kind: str, by_id: int) -> int:
    """Takes a file in and guesses how it is read; returns the number of the run.

    Raises RuleBroken with what is wrong with the file.
    """
    upload = uploads.keep(source, name)
    sheet, layout = best(upload, kind)
    return runs.begin(upload, sheet, Terms(layout), by_id)


def best(upload: Upload, kind: str) -> tuple[Sheet, Layout]:
    """The first sheet in which every column that is needed was found, else simply the first."""
    guesses = [(sheet, guessed(upload, sheet, kind)) for sheet in tables.sheets(upload)]
    return next((pair for pair in guesses if not pair[1].missing), guesses[0])


def guessed(upload: Upload, sheet: Sheet, kind: str) -> Layout:
    return guess(kind, list(islice(tables.rows(upload, sheet), SAMPLE)))


def draft(import_id: int) -> Draft:
    """The file of a run that has not started. Raises RuleBroken("missing" | "import_started")."""
    run = waiting_for_start(import_id)
    upload, sheet, terms = runs.upload_of(run), runs.sheet_of(run), runs.terms_of(run)
    rows = islice(tables.rows(upload, sheet), SAMPLE)
    first = [
        row for row in rows if row[0] >= terms.layout.first_row and is_data(terms.layout, row[1])
    ]
    expected = None
    if sheet.rows <= MOST_REHEARSED and not terms.layout.missing:
        expected = rehearsal.rehearse(upload, sheet, terms)
    return Draft(tables.sheets(upload), sheet, terms, first[:SHOWN], expected)


def waiting_for_start(import_id: int) -> ImportRun:
    run = runs.get(import_id)
    if run.state != UPLOADED:
        raise RuleBroken("import_started")
    return run


def change(import_id: int, *, fields: Sequence[str], kind: str, source: str) -> None:
    """Takes over how the person says the columns are to be read.

    Raises RuleBroken("missing" | "import_started" | "column_twice", column=…).
    """
    with write():
        run = waiting_for_start(import_id)
        terms = runs.terms_of(run)
        check_fields(terms.layout.kind, fields)
        layout = replace(terms.layout, fields=tuple(fields))
        runs.arrange(run, runs.sheet_of(run), Terms(layout, kind, source))


def check_fields(kind: str, fields: Sequence[str]) -> None:
    for column in KINDS[kind].columns:
        if not column.many and list(fields).count(column.field) > 1:
            raise RuleBroken("column_twice", column={"code": f"column_{column.field}"})


def check_complete(layout: Layout) -> None:
    """Raises RuleBroken("column_missing", column=…) when a column is missing that every row needs."""
    for field in layout.missing:
        raise RuleBroken("column_missing", column={"code": f"column_{field}"})


def change_sheet(import_id: int, file: str) -> None:
    """Another sheet of the same workbook, guessed anew."""
    with write():
        run = waiting_for_start(import_id)
        upload = runs.upload_of(run)
        sheet = next((one for one in tables.sheets(upload) if one.file == file), None)
        if sheet is None:
            raise RuleBroken("missing")
        layout = guessed(upload, sheet, run.kind)
        runs.arrange(run, sheet, replace(runs.terms_of(run), layout=layout))


def discard(import_id: int) -> None:
    """Forgets a file that was not brought in; one that was stays on record."""
    with write() as session:
        run = runs.get(import_id)
        if run.state not in (UPLOADED, FAILED) or run.read:
            raise RuleBroken("import_started")
        session.execute(delete(RejectedRow).where(RejectedRow.import_id == import_id))
        session.delete(run)
