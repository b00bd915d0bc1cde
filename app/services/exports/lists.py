"""Deals and targets into a file, by the command line and on record (design: doors)."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Person
from app.models.visible import ALL
from app.rules.people import permissions
from app.rules.people.permissions import READ
from app.services import audit
from app.services.customers.within import Who
from app.services.deals import taking_out as deals
from app.services.exports import command, files, states
from app.services.targets import taking_out as targets
from app.services.transaction import write

Rows = Iterator[Sequence[str]]
DEALS, TARGETS = "deals", "targets"
WHAT: dict[str, Callable[[Who], Rows]] = {DEALS: deals.rows, TARGETS: targets.rows}


def export(what: str, path: Path, login: str, *, purpose: str, form: str) -> int:
    """Writes what somebody may see of it into a new file; how many rows without the headings.

    He must have the right to take anything out and to see it; targets only who sees all of them.
    Raises RuleBroken("export_purpose" | "export_file_exists" | "export_file_nowhere" |
    "export_no_person" | "export_not_allowed") (rules.md §1).
    """
    if not purpose.strip():
        raise RuleBroken("export_purpose")
    command.check_free(path)
    who = may(what, command.person_called(login))
    written = 0

    def counted() -> Rows:
        nonlocal written
        for number, row in enumerate(WHAT[what](who)):
            written = number
            yield row

    files.write(path, form, counted())
    path.chmod(0o600)
    with write():
        audit.note(f"{what}_exported", f"person:{who.id}", who.id, rows=written, purpose=purpose)
    return written


def may(what: str, person_id: int) -> Who:
    person = db.session.get_one(Person, person_id)
    reach = permissions.reach(person.roles, what, READ) if person.may_enter(clock.today()) else None
    if reach is None or states.reach_of(person_id) is None or (what == TARGETS and reach != ALL):
        raise RuleBroken("export_not_allowed")
    return Who(person_id, reach)
