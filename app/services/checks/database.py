"""The database itself: tables, conditions and triggers stand as models and migrations say
(design: append-only tables)."""

from collections.abc import Iterable, Iterator
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, inspect, text

from app.config import ROOT
from app.extensions import db
from app.models.append_only import APPEND_ONLY, trigger_statements
from app.models.own_share import guard_statements
from app.models.pay_change_guards import ALL_GUARDS
from app.models.pay_guards import pay_guard_statements
from app.models.pay_plans import fixed_statements
from app.models.pay_touches import POSTGRESQL, SQLITE, touch_statements
from app.models.rollup_triggers import mark_statements
from app.models.wasting import note_statements
from app.services.checks.finding import Finding, is_sqlite, listed

TRIGGERS_ON_SQLITE = "SELECT sql FROM sqlite_master WHERE type = 'trigger'"
TRIGGERS_ON_POSTGRESQL = """
SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
JOIN pg_proc p ON p.oid = t.tgfoid
WHERE t.tgenabled IN ('O', 'A') AND p.proname = 'refuse_change' AND p.prosrc LIKE '%RAISE EXCEPTION%'
AND c.relnamespace = current_schema()::regnamespace
AND (t.tgtype & 2) > 0 AND (t.tgtype & 8) > 0 AND (t.tgtype & 16) > 0 AND t.tgqual IS NULL
"""
GUARDS_ON_POSTGRESQL = """
SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
JOIN pg_proc p ON p.oid = t.tgfoid
WHERE t.tgenabled IN ('O', 'A') AND p.prosrc LIKE '%RAISE EXCEPTION ''own share%'
AND c.relnamespace = current_schema()::regnamespace
AND (t.tgtype & 2) > 0 AND (t.tgtype & 4) > 0 AND (t.tgtype & 16) > 0
"""
NAMES_ON_POSTGRESQL = """
SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE t.tgenabled IN ('O', 'A') AND c.relnamespace = current_schema()::regnamespace
"""
LONGEST = 63
NOT_VALIDATED = "SELECT conname FROM pg_constraint WHERE NOT convalidated"


def migrations_are_done() -> list[Finding]:
    """The database has been brought to the newest migration, and to no other."""
    here = set(MigrationContext.configure(db.session.connection()).get_current_heads())
    newest = set(ScriptDirectory(str(ROOT / "migrations")).get_heads())
    return listed("check_migration", sorted(newest ^ here))


def tables_are_as_the_models_say() -> list[Finding]:
    """No table, column, index, unique or foreign key is missing or over."""
    context = MigrationContext.configure(db.session.connection(), opts={"compare_type": False})
    return listed("check_tables", sorted(map(told, flat(compare_metadata(context, db.metadata)))))


def flat(differences: list[Any]) -> Iterator[tuple[Any, ...]]:
    for one in differences:
        if isinstance(one, list):
            yield from flat(one)
        else:
            yield one


def told(difference: tuple[Any, ...]) -> str:
    named = [part if isinstance(part, str) else getattr(part, "name", None) for part in difference]
    return " ".join(name for name in named if name)


def conditions_stand() -> list[Finding]:
    """Every CHECK of the models is in the database."""
    inspector = inspect(db.session.connection())
    there = set(inspector.get_table_names())
    missing = [
        name
        for table in db.metadata.sorted_tables
        if table.name in there
        for name in wanted(table) - held(inspector, table.name)
    ]
    return listed("check_conditions", sorted(missing))


def wanted(table: Any) -> set[str]:
    return {str(one.name) for one in table.constraints if isinstance(one, CheckConstraint)}


def held(inspector: Any, table: str) -> set[str]:
    return {str(one["name"]) for one in inspector.get_check_constraints(table)}


def conditions_bind_old_rows_too() -> list[Finding]:
    """No constraint on PostgreSQL was added without looking at the rows there are."""
    if is_sqlite():
        return []
    return listed("check_not_validated", db.session.scalars(text(NOT_VALIDATED)).all())


def append_only_triggers_stand() -> list[Finding]:
    """Nobody can change or delete a row of a ledger, whoever asks."""
    if not is_sqlite():
        standing = set(db.session.scalars(text(TRIGGERS_ON_POSTGRESQL)))
        return listed("check_triggers", sorted(set(APPEND_ONLY) - standing))
    made = set(db.session.scalars(text(TRIGGERS_ON_SQLITE)))
    falls = [
        name for name in APPEND_ONLY if not made.issuperset(trigger_statements(name, "sqlite"))
    ]
    return listed("check_triggers", falls)


def own_share_triggers_stand() -> list[Finding]:
    """Nobody can confirm what he has a share in, whoever asks (rules.md §5)."""
    wanted = guard_statements("sqlite" if is_sqlite() else "postgresql")
    if is_sqlite():
        made = set(db.session.scalars(text(TRIGGERS_ON_SQLITE)))
        lost = {statement.split()[2] for statement in wanted if statement not in made}
    else:
        standing = set(db.session.scalars(text(GUARDS_ON_POSTGRESQL)))
        made_by = (one.split()[2] for one in wanted if one.startswith("CREATE TRIGGER"))
        lost = {name for name in made_by if name not in standing}
    return listed("check_guards", sorted(lost))


def other_triggers_stand() -> list[Finding]:
    """What refuses in pay, and what notes changes of closed months, is all there (rules.md §8)."""
    dialect = SQLITE if is_sqlite() else POSTGRESQL
    wanted = [*pay_guard_statements(dialect, ALL_GUARDS), *touch_statements(dialect)]
    wanted += fixed_statements("pay_plan", dialect)
    return listed("check_pay_triggers", lost(wanted))


def marking_triggers_stand() -> list[Finding]:
    """What changes a day that was counted, and what was wasted, is noted, whoever does it (rules.md
    §6)."""
    dialect = SQLITE if is_sqlite() else POSTGRESQL
    return listed("check_marks", lost([*mark_statements(dialect), *note_statements(dialect)]))


def lost(wanted: Iterable[str]) -> list[str]:
    """The triggers of these statements that are not there; on SQLite as they are written here."""
    made_by = {one.split()[2]: one for one in wanted if one.startswith("CREATE TRIGGER")}
    if is_sqlite():
        made = set(db.session.scalars(text(TRIGGERS_ON_SQLITE)))
        return sorted(name for name, statement in made_by.items() if statement not in made)
    standing = set(db.session.scalars(text(NAMES_ON_POSTGRESQL)))
    return sorted(name for name in made_by if name[:LONGEST] not in standing)


STRUCTURE = (migrations_are_done, tables_are_as_the_models_say)
CHECKS = (
    conditions_stand,
    conditions_bind_old_rows_too,
    append_only_triggers_stand,
    own_share_triggers_stand,
    marking_triggers_stand,
    other_triggers_stand,
)
