"""What was counted of each day, and which days have changed since."""

import sqlalchemy as sa
from alembic import op

from app.models.rollup_triggers import mark_statements, unmark_statements

revision = "0042"
down_revision = "0041"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LEADS = ("called", "reached", "interested", "added")
KINDS = ("day", "week", "month", "quarter", "year")
FIRSTS = [f"{of}_in_{kind}" for of in LEADS for kind in KINDS]

FIRST_CALL = ["day", "person_id", "working_s"]


def upgrade() -> None:
    make_counts()
    make_hours()
    make_stale_days()
    dialect = op.get_bind().dialect.name
    for statement in mark_statements(dialect):
        op.execute(statement)
    op.execute("INSERT INTO stale_day (day) SELECT DISTINCT day FROM call")
    make_indexes()


def make_indexes() -> None:
    """For the board: what was voided today, and what is due without a look at the lead; for reports
    of today: when a lead was reached before, without a look at the call."""
    reached = sa.text("voided_at IS NULL AND (connected OR wechat = 'added')")
    op.create_index(
        "ix_call_reached",
        "call",
        ["lead_id", "started_at"],
        sqlite_where=reached,
        postgresql_where=reached,
        postgresql_include=["day", "person_id", "connected", "wechat"],
    )
    voided = sa.text("voided_at IS NOT NULL")
    op.create_index(
        "ix_call_voided", "call", ["voided_at"], sqlite_where=voided, postgresql_where=voided
    )
    op.drop_index("ix_lead_owner", "lead")
    op.create_index("ix_lead_owner", "lead", ["owner_id", "due_at", "due_kind"])
    op.drop_index("ix_first_call_day", "first_call")
    op.create_index("ix_first_call_day", "first_call", FIRST_CALL, postgresql_include=["lead_id"])


def make_counts() -> None:
    op.create_table(
        "daily_count",
        *keys("scope", "within_id", "day", "key_id"),
        *numbers("calls", "connected", "came_in", *FIRSTS),
        sa.PrimaryKeyConstraint("scope", "within_id", "day", "key_id", name=op.f("pk_daily_count")),
    )
    op.create_index("ix_daily_count_day", "daily_count", ["day"])


def make_hours() -> None:
    op.create_table(
        "daily_hours",
        *keys("scope", "key_id", "day"),
        *numbers("half_hour", "calls", "connected"),
        sa.PrimaryKeyConstraint("scope", "key_id", "day", "half_hour", name=op.f("pk_daily_hours")),
    )
    op.create_index("ix_daily_hours_day", "daily_hours", ["day"])


def make_stale_days() -> None:
    op.create_table(
        "stale_day",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("lead_id", WHOLE, nullable=True),
        sa.Column("person_id", WHOLE, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stale_day")),
    )
    op.create_index("ix_stale_day_day", "stale_day", ["day"])


def keys(*names: str) -> list[sa.Column]:
    kinds = {"scope": sa.String(40), "day": sa.Date()}
    return [sa.Column(name, kinds.get(name, WHOLE), nullable=False) for name in names]


def numbers(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def downgrade() -> None:
    op.drop_index("ix_first_call_day", "first_call")
    op.create_index("ix_first_call_day", "first_call", FIRST_CALL)
    op.drop_index("ix_lead_owner", "lead")
    op.create_index("ix_lead_owner", "lead", ["owner_id", "due_at"])
    op.drop_index("ix_call_voided", "call")
    op.drop_index("ix_call_reached", "call")
    for statement in unmark_statements(op.get_bind().dialect.name):
        op.execute(statement)
    for table in ("stale_day", "daily_hours", "daily_count"):
        op.drop_table(table)
