"""Tokens of advertising platforms, and what arrived by them."""

import sqlalchemy as sa
from alembic import op

from app.models.append_only import trigger_statements
from app.models.types import UtcDateTime

revision = "0007"
down_revision = "0006"

TOKEN, ARRIVAL = "source_token", "arrival"
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    make_tokens()
    make_arrivals()
    for statement in trigger_statements(ARRIVAL, op.get_bind().dialect.name):
        op.execute(statement)


def make_tokens() -> None:
    op.create_table(
        TOKEN,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("source_id", WHOLE, nullable=False),
        sa.Column("platform", sa.String(length=200), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("made_by_id", WHOLE, nullable=False),
        sa.Column("last_used_at", UtcDateTime(), nullable=True),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.Column("revoked_by_id", WHOLE, nullable=True),
        sa.CheckConstraint(
            "(revoked_at IS NULL) = (revoked_by_id IS NULL)", name=op.f("ck_source_token_revoked")
        ),
        *(points(TOKEN, *to) for to in (("source_id", "source"), ("made_by_id", "person"))),
        points(TOKEN, "revoked_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_source_token_token_hash")),
    )
    op.create_index(op.f("ix_source_token_source_id"), TOKEN, ["source_id"])


def make_arrivals() -> None:
    op.create_table(
        ARRIVAL,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("token_id", WHOLE, nullable=False),
        sa.Column("source_id", WHOLE, nullable=False),
        sa.Column("platform_id", sa.String(length=100), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("lead_id", WHOLE, nullable=True),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('handed_out', 'waiting', 'duplicate', 'do_not_call')",
            name=op.f("ck_arrival_state"),
        ),
        sa.CheckConstraint(
            "(state = 'do_not_call') = (lead_id IS NULL)", name=op.f("ck_arrival_lead")
        ),
        sa.CheckConstraint("platform_id <> ''", name=op.f("ck_arrival_platform_id")),
        *(points(ARRIVAL, *to) for to in (("token_id", TOKEN), ("source_id", "source"))),
        points(ARRIVAL, "lead_id", "lead"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival")),
        sa.UniqueConstraint(
            "source_id", "platform_id", name=op.f("uq_arrival_source_id_platform_id")
        ),
    )
    for column in ("token_id", "lead_id"):
        op.create_index(op.f(f"ix_arrival_{column}"), ARRIVAL, [column])


def points(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def downgrade() -> None:
    for table in (ARRIVAL, TOKEN):
        op.drop_table(table)
