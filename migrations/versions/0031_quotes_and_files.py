"""Quotes to customers, and the files of quotes and contracts."""

import sqlalchemy as sa
from alembic import op

from app.models.types import UtcDateTime

revision = "0031"
down_revision = "0030"

QUOTE, FILE = "quote", "deal_file"
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WITHDRAWN = (
    "(withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)"
    " AND (withdrawn_at IS NULL) = (withdrawn_because = '')"
)


def upgrade() -> None:
    make_quotes()
    make_files()


def make_quotes() -> None:
    op.create_table(
        QUOTE,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("uuid", sa.String(64), nullable=False),
        sa.Column("lead_id", WHOLE, nullable=False),
        sa.Column("product_id", WHOLE),
        sa.Column("price_fen", WHOLE, nullable=False),
        sa.Column("valid_until", sa.Date()),
        sa.Column("note", sa.String(1000), nullable=False),
        sa.Column("by_id", WHOLE, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("deal_id", WHOLE),
        *withdrawn(),
        sa.CheckConstraint("price_fen > 0", name=op.f("ck_quote_price")),
        sa.CheckConstraint(WITHDRAWN, name=op.f("ck_quote_withdrawn")),
        points(QUOTE, "lead_id", "lead"),
        points(QUOTE, "product_id", "product"),
        points(QUOTE, "by_id", "person"),
        points(QUOTE, "deal_id", "deal"),
        points(QUOTE, "withdrawn_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote")),
        sa.UniqueConstraint("uuid", name=op.f("uq_quote_uuid")),
    )
    for column in ("lead_id", "by_id", "deal_id"):
        op.create_index(op.f(f"ix_quote_{column}"), QUOTE, [column])


def make_files() -> None:
    op.create_table(
        FILE,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("deal_id", WHOLE),
        sa.Column("quote_id", WHOLE),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("bytes", WHOLE, nullable=False),
        sa.Column("by_id", WHOLE, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        *withdrawn(),
        sa.CheckConstraint(
            "(deal_id IS NULL) <> (quote_id IS NULL)", name=op.f("ck_deal_file_subject")
        ),
        sa.CheckConstraint("kind IN ('quote', 'contract')", name=op.f("ck_deal_file_kind")),
        sa.CheckConstraint(
            "quote_id IS NULL OR kind = 'quote'", name=op.f("ck_deal_file_of_quote")
        ),
        sa.CheckConstraint("bytes > 0", name=op.f("ck_deal_file_bytes")),
        sa.CheckConstraint(WITHDRAWN, name=op.f("ck_deal_file_withdrawn")),
        points(FILE, "deal_id", "deal"),
        points(FILE, "quote_id", "quote"),
        points(FILE, "by_id", "person"),
        points(FILE, "withdrawn_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_file")),
    )
    for column in ("deal_id", "quote_id"):
        op.create_index(op.f(f"ix_deal_file_{column}"), FILE, [column])
    once("uq_deal_file_deal", "deal_id", ["deal_id", "kind", "digest"])
    once("uq_deal_file_quote", "quote_id", ["quote_id", "digest"])


def once(name: str, subject: str, columns: list[str]) -> None:
    """The same file stands on the same thing once, until it is taken back."""
    open_ones = sa.text(f"withdrawn_at IS NULL AND {subject} IS NOT NULL")
    where = {"sqlite_where": open_ones, "postgresql_where": open_ones}
    op.create_index(name, FILE, columns, unique=True, **where)


def withdrawn() -> list[sa.Column]:
    return [
        sa.Column("withdrawn_at", UtcDateTime()),
        sa.Column("withdrawn_by_id", WHOLE),
        sa.Column("withdrawn_because", sa.String(200), nullable=False),
    ]


def points(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def downgrade() -> None:
    op.drop_table(FILE)
    op.drop_table(QUOTE)
