"""Months of pay: proposals, words on them, the ledger, and what people say about it."""

import sqlalchemy as sa
from alembic import op

from app.models.append_only import trigger_statements
from app.models.pay_guards import pay_guard_statements
from app.models.types import UtcDateTime

revision = "0020"
down_revision = "0019"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    *("pay_month", "pay_line", "pay_roster", "pay_decision", "pay_entry"),
    *("pay_objection", "pay_confirmation", "pay_by_hand"),
)
APPEND_ONLY = (
    "pay_by_hand",
    "pay_confirmation",
    "pay_decision",
    "pay_entry",
    "pay_line",
    "pay_roster",
)


def upgrade() -> None:
    op.create_table(
        "pay_month",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("plan_id", WHOLE, nullable=True),
        sa.Column("plan_name", sa.String(200), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=True),
        sa.Column("proposed_at", UtcDateTime(), nullable=True),
        sa.Column("proposed_by_id", WHOLE, nullable=True),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("published_by_id", WHOLE, nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("closed_by_id", WHOLE, nullable=True),
        sa.Column("paid_at", UtcDateTime(), nullable=True),
        sa.Column("paid_by_id", WHOLE, nullable=True),
        sa.CheckConstraint(
            "(state IN ('closed', 'paid')) = (closed_at IS NOT NULL)",
            name=op.f("ck_pay_month_closed"),
        ),
        sa.CheckConstraint(
            "(state = 'paid') = (paid_at IS NOT NULL)", name=op.f("ck_pay_month_paid")
        ),
        sa.CheckConstraint("state = 'open' OR plan IS NOT NULL", name=op.f("ck_pay_month_plan")),
        sa.CheckConstraint(
            "state IN ('open', 'proposed') OR published_at IS NOT NULL",
            name=op.f("ck_pay_month_seen"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'proposed', 'published', 'closed', 'paid')",
            name=op.f("ck_pay_month_state"),
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["pay_plan.id"], name=op.f("fk_pay_month_plan_id")),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["person.id"], name=op.f("fk_pay_month_proposed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["person.id"], name=op.f("fk_pay_month_published_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["person.id"], name=op.f("fk_pay_month_closed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["paid_by_id"], ["person.id"], name=op.f("fk_pay_month_paid_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_month")),
        sa.UniqueConstraint("month", name=op.f("uq_pay_month_month")),
    )
    op.create_table(
        "pay_line",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("month_id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("earned", sa.Date(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("revision", WHOLE, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("settles", sa.String(40), nullable=False),
        sa.Column("fen", WHOLE, nullable=False),
        sa.Column("waived_fen", WHOLE, nullable=False),
        sa.Column("rule", WHOLE, nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("sum", sa.Text(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("needs_approval", sa.Boolean(), nullable=False),
        sa.Column("proposed_by_id", WHOLE, nullable=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "gone OR needs_approval OR (kind IN ('base', 'commission') AND proposed_by_id IS NULL)",
            name=op.f("ck_pay_line_approval"),
        ),
        sa.CheckConstraint("NOT gone OR fen = 0", name=op.f("ck_pay_line_gone")),
        sa.CheckConstraint("revision > 0", name=op.f("ck_pay_line_revision")),
        sa.ForeignKeyConstraint(["month_id"], ["pay_month.id"], name=op.f("fk_pay_line_month_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pay_line_person_id")),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["person.id"], name=op.f("fk_pay_line_proposed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_line")),
        sa.UniqueConstraint(
            "month_id", "person_id", "earned", "key", "revision", name=op.f("uq_pay_line")
        ),
    )
    op.create_index(op.f("ix_pay_line_person"), "pay_line", ["person_id", "month_id"], unique=False)
    op.create_index(op.f("ix_pay_line_earned"), "pay_line", ["earned"], unique=False)
    op.create_table(
        "pay_roster",
        sa.Column("line_id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["pay_line.id"], name=op.f("fk_pay_roster_line_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pay_roster_person_id")),
        sa.PrimaryKeyConstraint("line_id", "person_id", name=op.f("pk_pay_roster")),
    )
    op.create_table(
        "pay_decision",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("line_id", WHOLE, nullable=False),
        sa.Column("yes", sa.Boolean(), nullable=False),
        sa.Column("by_id", WHOLE, nullable=False),
        sa.Column("because", sa.String(200), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("yes OR because <> ''", name=op.f("ck_pay_decision_because")),
        sa.ForeignKeyConstraint(["line_id"], ["pay_line.id"], name=op.f("fk_pay_decision_line_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_pay_decision_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_decision")),
        sa.UniqueConstraint("line_id", name=op.f("uq_pay_decision_line_id")),
    )
    op.create_table(
        "pay_entry",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("key", sa.String(160), nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("earned", sa.Date(), nullable=False),
        sa.Column("posted", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("settles", sa.String(40), nullable=False),
        sa.Column("fen", WHOLE, nullable=False),
        sa.Column("line_id", WHOLE, nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("earned <= posted", name=op.f("ck_pay_entry_earned")),
        sa.CheckConstraint(
            "(line_id IS NULL) = (kind IN ('carried_out', 'carried_in'))",
            name=op.f("ck_pay_entry_line"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pay_entry_person_id")),
        sa.ForeignKeyConstraint(["line_id"], ["pay_line.id"], name=op.f("fk_pay_entry_line_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_entry")),
        sa.UniqueConstraint("line_id", name=op.f("uq_pay_entry_line_id")),
        sa.UniqueConstraint("key", name=op.f("uq_pay_entry_key")),
    )
    op.create_index(op.f("ix_pay_entry_posted"), "pay_entry", ["posted", "person_id"], unique=False)
    op.create_index(op.f("ix_pay_entry_earned"), "pay_entry", ["earned", "person_id"], unique=False)
    op.create_table(
        "pay_objection",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("line_id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("text", sa.String(200), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(200), nullable=False),
        sa.Column("answered_by_id", WHOLE, nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "answered_at IS NULL OR answer <> ''", name=op.f("ck_pay_objection_answer")
        ),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answered_by_id IS NULL)",
            name=op.f("ck_pay_objection_answered"),
        ),
        sa.CheckConstraint(
            "answered_by_id <> person_id", name=op.f("ck_pay_objection_second_person")
        ),
        sa.CheckConstraint("text <> ''", name=op.f("ck_pay_objection_text")),
        sa.ForeignKeyConstraint(
            ["line_id"], ["pay_line.id"], name=op.f("fk_pay_objection_line_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_pay_objection_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["person.id"], name=op.f("fk_pay_objection_answered_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_objection")),
    )
    op.create_index(op.f("ix_pay_objection_line"), "pay_objection", ["line_id"], unique=False)
    op.create_table(
        "pay_confirmation",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("month_id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["month_id"], ["pay_month.id"], name=op.f("fk_pay_confirmation_month_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_pay_confirmation_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_confirmation")),
        sa.UniqueConstraint(
            "month_id",
            "person_id",
            "digest",
            name=op.f("uq_pay_confirmation_month_id_person_id_digest"),
        ),
    )
    op.create_table(
        "pay_by_hand",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("fen", WHOLE, nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("house_rule", sa.String(200), nullable=False),
        sa.Column("heard", sa.String(200), nullable=False),
        sa.Column("proposed_by_id", WHOLE, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'bonus' AND fen > 0) OR (kind <> 'bonus' AND fen < 0)",
            name=op.f("ck_pay_by_hand_fen"),
        ),
        sa.CheckConstraint(
            "(kind = 'deduction') = (heard <> '')", name=op.f("ck_pay_by_hand_heard")
        ),
        sa.CheckConstraint(
            "(kind = 'deduction') = (house_rule <> '')", name=op.f("ck_pay_by_hand_house_rule")
        ),
        sa.CheckConstraint(
            "kind IN ('bonus', 'deduction', 'cash')", name=op.f("ck_pay_by_hand_kind")
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_pay_by_hand_reason")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_pay_by_hand_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["person.id"], name=op.f("fk_pay_by_hand_proposed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_by_hand")),
    )
    op.create_index(op.f("ix_pay_by_hand_month"), "pay_by_hand", ["month"], unique=False)
    dialect = op.get_bind().dialect.name
    for table in APPEND_ONLY:
        for statement in trigger_statements(table, dialect):
            op.execute(statement)
    for statement in pay_guard_statements(dialect):
        op.execute(statement)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
