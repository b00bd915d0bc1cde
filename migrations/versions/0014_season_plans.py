"""What a month or quarter is about."""

import sqlalchemy as sa
from alembic import op

from app.models.types import UtcDateTime

revision = "0014"
down_revision = "0013"

PLAN = "season_plan"
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        PLAN,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("period", sa.String(40), nullable=False),
        sa.Column("themes", sa.String(1000), nullable=False),
        sa.Column("peaks", sa.String(1000), nullable=False),
        sa.Column("trades", sa.JSON(), nullable=False),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.Column("set_by_id", WHOLE, nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("rev > 0", name=op.f("ck_season_plan_rev")),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["person.id"], name=op.f("fk_season_plan_set_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_season_plan")),
        sa.UniqueConstraint("period", name=op.f("uq_season_plan_period")),
    )


def downgrade() -> None:
    op.drop_table(PLAN)
