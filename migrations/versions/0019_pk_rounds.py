"""Contests of any days between groups or two people."""

import sqlalchemy as sa
from alembic import op

from app.models.append_only import trigger_statements
from app.models.types import UtcDateTime

revision = "0019"
down_revision = "0018"

ROUND, SIDE, MEMBER, WITHDRAWAL = TABLES = ("pk_round", "pk_side", "pk_member", "pk_withdrawal")
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    make_rounds()
    make_sides()
    make_members()
    make_withdrawals()
    for table in TABLES:
        for statement in trigger_statements(table, op.get_bind().dialect.name):
            op.execute(statement)


def make_rounds() -> None:
    op.create_table(
        ROUND,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("team_id", WHOLE, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("prize", sa.String(200), nullable=False),
        sa.Column("prize_fen", WHOLE, nullable=False),
        sa.Column("workload", WHOLE, nullable=False),
        sa.Column("conversion", WHOLE, nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("opened_by_id", WHOLE, nullable=False),
        sa.CheckConstraint("kind IN ('groups', 'people')", name=op.f("ck_pk_round_kind")),
        sa.CheckConstraint("last >= first", name=op.f("ck_pk_round_days")),
        sa.CheckConstraint("prize_fen >= 0", name=op.f("ck_pk_round_prize")),
        sa.CheckConstraint("prize_fen > 0 OR prize <> ''", name=op.f("ck_pk_round_some_prize")),
        sa.CheckConstraint(
            "workload BETWEEN 0 AND 100 AND workload + conversion = 100",
            name=op.f("ck_pk_round_weights"),
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_pk_round_team_id")),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["person.id"], name=op.f("fk_pk_round_opened_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pk_round")),
        sa.UniqueConstraint("id", "first", name=op.f("uq_pk_round_id_first")),
    )
    op.create_index("ix_pk_round_team", ROUND, ["team_id", "first"])


def make_sides() -> None:
    op.create_table(
        SIDE,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("round_id", WHOLE, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("group_id", WHOLE, nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_pk_side_name")),
        sa.ForeignKeyConstraint(["round_id"], ["pk_round.id"], name=op.f("fk_pk_side_round_id")),
        sa.ForeignKeyConstraint(["group_id"], ["sales_group.id"], name=op.f("fk_pk_side_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pk_side")),
    )
    op.create_index(op.f("ix_pk_side_round_id"), SIDE, ["round_id"])


def make_members() -> None:
    op.create_table(
        MEMBER,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("side_id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["side_id"], ["pk_side.id"], name=op.f("fk_pk_member_side_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pk_member_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pk_member")),
        sa.UniqueConstraint("side_id", "person_id", name=op.f("uq_pk_member_side_id_person_id")),
    )
    op.create_index(op.f("ix_pk_member_person_id"), MEMBER, ["person_id"])


def make_withdrawals() -> None:
    op.create_table(
        WITHDRAWAL,
        sa.Column("round_id", WHOLE, nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", WHOLE, nullable=False),
        sa.CheckConstraint("day < first", name=op.f("ck_pk_withdrawal_before_start")),
        sa.ForeignKeyConstraint(
            ["round_id", "first"],
            ["pk_round.id", "pk_round.first"],
            name=op.f("fk_pk_withdrawal_round_id_first"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_pk_withdrawal_by_id")),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_pk_withdrawal")),
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
