"""A line of one's own in each daily report."""

import sqlalchemy as sa
from alembic import op

from app.models.types import UtcDateTime

revision = "0070"
down_revision = "0062"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LINE = "daily_line"


def upgrade() -> None:
    op.create_table(
        LINE,
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sa.String(200), nullable=False),
        sa.Column("rev", WHOLE, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("rev >= 0", name=op.f(f"ck_{LINE}_rev")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f(f"fk_{LINE}_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", "day", name=op.f(f"pk_{LINE}")),
    )
    op.create_index(op.f(f"ix_{LINE}_day"), LINE, ["day"])


def downgrade() -> None:
    op.drop_table(LINE)
