"""Looking at a file before it is brought in (design: import; rules.md §2)."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import IO

from sqlalchemy import delete

from app.errors import RuleBroken
from app.models import ImportRun, RejectedRow
from app.rules.imports.kinds import KINDS
from app.rules.imports.layout import Layout, guess
from app.rules.imports.rows import narrowed
from app.rules.typed import trimmed
from app.services.imports import rehearsal, runs, tables, uploads
from app.services.imports.importer import Terms
from app.services.imports.runs import FAILED, UPLOADED
from app.services.imports.tables import Sheet
from app.services.imports.tally import Tally
from app.services.imports.uploads import Upload
from app.services.imports.work import data_rows
from app.services.transaction import write

SAMPLE = 200
EXAMPLES, LONGEST_EXAMPLE = 3, 40
MOST_REHEARSED = 5_000


@dataclass(frozen=True)
class ColumnView:
    heading: str
    field: str
    examples: list[str]


@dataclass(frozen=True)
class Draft:
    """A file as the page shows it before the start: how it would be read, and what would come."""

    sheets: list[Sheet]
    sheet: Sheet
    terms: Terms
    columns: list[ColumnView]
    expected: Tally | None

    @property
    def fields(self) -> list[str]:
        return [column.field for column in KINDS[self.terms.layout.kind].columns]


def receive(source: IO[bytes], name: str, kind: str, by_id: int) -> int:
    """Takes a file in and guesses how it is read; returns the number of the run.

    Raises RuleBroken with what is wrong with the file.
    """
    upload = uploads.keep(source, name)
    with forgetting(upload):
        sheet, layout = best(upload, kind)
    return runs.begin(upload, sheet, Terms(layout), by_id)


@contextmanager
def forgetting(upload: Upload) -> Iterator[None]:
    """What is refused is not kept."""
    try:
        yield
    except RuleBroken:
        runs.forget_unused(upload)
        raise


def best(upload: Upload, kind: str) -> tuple[Sheet, Layout]:
    """The first sheet in which every column that is needed was found, else simply the first."""
    guesses = [(sheet, guessed(upload, sheet, kind)) for sheet in tables.sheets(upload)]
    return next((pair for pair in guesses if not pair[1].missing), guesses[0])


def guessed(upload: Upload, sheet: Sheet, kind: str, *, heading_row: int | None = None) -> Layout:
    rows = list(islice(tables.rows(upload, sheet), SAMPLE))
    layout = guess(kind, rows, heading_row=heading_row)
    return narrowed(layout, rows) if sheet.is_text else layout


def nameless(upload: Upload, sheet: Sheet, layout: Layout) -> list[int]:
    """The columns without a heading in which something stands that becomes nothing, by number."""
    named = {
        at for at, pair in enumerate(zip(layout.headings, layout.fields, strict=True)) if any(pair)
    }
    width = len(layout.fields) if sheet.is_text else sheet.width
    left = set(range(width)) - named
    found: set[int] = set()
    for _, cells in data_rows(upload, sheet, layout) if left else ():
        found |= {at for at in left - found if at < len(cells) and trimmed(cells[at])}
    return sorted(at + 1 for at in found)


def draft(import_id: int) -> Draft:
    """The file of a run that has not started. Raises RuleBroken("missing" | "import_started")."""
    run = waiting_for_start(import_id)
    upload, sheet, terms = runs.upload_of(run), runs.sheet_of(run), runs.terms_of(run)
    expected = None
    if sheet.rows <= MOST_REHEARSED and not terms.layout.missing:
        expected = rehearsal.rehearse(upload, sheet, terms)
    return Draft(
        tables.sheets(upload), sheet, terms, columns(upload, sheet, terms.layout), expected
    )


def columns(upload: Upload, sheet: Sheet, layout: Layout) -> list[ColumnView]:
    """Each column with its heading, its field and the first different things in it."""
    rows = [cells for _, cells in islice(data_rows(upload, sheet, layout), SAMPLE)]
    return [
        ColumnView(heading, field, examples(cells[at] for cells in rows if at < len(cells)))
        for at, (heading, field) in enumerate(zip(layout.headings, layout.fields, strict=True))
    ]


def examples(cells: Iterable[str]) -> list[str]:
    texts = dict.fromkeys(text for cell in cells if (text := trimmed(cell)))
    return [text[:LONGEST_EXAMPLE] for text in islice(texts, EXAMPLES)]


def waiting_for_start(import_id: int) -> ImportRun:
    run = runs.get(import_id)
    if run.state != UPLOADED:
        raise RuleBroken("import_started")
    return run


def change(
    import_id: int, *, fields: Sequence[str], kind: str, source: str, heading_row: int | None = None
) -> None:
    """Takes over how the person says the file is to be read; what is no field is not used.

    Another row of headings means that the columns are guessed anew. Raises RuleBroken("missing" |
    "import_started" | "column_twice", column=…).
    """
    with write():
        run = waiting_for_start(import_id)
        upload, sheet, layout = runs.upload_of(run), runs.sheet_of(run), runs.terms_of(run).layout
        if heading_row not in (None, layout.heading_row):
            layout = guessed(upload, sheet, run.kind, heading_row=heading_row)
        else:
            layout = replace(layout, fields=chosen(layout, fields))
        runs.arrange(run, sheet, Terms(layout, kind, source))


def chosen(layout: Layout, fields: Sequence[str]) -> tuple[str, ...]:
    """A field for each column of the file, and no field twice that takes one column."""
    known = [field if KINDS[layout.kind].column(field) else "" for field in fields]
    check_once(layout.kind, known)
    width = len(layout.fields)
    return tuple(known[:width]) + ("",) * (width - len(known))


def check_once(kind: str, fields: Sequence[str]) -> None:
    for column in KINDS[kind].columns:
        if not column.many and fields.count(column.field) > 1:
            raise RuleBroken("column_twice", column={"code": f"column_{column.field}"})


def change_sheet(import_id: int, file: str) -> None:
    """Another sheet of the same workbook, guessed anew. Raises RuleBroken("missing")."""
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
        upload = runs.upload_of(run)
        session.execute(delete(RejectedRow).where(RejectedRow.import_id == import_id))
        session.delete(run)
    runs.forget_unused(upload)
