"""Leads that people enter themselves, and how often they ask whose a number is."""

import sqlalchemy as sa
from alembic import op

from app.models.append_only import trigger_statements
from app.models.types import UtcDateTime

revision = "0009"
down_revision = "0008"

ENTRY, CHECK = "lead_entry", "number_check"
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    empty = sa.Column("referred_by", sa.String(200), nullable=False, server_default="")
    op.add_column("lead", empty)
    make_entries()
    op.create_table(
        CHECK,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        points(CHECK, "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_check")),
    )
    op.create_index("ix_number_check_person_at", CHECK, ["person_id", "at"])


def make_entries() -> None:
    op.create_table(
        ENTRY,
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("lead_id", WHOLE, nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('made', 'grown', 'known', 'listed')", name=op.f("ck_lead_entry_state")
        ),
        sa.CheckConstraint(
            "state = 'listed' OR lead_id IS NOT NULL", name=op.f("ck_lead_entry_lead")
        ),
        points(ENTRY, "person_id", "person"),
        points(ENTRY, "lead_id", "lead"),
        sa.PrimaryKeyConstraint("key", "person_id", name=op.f("pk_lead_entry")),
    )
    op.create_index(op.f("ix_lead_entry_lead_id"), ENTRY, ["lead_id"])
    for statement in trigger_statements(ENTRY, op.get_bind().dialect.name):
        op.execute(statement)


def points(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def downgrade() -> None:
    for table in (CHECK, ENTRY):
        op.drop_table(table)
    op.drop_column("lead", "referred_by")
