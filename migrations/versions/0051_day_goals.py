"""What each person is to reach on a day."""

import sqlalchemy as sa
from alembic import op

from app.models.types import UtcDateTime

revision = "0051"
down_revision = "0050"

TABLES = ("day_goal",)
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    make_day_goal()


def make_day_goal() -> None:
    op.create_table(
        "day_goal",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("measure", sa.String(40), nullable=False),
        sa.Column("hundredths", WHOLE, nullable=False),
        sa.Column("suggested", WHOLE, nullable=True),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.Column("set_by_id", WHOLE, nullable=False),
        sa.CheckConstraint(
            "measure IN ('calls', 'workload', 'deals', 'amount')", name=op.f("ck_day_goal_measure")
        ),
        sa.CheckConstraint("hundredths > 0", name=op.f("ck_day_goal_hundredths")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_day_goal_person_id")),
        sa.ForeignKeyConstraint(["set_by_id"], ["person.id"], name=op.f("fk_day_goal_set_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_goal")),
        sa.UniqueConstraint(
            "person_id", "day", "measure", name=op.f("uq_day_goal_person_id_day_measure")
        ),
    )
    op.create_index(op.f("ix_day_goal_day"), "day_goal", ["day"])


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
