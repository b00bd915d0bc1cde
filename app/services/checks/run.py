"""Whether the data are whole: every check, one after the other, in one snapshot (design: doors)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from app.extensions import db, queue
from app.services.checks import (
    database,
    deals,
    do_not_call,
    histories,
    leads,
    ledgers,
    pay,
    rollups,
    rows,
    sync,
)
from app.services.checks.finding import Finding, is_sqlite
from app.services.transaction import savepoint

Check = Callable[[], list[Finding]]
OF_DATA: tuple[Check, ...] = (
    *database.CHECKS,
    *rows.CHECKS,
    *leads.CHECKS,
    *ledgers.CHECKS,
    *deals.CHECKS,
    *pay.CHECKS,
    *histories.CHECKS,
    *rollups.CHECKS,
    *sync.CHECKS,
    *do_not_call.CHECKS,
)
ALL: tuple[Check, ...] = (*database.STRUCTURE, *OF_DATA)
ONE_SNAPSHOT: dict[str, Any] = {"isolation_level": "REPEATABLE READ"}


def run() -> list[Finding]:
    """What is not as it must be; it changes nothing. Tables that are not those of the models are
    all that is said then: nothing else could be asked of them."""
    with snapshot():
        structure = [found for check in database.STRUCTURE for found in tried(check)]
        return structure or [found for check in OF_DATA for found in tried(check)]


@contextmanager
def snapshot() -> Iterator[None]:
    db.session.rollback()
    try:
        db.session.connection(execution_options={} if is_sqlite() else ONE_SNAPSHOT)
        yield
    finally:
        db.session.rollback()


def tried(check: Check) -> list[Finding]:
    """A check that cannot be made is a finding, too, and stops no other."""
    try:
        with savepoint():
            return check()
    except (SQLAlchemyError, ValueError) as fault:
        return [Finding("check_failed", 1, (f"{check.__name__}: {str(fault).splitlines()[0]}",))]


@queue.daily
def check_data() -> dict[str, int]:
    """What is not whole, by check, for the list of jobs: {} when all is well."""
    found: dict[str, int] = {}
    for one in run():
        found[one.code] = found.get(one.code, 0) + one.count
    return found
