from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from itertools import islice

from app import clock
from app.services.imports.importer import Run, Terms
from app.services.imports.kinds import IMPORTERS
from app.services.imports.tables import Sheet
from app.services.imports.tally import Tally
from app.services.imports.uploads import Upload
from app.services.imports.work import BATCH, data_rows, read
from app.services.transaction import write


class Undone(Exception):
    """Ends a rehearsal's transaction without keeping anything."""


def rehearse(upload: Upload, sheet: Sheet, terms: Terms) -> Tally:
    """What an import would report; nothing of it is kept (design: --dry-run)."""
    importer = IMPORTERS[terms.layout.kind](terms, Run(None, None, clock.now()))
    rows, tally = data_rows(upload, sheet, terms.layout), Tally()
    with nullcontext() if importer.remembers else undone():
        while batch := list(islice(rows, BATCH)):
            tally.add(importer.take(read(importer, sheet, terms.layout, batch)))
    return tally


@contextmanager
def undone() -> Iterator[None]:
    with suppress(Undone), write():
        yield
        raise Undone
