"""Leads that were found to be one, and people who clash at one customer."""

import sqlalchemy as sa
from alembic import op

from app.models.append_only import trigger_statements
from app.models.types import UtcDateTime

revision = "0011"
down_revision = "0010"

MERGE, CLASH, KEY = "lead_merge", "clash", "clash_key"
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
GONE = "merged_into_id IS NULL OR (owner_id IS NULL AND gone_because = 'merged')"


def upgrade() -> None:
    point_from_leads_and_calls()
    make_merges()
    make_clashes()
    op.create_table(
        KEY,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("lead_id", WHOLE, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        points(KEY, "lead_id", "lead"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clash_key")),
        sa.UniqueConstraint("lead_id", "kind", name=op.f("uq_clash_key_lead_id_kind")),
    )
    op.create_index("ix_clash_key_key", KEY, ["kind", "key"])


def point_from_leads_and_calls() -> None:
    """In place: a table built anew by batch mode would lose what points to it."""
    whole = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    op.execute(
        f"ALTER TABLE lead ADD COLUMN merged_into_id {whole}"
        " CONSTRAINT fk_lead_merged_into_id REFERENCES lead (id)"
        f"\nCONSTRAINT ck_lead_merged CHECK ({GONE})\n"
    )
    op.execute(
        f"ALTER TABLE call ADD COLUMN named_lead_id {whole}"
        " CONSTRAINT fk_call_named_lead_id REFERENCES lead (id)"
    )
    op.create_index(
        "ix_lead_merged_into", "lead", ["merged_into_id"], **where("merged_into_id IS NOT NULL")
    )


def make_merges() -> None:
    op.create_table(
        MERGE,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("kept_id", WHOLE, nullable=False),
        sa.Column("merged_id", WHOLE, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", WHOLE, nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.CheckConstraint("kept_id <> merged_id", name=op.f("ck_lead_merge_two")),
        points(MERGE, "kept_id", "lead"),
        points(MERGE, "merged_id", "lead"),
        points(MERGE, "by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_merge")),
        sa.UniqueConstraint("merged_id", name=op.f("uq_lead_merge_merged_id")),
    )
    op.create_index(op.f("ix_lead_merge_kept_id"), MERGE, ["kept_id"])
    for statement in trigger_statements(MERGE, op.get_bind().dialect.name):
        op.execute(statement)


def make_clashes() -> None:
    op.create_table(
        CLASH,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("lead_id", WHOLE, nullable=False),
        sa.Column("other_id", WHOLE, nullable=True),
        sa.Column("raised_at", UtcDateTime(), nullable=False),
        sa.Column("raised_by_id", WHOLE, nullable=True),
        sa.Column("number", sa.String(200), nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("ruled_at", UtcDateTime(), nullable=True),
        sa.Column("ruling", sa.String(40), nullable=True),
        sa.Column("ruled_by_id", WHOLE, nullable=True),
        sa.Column("reason", sa.String(200), nullable=False),
        *clash_conditions(),
        points(CLASH, "lead_id", "lead"),
        points(CLASH, "other_id", "lead"),
        points(CLASH, "raised_by_id", "person"),
        points(CLASH, "ruled_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clash")),
    )
    for column in ("lead_id", "other_id"):
        op.create_index(op.f(f"ix_clash_{column}"), CLASH, [column])
    op.create_index("ix_clash_raised_by", CLASH, ["raised_by_id", "raised_at"])
    pair, still = ["kind", "lead_id", "other_id"], "ruled_at IS NULL"
    op.create_index("uq_clash_open_pair", CLASH, pair, unique=True, **where(still))
    asked = where(f"{still} AND kind = 'asked'")
    op.create_index("uq_clash_open_asked", CLASH, ["lead_id", "raised_by_id"], unique=True, **asked)


def clash_conditions() -> list[sa.CheckConstraint]:
    said = {
        "kind": "kind IN ('company', 'wechat', 'asked')",
        "other": "(kind = 'asked') = (other_id IS NULL)",
        "asked_by": "kind <> 'asked' OR raised_by_id IS NOT NULL",
        "order": "other_id IS NULL OR lead_id < other_id",
        "ruled": "(ruled_at IS NULL) = (ruling IS NULL)"
        " AND (ruled_at IS NULL) = (ruled_by_id IS NULL)",
        "ruling": "ruling IS NULL"
        " OR ruling IN ('both', 'first', 'second', 'merge', 'stays', 'passes')",
    }
    return [sa.CheckConstraint(text, name=op.f(f"ck_clash_{name}")) for name, text in said.items()]


def where(condition: str) -> dict[str, sa.TextClause]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def points(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def downgrade() -> None:
    """Merged leads stay as they are then: without owner, gone because they were merged."""
    for table in (KEY, CLASH, MERGE):
        op.drop_table(table)
    op.drop_index("ix_lead_merged_into", table_name="lead")
    op.execute("ALTER TABLE call DROP COLUMN named_lead_id")
    op.execute("ALTER TABLE lead DROP COLUMN merged_into_id")
