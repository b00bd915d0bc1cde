"""Runs of the hand-out, everybody's share in them, and the carry of each month."""

import sqlalchemy as sa
from alembic import op

from app.models.append_only import trigger_statements
from app.models.types import UtcDateTime

revision = "0005"
down_revision = "0003"

RUN, SHARE, CARRY = "allocation_run", "allocation_share", "allocation_carry"
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    make_runs()
    make_shares()
    make_carries()
    dialect = op.get_bind().dialect.name
    for table in (RUN, SHARE):
        for statement in trigger_statements(table, dialect):
            op.execute(statement)
    # In place: a table built anew by batch mode would lose its triggers.
    whole = "INTEGER" if dialect == "sqlite" else "BIGINT"
    op.execute(
        f"ALTER TABLE hand_out ADD COLUMN run_id {whole}"
        f" CONSTRAINT fk_hand_out_run_id REFERENCES {RUN} (id)"
    )
    op.create_index("ix_hand_out_run_id", "hand_out", ["run_id"])


def make_runs() -> None:
    op.create_table(
        RUN,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("how", sa.String(length=40), nullable=False),
        sa.Column("by_id", WHOLE, nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("handed_out", WHOLE, nullable=False),
        sa.Column("left_over", WHOLE, nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "how IN ('morning', 'by_hand', 'arrival', 'extra')",
            name=op.f("ck_allocation_run_how"),
        ),
        sa.CheckConstraint(
            "handed_out >= 0 AND left_over >= 0", name=op.f("ck_allocation_run_counts")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_allocation_run_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocation_run")),
    )
    op.create_index(op.f("ix_allocation_run_day"), RUN, ["day"])


def make_shares() -> None:
    counts = ("quota", "taken", "uncalled", "entitlement", "got")
    op.create_table(
        SHARE,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("run_id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        *(sa.Column(name, WHOLE, nullable=False) for name in counts),
        sa.Column("carry_before", sa.Text(), nullable=False),
        sa.Column("carry_after", sa.Text(), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["allocation_run.id"], name=op.f("fk_allocation_share_run_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_allocation_share_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocation_share")),
        sa.UniqueConstraint(
            "run_id", "person_id", name=op.f("uq_allocation_share_run_id_person_id")
        ),
    )


def make_carries() -> None:
    op.create_table(
        CARRY,
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_allocation_carry_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", "month", name=op.f("pk_allocation_carry")),
    )


def downgrade() -> None:
    op.drop_index("ix_hand_out_run_id", "hand_out")
    op.execute("ALTER TABLE hand_out DROP COLUMN run_id")
    for table in (CARRY, SHARE, RUN):
        op.drop_table(table)
