"""The rows of an import that were refused, kept as they stood in the file."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import insert

from app.extensions import db
from app.models import RejectedRow
from app.rules.imports.looks import like_phone, numbers_in
from app.rules.why import Why
from app.services.imports.importer import Read
from app.services.imports.tally import Outcome
from app.services.leads import do_not_call

AT_ONCE = 1_000


def keep(import_id: int, read: Sequence[Read], outcomes: Sequence[Outcome]) -> None:
    """Each refused row with its number in the file and the reason, cells parted by tabs.

    Of a number that nobody may call no trace is kept but its hash, whatever else was wrong with its
    row (rules.md §2, do not call).
    """
    pairs = zip(read, outcomes, strict=True)
    refused = [(cells, one.row, one.reason) for ((_, cells), _), one in pairs if one.reason]
    listed = listed_in(cell for cells, _, _ in refused for cell in cells)
    rows = [
        {
            "import_id": import_id,
            "row": number,
            "reason": told(reason, listed),
            "raw": raw(cells, barred=is_barred(cells, reason, listed)),
        }
        for cells, number, reason in refused
    ]
    if rows:
        db.session.execute(insert(RejectedRow), rows)


def listed_in(cells: Iterable[str]) -> set[str]:
    numbers = sorted({number for cell in cells for number in numbers_in(cell)})
    some = (numbers[at : at + AT_ONCE] for at in range(0, len(numbers), AT_ONCE))
    return set().union(*map(do_not_call.listed, some))


def is_barred(cells: Sequence[str], reason: Why, listed: set[str]) -> bool:
    return reason.code == "number_do_not_call" or any(holds(cell, listed) for cell in cells)


def holds(text: object, listed: set[str]) -> bool:
    return isinstance(text, str) and not listed.isdisjoint(numbers_in(text))


def told(reason: Why, listed: set[str]) -> dict[str, Any]:
    kept = {name: "" if holds(said, listed) else said for name, said in reason.params.items()}
    return {**reason.as_json(), "params": kept}


def raw(cells: Sequence[str], *, barred: bool) -> str:
    texts = [" ".join(cell.split()) for cell in cells]
    if barred:
        texts = ["" if like_phone(text) else text for text in texts]
    return "\t".join(texts).rstrip()
