"""Whether the data are whole, as the nightly job finds it. What hangs on the tables alone is looked
at once for the same tables: comparing them with the models takes most of the time."""

from functools import cache

from sqlalchemy import text

from app.extensions import db
from app.services.checks import database, run
from app.services.checks.finding import Finding, is_sqlite

OF_TABLES = (*database.STRUCTURE, *database.CHECKS)
OF_ROWS = tuple(check for check in run.OF_DATA if check not in database.CHECKS)
TABLES = "SELECT sql FROM sqlite_master UNION ALL SELECT version_num FROM alembic_version"


def findings() -> list[Finding]:
    if not is_sqlite():
        return run.run()
    with run.snapshot():
        tables = of_tables(tuple(db.session.scalars(text(TABLES))))
        return [*tables, *(found for check in OF_ROWS for found in run.tried(check))]


@cache
def of_tables(_tables: tuple[str, ...]) -> list[Finding]:
    return [found for check in OF_TABLES for found in run.tried(check)]
