"""Leads kept longer, and leads given back."""

import sqlalchemy as sa
from alembic import op

from app.models.append_only import trigger_statements
from app.models.types import UtcDateTime

revision = "0006"
down_revision = "0005"

EXTENSION, RETURN = "lead_extension", "lead_return"
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CHECKS = {
    "reason": "reason IN ('wrong_number', 'duplicate', 'other_trade', 'other')",
    "state": "state IN ('noted', 'waiting', 'credited', 'refused', 'withdrawn')",
    "settled": "(settled_by_id IS NOT NULL) = (state IN ('credited', 'refused'))",
    "settled_on": "(settled_by_id IS NULL) = (settled_on IS NULL)",
    "not_by_oneself": "settled_by_id <> person_id",
}


def references(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], [target], name=op.f(f"fk_{table}_{name}"))
        for name, target in columns.items()
    ]


def upgrade() -> None:
    op.create_table(
        EXTENSION,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("lead_id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("owned_since", UtcDateTime(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        *references(EXTENSION, lead_id="lead.id", person_id="person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_extension")),
        sa.UniqueConstraint(
            *("lead_id", "person_id", "owned_since"),
            name=op.f("uq_lead_extension_lead_id_person_id_owned_since"),
        ),
    )
    make_returns()
    for statement in trigger_statements(EXTENSION, op.get_bind().dialect.name):
        op.execute(statement)


def make_returns() -> None:
    people = {"person_id": "person.id", "settled_by_id": "person.id"}
    op.create_table(
        RETURN,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("lead_id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("hand_out_id", WHOLE, nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("settled_by_id", WHOLE, nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("settled_note", sa.String(length=200), nullable=False),
        *(
            sa.CheckConstraint(check, name=op.f(f"ck_lead_return_{name}"))
            for name, check in CHECKS.items()
        ),
        *references(RETURN, lead_id="lead.id", hand_out_id="hand_out.id", **people),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_return")),
    )
    only = sa.text("state = 'credited'")
    unique = {"unique": True, "sqlite_where": only, "postgresql_where": only}
    op.create_index("uq_lead_return_credit", RETURN, ["hand_out_id"], **unique)
    op.create_index("ix_lead_return_credit_day", RETURN, ["settled_on", "person_id"])
    op.create_index(op.f("ix_lead_return_lead_id"), RETURN, ["lead_id"])
    op.create_index(op.f("ix_lead_return_state"), RETURN, ["state"])


def downgrade() -> None:
    op.drop_table(RETURN)
    op.drop_table(EXTENSION)
