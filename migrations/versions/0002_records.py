"""What became of records that needed a look."""

import sqlalchemy as sa
from alembic import op

from app.models.append_only import trigger_statements
from app.models.types import UtcDateTime

revision = "0002"
down_revision = "0001"

TABLE = "sync_settlement"
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("op_id", sa.String(length=160), nullable=True),
        sa.Column("device_id", sa.String(length=64), nullable=True),
        sa.Column("upto_seq", WHOLE, nullable=True),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("how", sa.String(length=40), nullable=False),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("call_id", WHOLE, nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("by_id", WHOLE, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "(op_id IS NULL) <> (device_id IS NULL)", name=op.f("ck_sync_settlement_subject")
        ),
        sa.CheckConstraint(
            "(device_id IS NULL) = (upto_seq IS NULL)", name=op.f("ck_sync_settlement_upto")
        ),
        sa.CheckConstraint("how IN ('retried', 'settled')", name=op.f("ck_sync_settlement_how")),
        sa.ForeignKeyConstraint(["op_id"], ["sync_op.id"], name=op.f("fk_sync_settlement_op_id")),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_sync_settlement_device_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sync_settlement_person_id")
        ),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_sync_settlement_call_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_sync_settlement_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sync_settlement")),
        sa.UniqueConstraint("op_id", name=op.f("uq_sync_settlement_op_id")),
        sa.UniqueConstraint(
            "device_id", "upto_seq", name=op.f("uq_sync_settlement_device_id_upto_seq")
        ),
    )
    op.create_index(op.f("ix_sync_settlement_person_id"), TABLE, ["person_id"])
    void = sa.text("kind = 'void'")
    op.create_index(
        "ix_sync_op_void", "sync_op", ["person_id"], sqlite_where=void, postgresql_where=void
    )
    for statement in trigger_statements(TABLE, op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    op.drop_index("ix_sync_op_void", table_name="sync_op")
    op.drop_table(TABLE)
