"""Deals, their shares, the money that came in for them, what counts of it, and targets."""

import sqlalchemy as sa
from alembic import op

from app.models.append_only import trigger_statements
from app.models.own_share import guard_statements
from app.models.types import UtcDateTime

revision = "0012"
down_revision = "0011"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

TABLES = (
    "deal_credit",
    "deal_standing",
    "receipt",
    "concession",
    "deal_change",
    "deal_share",
    "deal",
    "target",
    "product",
)


def upgrade() -> None:
    make_products()
    make_targets()
    make_deals()
    make_concessions()
    make_deal_changes()
    make_deal_shares()
    make_deal_standings()
    make_receipts()
    make_deal_credits()
    dialect = op.get_bind().dialect.name
    for statement in (*trigger_statements("deal_change", dialect), *guard_statements(dialect)):
        op.execute(statement)


def make_products() -> None:
    op.create_table(
        "product",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("price_fen", WHOLE, nullable=True),
        sa.Column("discount_limit_bp", WHOLE, nullable=False),
        sa.Column("retired_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_product_name")),
        sa.CheckConstraint(
            "discount_limit_bp BETWEEN 0 AND 10000", name=op.f("ck_product_discount_limit")
        ),
        sa.CheckConstraint("price_fen IS NULL OR price_fen > 0", name=op.f("ck_product_price")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
        sa.UniqueConstraint("name", name=op.f("uq_product_name")),
    )


def make_targets() -> None:
    op.create_table(
        "target",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("scope", sa.String(40), nullable=False),
        sa.Column("team_id", WHOLE, nullable=True),
        sa.Column("group_id", WHOLE, nullable=True),
        sa.Column("person_id", WHOLE, nullable=True),
        sa.Column("measure", sa.String(40), nullable=False),
        sa.Column("period", sa.String(40), nullable=False),
        sa.Column("hundredths", WHOLE, nullable=False),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.Column("set_by_id", WHOLE, nullable=True),
        sa.Column("import_id", WHOLE, nullable=True),
        sa.Column("rev", WHOLE, nullable=False),
        sa.CheckConstraint(
            "(scope = 'team') = (team_id IS NOT NULL) AND (scope = 'group') = (group_id IS NOT NULL) AND (scope = 'person') = (person_id IS NOT NULL)",
            name=op.f("ck_target_owner"),
        ),
        sa.CheckConstraint(
            "measure IN ('amount', 'deals', 'workload', 'conversion', 'satisfaction')",
            name=op.f("ck_target_measure"),
        ),
        sa.CheckConstraint("scope IN ('team', 'group', 'person')", name=op.f("ck_target_scope")),
        sa.CheckConstraint("hundredths >= 0", name=op.f("ck_target_hundredths")),
        points("target", "group_id", "sales_group"),
        points("target", "import_id", "import_run"),
        points("target", "person_id", "person"),
        points("target", "set_by_id", "person"),
        points("target", "team_id", "team"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
    )
    op.create_index("ix_target_period", "target", ["period", "measure"])
    op.create_index(
        "uq_target_group",
        "target",
        ["group_id", "measure", "period"],
        unique=True,
        **where("group_id IS NOT NULL"),
    )
    op.create_index(
        "uq_target_person",
        "target",
        ["person_id", "measure", "period"],
        unique=True,
        **where("person_id IS NOT NULL"),
    )
    op.create_index(
        "uq_target_team",
        "target",
        ["team_id", "measure", "period"],
        unique=True,
        **where("team_id IS NOT NULL"),
    )


def make_deals() -> None:
    op.create_table(
        "deal",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("uuid", sa.String(64), nullable=False),
        sa.Column("lead_id", WHOLE, nullable=False),
        sa.Column("product_id", WHOLE, nullable=True),
        sa.Column("price_fen", WHOLE, nullable=False),
        sa.Column("list_fen", WHOLE, nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("counts_at", sa.String(40), nullable=False),
        sa.Column("note", sa.String(1000), nullable=False),
        sa.Column("call_id", WHOLE, nullable=True),
        sa.Column("entered_by_id", WHOLE, nullable=True),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.Column("import_id", WHOLE, nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_by_id", WHOLE, nullable=True),
        sa.Column("withdrawn_because", sa.String(200), nullable=False),
        sa.Column("rev", WHOLE, nullable=False),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by_id IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_because = '')",
            name=op.f("ck_deal_withdrawn"),
        ),
        sa.CheckConstraint(
            "counts_at IN ('first_receipt', 'full_payment', 'contract')",
            name=op.f("ck_deal_counts_at"),
        ),
        sa.CheckConstraint("price_fen > 0", name=op.f("ck_deal_price")),
        points("deal", "call_id", "call"),
        points("deal", "entered_by_id", "person"),
        points("deal", "import_id", "import_run"),
        points("deal", "lead_id", "lead"),
        points("deal", "product_id", "product"),
        points("deal", "withdrawn_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal")),
        sa.UniqueConstraint("uuid", name=op.f("uq_deal_uuid")),
    )
    op.create_index(op.f("ix_deal_entered_by_id"), "deal", ["entered_by_id"])
    op.create_index(op.f("ix_deal_lead_id"), "deal", ["lead_id"])
    op.create_index("ix_deal_signed_on", "deal", ["signed_on", "id"])


def make_concessions() -> None:
    op.create_table(
        "concession",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("deal_id", WHOLE, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("product_id", WHOLE, nullable=True),
        sa.Column("quantity", WHOLE, nullable=False),
        sa.Column("fen", WHOLE, nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("entered_by_id", WHOLE, nullable=True),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by_id", WHOLE, nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decided_because", sa.String(200), nullable=False),
        sa.CheckConstraint(
            "(kind = 'gift') = (product_id IS NOT NULL)", name=op.f("ck_concession_product")
        ),
        sa.CheckConstraint(
            "(state = 'waiting') = (decided_at IS NULL)", name=op.f("ck_concession_decided_at")
        ),
        sa.CheckConstraint(
            "(state = 'waiting') = (decided_by_id IS NULL)", name=op.f("ck_concession_decided_by")
        ),
        sa.CheckConstraint("kind IN ('discount', 'gift')", name=op.f("ck_concession_kind")),
        sa.CheckConstraint(
            "state <> 'rejected' OR decided_because <> ''", name=op.f("ck_concession_because")
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'confirmed', 'rejected')", name=op.f("ck_concession_state")
        ),
        sa.CheckConstraint("quantity > 0 AND fen > 0", name=op.f("ck_concession_amount")),
        points("concession", "deal_id", "deal"),
        points("concession", "decided_by_id", "person"),
        points("concession", "entered_by_id", "person"),
        points("concession", "product_id", "product"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concession")),
    )
    op.create_index(op.f("ix_concession_deal_id"), "concession", ["deal_id"])
    op.create_index("ix_concession_state", "concession", ["state", "entered_at"])


def make_deal_changes() -> None:
    op.create_table(
        "deal_change",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("deal_id", WHOLE, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", WHOLE, nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        points("deal_change", "by_id", "person"),
        points("deal_change", "deal_id", "deal"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_change")),
    )
    op.create_index(op.f("ix_deal_change_deal_id"), "deal_change", ["deal_id"])


def make_deal_shares() -> None:
    op.create_table(
        "deal_share",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("deal_id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("share_bp", WHOLE, nullable=False),
        sa.CheckConstraint("share_bp BETWEEN 1 AND 10000", name=op.f("ck_deal_share_share")),
        points("deal_share", "deal_id", "deal"),
        points("deal_share", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_share")),
        sa.UniqueConstraint("deal_id", "person_id", name=op.f("uq_deal_share_deal_id_person_id")),
    )
    op.create_index(op.f("ix_deal_share_person_id"), "deal_share", ["person_id"])


def make_deal_standings() -> None:
    op.create_table(
        "deal_standing",
        sa.Column("deal_id", WHOLE, nullable=False),
        sa.Column("lead_id", WHOLE, nullable=False),
        sa.Column("net_fen", WHOLE, nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=True),
        sa.Column("leads_first", sa.Boolean(), nullable=False),
        points("deal_standing", "deal_id", "deal"),
        points("deal_standing", "lead_id", "lead"),
        sa.PrimaryKeyConstraint("deal_id", name=op.f("pk_deal_standing")),
    )
    op.create_index("ix_deal_standing_counted", "deal_standing", ["counted_on", "deal_id"])
    op.create_index(op.f("ix_deal_standing_lead_id"), "deal_standing", ["lead_id"])


def make_receipts() -> None:
    op.create_table(
        "receipt",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("deal_id", WHOLE, nullable=False),
        sa.Column("uuid", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("fen", WHOLE, nullable=False),
        sa.Column("goods", sa.String(200), nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("import_id", WHOLE, nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("entered_by_id", WHOLE, nullable=True),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by_id", WHOLE, nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decided_because", sa.String(200), nullable=False),
        sa.CheckConstraint("(kind = 'in_kind') = (goods <> '')", name=op.f("ck_receipt_goods")),
        sa.CheckConstraint(
            "(state = 'waiting') = (decided_at IS NULL)", name=op.f("ck_receipt_decided_at")
        ),
        sa.CheckConstraint("kind IN ('money', 'in_kind', 'refund')", name=op.f("ck_receipt_kind")),
        sa.CheckConstraint(
            "state <> 'rejected' OR decided_because <> ''", name=op.f("ck_receipt_because")
        ),
        sa.CheckConstraint(
            "state = 'waiting' OR decided_by_id IS NOT NULL OR import_id IS NOT NULL",
            name=op.f("ck_receipt_decided_by"),
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'confirmed', 'rejected')", name=op.f("ck_receipt_state")
        ),
        sa.CheckConstraint("fen > 0", name=op.f("ck_receipt_fen")),
        points("receipt", "deal_id", "deal"),
        points("receipt", "decided_by_id", "person"),
        points("receipt", "entered_by_id", "person"),
        points("receipt", "import_id", "import_run"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
        sa.UniqueConstraint("uuid", name=op.f("uq_receipt_uuid")),
    )
    op.create_index("ix_receipt_deal", "receipt", ["deal_id", "day"])
    op.create_index("ix_receipt_state", "receipt", ["state", "entered_at"])


def make_deal_credits() -> None:
    op.create_table(
        "deal_credit",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("receipt_id", WHOLE, nullable=False),
        sa.Column("deal_id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("fen", WHOLE, nullable=False),
        sa.CheckConstraint("fen >= 0", name=op.f("ck_deal_credit_fen")),
        points("deal_credit", "deal_id", "deal"),
        points("deal_credit", "person_id", "person"),
        points("deal_credit", "receipt_id", "receipt"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_credit")),
        sa.UniqueConstraint(
            "receipt_id", "person_id", name=op.f("uq_deal_credit_receipt_id_person_id")
        ),
    )
    op.create_index("ix_deal_credit_day", "deal_credit", ["day", "person_id"])
    op.create_index(op.f("ix_deal_credit_deal_id"), "deal_credit", ["deal_id"])


def where(condition: str) -> dict[str, sa.TextClause]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def points(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_own_share, refuse_share_of_decider")
