"""Notes which closed months are to be computed once more, because a fact of theirs changed."""

import sqlalchemy as sa
from alembic import op

from app.models.pay_touches import WATCHES, touch_statements

revision = "0041"
down_revision = "0040"

TOUCH = "pay_touch"
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ALL_CLOSED = "INSERT INTO pay_touch (month) SELECT month FROM pay_month WHERE closed_at IS NOT NULL"


def upgrade() -> None:
    op.create_table(
        TOUCH,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_touch")),
    )
    op.create_index(op.f("ix_pay_touch_month"), TOUCH, ["month"])
    op.execute(ALL_CLOSED)
    for statement in touch_statements(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    for watch in WATCHES:
        for name in watch.names():
            op.execute(f"DROP TRIGGER {name}{f' ON {watch.table}' if on_postgresql else ''}")
            if on_postgresql:
                op.execute(f"DROP FUNCTION {name}()")
    op.drop_table(TOUCH)
