"""Plans of pay."""

import sqlalchemy as sa
from alembic import op

from app.models.pay_plans import fixed_statements
from app.models.types import UtcDateTime

revision = "0018"
down_revision = "0016"

PLAN = "pay_plan"
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        PLAN,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("drafted_by_id", WHOLE, nullable=False),
        sa.Column("drafted_at", UtcDateTime(), nullable=False),
        sa.Column("approved_by_id", WHOLE, nullable=True),
        sa.Column("approved_at", UtcDateTime(), nullable=True),
        sa.Column("approval_note", sa.String(200), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("rev", WHOLE, nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_pay_plan_name")),
        sa.CheckConstraint(
            "(approved_at IS NULL) = (approved_by_id IS NULL)", name=op.f("ck_pay_plan_approved")
        ),
        sa.CheckConstraint(
            "approved_by_id IS NULL OR alone OR approved_by_id <> drafted_by_id",
            name=op.f("ck_pay_plan_second_person"),
        ),
        sa.CheckConstraint(
            "NOT alone OR approval_note <> ''", name=op.f("ck_pay_plan_alone_says_why")
        ),
        sa.ForeignKeyConstraint(
            ["drafted_by_id"], ["person.id"], name=op.f("fk_pay_plan_drafted_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["person.id"], name=op.f("fk_pay_plan_approved_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_plan")),
    )
    approved = sa.text("approved_at IS NOT NULL")
    op.create_index(
        "uq_pay_plan_starts_on",
        PLAN,
        ["starts_on"],
        unique=True,
        sqlite_where=approved,
        postgresql_where=approved,
    )
    for statement in fixed_statements(PLAN, op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table(PLAN)
