"""An export by the command line: the same service, without a page (design: doors)."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from app.errors import RuleBroken
from app.extensions import db
from app.models import LeadExport, Person
from app.services.exports import asking, making, shelf, states
from app.services.exports.rows import Asked
from app.services.exports.states import ASKED, FAILED, GOING, REJECTED
from app.services.leads.finding import Wanted


@dataclass(frozen=True)
class Written:
    """Which export was written to the file, and how many rows it holds."""

    number: int
    rows: int


def export(path: Path, login: str, wanted: Wanted, *, purpose: str, form: str) -> Written:
    """Asks in somebody's name and writes the file at once, where that needs nobody else's word.

    Who sits at the server needs no password: he has the database itself. But the named person must
    have the right, the request is on record as from the console, and many rows wait for a second
    person all the same (rules.md §2). Raises RuleBroken("export_no_person" | "export_not_allowed" |
    "export_file_exists" | "export_file_nowhere" | "export_waits") and as `asking.ask`.
    """
    check_free(path)
    person_id = person_called(login)
    reach = states.reach_of(person_id)
    if reach is None:
        raise RuleBroken("export_not_allowed")
    asked = Asked(person_id, reach, wanted)
    number, state = asking.note(asked, purpose=purpose, form=form, via=asking.CONSOLE)
    if state == ASKED:
        raise RuleBroken("export_waits", number=number)
    return fetch(path, login, number)


def fetch(path: Path, login: str, number: int) -> Written:
    """Writes the file of an export that was allowed, made now if no job has yet. Raises as `export`
    and `shelf.take`, and "export_rejected" or why it could not be made."""
    check_free(path)
    person_id = person_called(login)
    export = db.session.get(LeadExport, number)
    if export is None or export.asked_by_id != person_id:
        raise RuleBroken("export_missing", login=login, number=number)
    if export.state in GOING:
        making.make(number)
    refuse(number)
    source, _ = shelf.take(number, person_id)
    with path.open("xb") as target:
        path.chmod(0o600)
        with source.open("rb") as file:
            shutil.copyfileobj(file, target)
    return Written(number, states.get(number).rows_made)


def refuse(number: int) -> None:
    export = states.get(number)
    db.session.refresh(export)
    if export.state == ASKED:
        raise RuleBroken("export_waits", number=number)
    if export.state == REJECTED:
        raise RuleBroken("export_rejected", because=export.decided_because)
    if export.state == FAILED and export.error:
        raise RuleBroken(str(export.error["code"]), **dict(export.error["params"]))  # type: ignore[call-overload]


def check_free(path: Path) -> None:
    """Before anything is on record: nothing stands there, and something can."""
    if path.exists():
        raise RuleBroken("export_file_exists", file=str(path))
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise RuleBroken("export_file_nowhere", folder=str(path.parent))


def person_called(login: str) -> int:
    found = db.session.scalar(select(Person.id).where(Person.login == login.strip().lower()))
    if found is None:
        raise RuleBroken("export_no_person", login=login)
    return found
