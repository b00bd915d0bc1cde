"""Changes of pay that last, and what a closed month was."""

import sqlalchemy as sa
from alembic import op

from app.models.append_only import trigger_statements
from app.models.pay_change_guards import CHANGE_GUARDS
from app.models.pay_guards import pay_guard_statements
from app.models.types import UtcDateTime

revision = "0040"
down_revision = "0031"

CHANGE, STATEMENT = "pay_change", "pay_statement"
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OLDER_TABLES = ("pay_plan", "pay_roster")


def upgrade() -> None:
    make_changes()
    make_statements()
    dialect = op.get_bind().dialect.name
    statements = trigger_statements(STATEMENT, dialect)
    for statement in [*statements, *pay_guard_statements(dialect, CHANGE_GUARDS)]:
        op.execute(statement)


def make_changes() -> None:
    op.create_table(
        CHANGE,
        sa.Column("id", WHOLE, nullable=False),
        person("person_id", nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("condition", sa.String(40), nullable=False),
        sa.Column("fen", WHOLE, nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(200), nullable=False),
        person("proposed_by_id"),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("yes", sa.Boolean(), nullable=True),
        person("decided_by_id"),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("because", sa.String(200), nullable=False),
        person("ended_by_id"),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("end_reason", sa.String(200), nullable=False),
        *(sa.CheckConstraint(said, name=op.f(f"ck_pay_change_{name}")) for name, said in CHECKS),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_change")),
    )
    op.create_index("ix_pay_change_person", CHANGE, ["person_id", "kind"])
    waits = sa.text("decided_at IS NULL")
    op.create_index(
        "uq_pay_change_waits",
        CHANGE,
        ["person_id", "kind", "name"],
        unique=True,
        sqlite_where=waits,
        postgresql_where=waits,
    )


CHECKS = (
    ("kind", "kind IN ('formal', 'leader_raise', 'allowance')"),
    (
        "terms",
        "(kind = 'allowance' AND name <> '' AND fen > 0"
        " AND condition IN ('monthly', 'per_day', 'full_attendance'))"
        " OR (kind <> 'allowance' AND name = '' AND fen = 0 AND condition = '')",
    ),
    ("begins", "kind <> 'allowance' OR starts_on IS NOT NULL"),
    ("reason", "proposed_by_id IS NULL OR reason <> ''"),
    (
        "decided",
        "(decided_at IS NULL) = (decided_by_id IS NULL) AND (decided_at IS NULL) = (yes IS NULL)",
    ),
    ("because", "yes IS NULL OR yes OR because <> ''"),
    ("since", "yes IS NULL OR NOT yes OR starts_on IS NOT NULL"),
    (
        "second_person",
        "decided_by_id <> person_id"
        " AND (proposed_by_id IS NULL OR decided_by_id <> proposed_by_id)",
    ),
    ("days", "ends_on >= starts_on"),
    (
        "ended",
        "(ended_at IS NULL) = (ended_by_id IS NULL) AND (ended_at IS NULL) = (end_reason = '')",
    ),
    ("ended_by_another", "ended_by_id <> person_id"),
)


def person(column: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(
        column,
        WHOLE,
        sa.ForeignKey("person.id", name=op.f(f"fk_pay_change_{column}")),
        nullable=nullable,
    )


def make_statements() -> None:
    op.create_table(
        STATEMENT,
        sa.Column("month_id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("total_fen", WHOLE, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["month_id"], ["pay_month.id"], name=op.f("fk_pay_statement_month_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_pay_statement_person_id")
        ),
        sa.PrimaryKeyConstraint("month_id", "person_id", name=op.f("pk_pay_statement")),
    )


def downgrade() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    for guard in CHANGE_GUARDS:
        if guard.table in OLDER_TABLES:
            of = f" ON {guard.table}" if on_postgresql else ""
            op.execute(f"DROP TRIGGER {guard.trigger}{of}")
    op.drop_table(STATEMENT)
    op.drop_table(CHANGE)
