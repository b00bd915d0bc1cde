"""Which saves of a daily line have arrived, so that one sent again is the same save."""

import sqlalchemy as sa
from alembic import op

from app.models.append_only import trigger_statements

revision = "0072"
down_revision = "0071"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SAVE = "daily_line_save"


def upgrade() -> None:
    op.create_table(
        SAVE,
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("uuid", sa.String(40), nullable=False),
        sa.Column("rev", WHOLE, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.CheckConstraint("rev >= 1", name=op.f(f"ck_{SAVE}_rev")),
        sa.CheckConstraint("uuid <> ''", name=op.f(f"ck_{SAVE}_uuid")),
        sa.ForeignKeyConstraint(
            ["person_id", "day"],
            ["daily_line.person_id", "daily_line.day"],
            name=op.f(f"fk_{SAVE}_person_id_daily_line"),
        ),
        sa.PrimaryKeyConstraint("person_id", "day", "uuid", name=op.f(f"pk_{SAVE}")),
    )
    for statement in trigger_statements(SAVE, op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table(SAVE)
