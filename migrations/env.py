from alembic import context
from flask import current_app
from sqlalchemy import text

from app.models.types import UtcDateTime

database = current_app.extensions["migrate"].db


def render(kind: str, thing: object, _context: object) -> str | bool:
    return "UtcDateTime()" if kind == "type" and isinstance(thing, UtcDateTime) else False


def migrate() -> None:
    """One transaction for all steps. SQLite rebuilds tables, so foreign keys rest meanwhile."""
    with database.engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_item=render,
            render_as_batch=sqlite,
            compare_type=False,
        )
        with context.begin_transaction():
            context.run_migrations()
        if sqlite:
            broken = connection.execute(text("PRAGMA foreign_key_check")).all()
            assert not broken, f"rows without their parent after migrating: {broken[:5]}"
        connection.commit()
        if sqlite:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")


migrate()
