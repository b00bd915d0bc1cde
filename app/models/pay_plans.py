"""Plans of pay: versions that are drafted, approved, and then never change (rules.md §8)."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Id, Instant, Line

APPROVED = text("approved_at IS NOT NULL")


class PayPlan(db.Model):
    """A version of the rules of pay, a draft until somebody approves it. It begins on the first day
    of a month and holds until the next. `alone`: there was nobody else who could approve it.

    Once approved a row is never changed and never deleted; the database refuses.
    """

    __tablename__ = "pay_plan"
    __table_args__ = (
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("(approved_at IS NULL) = (approved_by_id IS NULL)", name="approved"),
        CheckConstraint(
            "approved_by_id IS NULL OR alone OR approved_by_id <> drafted_by_id",
            name="second_person",
        ),
        CheckConstraint("NOT alone OR approval_note <> ''", name="alone_says_why"),
        Index(
            "uq_pay_plan_starts_on",
            "starts_on",
            unique=True,
            sqlite_where=APPROVED,
            postgresql_where=APPROVED,
        ),
    )

    id: Mapped[Id]
    name: Mapped[Line]
    starts_on: Mapped[date]
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    note: Mapped[Line]
    drafted_by_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))
    drafted_at: Mapped[Instant]
    approved_by_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    approved_at: Mapped[Instant | None]
    approval_note: Mapped[Line]
    alone: Mapped[bool] = mapped_column(default=False)
    rev: Mapped[int] = mapped_column(default=1)


FIXED_ON_POSTGRESQL = """
CREATE OR REPLACE FUNCTION refuse_change_of_approved() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is approved', TG_TABLE_NAME; END $$
"""


def fixed_statements(table: str, dialect: str) -> list[str]:
    """The statements that keep approved rows of `table` as they are on `sqlite` or `postgresql`."""
    approved = "OLD.approved_at IS NOT NULL"
    if dialect == "postgresql":
        return [
            FIXED_ON_POSTGRESQL,
            f"CREATE TRIGGER {table}_approved BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"
            f" WHEN ({approved}) EXECUTE FUNCTION refuse_change_of_approved()",
        ]
    return [
        f"CREATE TRIGGER {table}_approved_no_{verb.lower()} BEFORE {verb} ON {table}"
        f" WHEN {approved} BEGIN SELECT RAISE(ABORT, '{table} is approved'); END"
        for verb in ("UPDATE", "DELETE")
    ]
