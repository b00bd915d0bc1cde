"""Every row against the constraints of its table, also where the database did not hold them
(design: safety)."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Select, and_, select, text

from app.extensions import db
from app.services.checks.finding import Finding, among, is_sqlite, listed

SOUND = "ok"


def parents_are_there() -> list[Finding]:
    """Every foreign key names a row that is there."""
    if is_sqlite():
        broken = db.session.execute(text("PRAGMA foreign_key_check"))
        return listed("check_foreign_keys", [f"{one[0]} {one[1]} → {one[2]}" for one in broken])
    return [
        Finding("check_foreign_keys", one.count, tuple(f"{table.name} {key}" for key in one.first))
        for table in db.metadata.sorted_tables
        for query in map(orphans, table.foreign_key_constraints)
        for one in among("", query)
    ]


def orphans(key: ForeignKeyConstraint) -> Select[Any]:
    parent: Any = key.referred_table.alias("parent")
    pairs = [(one.parent, parent.c[one.column.name]) for one in key.elements]
    there = select(text("1")).select_from(parent).where(*(own == other for own, other in pairs))
    named = and_(*(own.is_not(None) for own, _ in pairs))
    return ids(key.table).where(named, ~there.exists())


def conditions_hold() -> list[Finding]:
    """Every row fulfils the CHECKs of its table."""
    return [
        Finding("check_rows", one.count, tuple(f"{table.name} {key}" for key in one.first))
        for table in db.metadata.sorted_tables
        for check in table.constraints
        if isinstance(check, CheckConstraint)
        for one in among("", ids(table).where(text(f"NOT ({check.sqltext})")))
    ]


def ids(table: Any) -> Select[Any]:
    return select(*table.primary_key.columns)


def file_is_sound() -> list[Finding]:
    """SQLite finds its pages, indexes and NOT NULLs in order."""
    if not is_sqlite():
        return []
    said = db.session.scalars(text("PRAGMA integrity_check(20)")).all()
    return listed("check_file", [one for one in said if one != SOUND])


CHECKS = (parents_are_there, conditions_hold, file_is_sound)
