"""Words under which leads are found, saved views; notes, touches, changes and reveals of a lead."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from app.models.append_only import trigger_statements
from app.models.types import UtcDateTime
from app.rules.leads.terms import terms

revision = "0008"
down_revision = "0007"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TERM = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")
KEPT = ("lead_note", "touch", "lead_change", "reveal")
AT_ONCE = 2_000


def upgrade() -> None:
    make_terms()
    make_views()
    make("lead_note", sa.Column("text", sa.Text(), nullable=False))
    make_touches()
    make_changes()
    make("reveal", sa.Column("day", sa.Date(), nullable=False))
    op.create_index("ix_reveal_person_day", "reveal", ["person_id", "day"])
    op.create_index("ix_reveal_at", "reveal", ["at"])
    for table in KEPT:
        for statement in trigger_statements(table, op.get_bind().dialect.name):
            op.execute(statement)
    op.create_index("ix_lead_due", "lead", ["due_at", "id"], **where("due_at IS NOT NULL"))
    op.create_index("ix_lead_called", "lead", ["last_call_at", "id"])


def where(condition: str) -> dict[str, Any]:
    return {f"{dialect}_where": sa.text(condition) for dialect in ("sqlite", "postgresql")}


def make_terms() -> None:
    table = op.create_table(
        "lead_term",
        sa.Column("term", TERM, nullable=False),
        sa.Column("lead_id", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("term", "lead_id", name=op.f("pk_lead_term")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_lead_term_lead_id", "lead_term", ["lead_id"])
    for some in leads():
        op.bulk_insert(table, [{"term": term, "lead_id": key} for key, term in some])


def leads() -> Iterator[list[tuple[int, str]]]:
    """All terms of the leads that are there, some thousand leads at a time."""
    lead = sa.table("lead", *map(sa.column, ("id", "name", "company", "wechat")))
    phone = sa.table("lead_phone", sa.column("lead_id"), sa.column("number"))
    last, link = 0, op.get_bind()
    while found := link.execute(
        sa.select(lead).where(lead.c.id > last).order_by(lead.c.id).limit(AT_ONCE)
    ).all():
        first, last = found[0].id, found[-1].id
        numbers: dict[int, list[str]] = {row.id: [] for row in found}
        of_these = sa.select(phone).where(phone.c.lead_id.between(first, last))
        for key, number in link.execute(of_these):
            numbers[key].append(number)
        yield [
            (key, term)
            for key, name, company, wechat in found
            for term in terms(name, company, wechat, numbers[key])
        ]


def make_views() -> None:
    op.create_table(
        "saved_view",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("query", sa.String(500), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        points("saved_view", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("person_id", "name", name=op.f("uq_saved_view_person_id_name")),
    )


def make_touches() -> None:
    make(
        "touch",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "channel IN ('wechat', 'qq', 'sms', 'email', 'visit')", name=op.f("ck_touch_channel")
        ),
        by_lead=False,
    )
    op.create_index("ix_touch_lead_at", "touch", ["lead_id", "at"])
    op.create_index(op.f("ix_touch_person_id"), "touch", ["person_id"])


def make_changes() -> None:
    make(
        "lead_change",
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("before", sa.String(200), nullable=False),
        sa.Column("after", sa.String(200), nullable=False),
        sa.CheckConstraint(
            "field IN ('grade', 'stage', 'due_at')", name=op.f("ck_lead_change_field")
        ),
    )


def make(table: str, *more: sa.schema.SchemaItem, by_lead: bool = True) -> None:
    """A table of what somebody did with a lead at an instant."""
    op.create_table(
        table,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("lead_id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        *more,
        points(table, "lead_id", "lead"),
        points(table, "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    if by_lead:
        op.create_index(op.f(f"ix_{table}_lead_id"), table, ["lead_id"])


def points(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def downgrade() -> None:
    op.drop_index("ix_lead_called", "lead")
    op.drop_index("ix_lead_due", "lead")
    for table in (*KEPT, "saved_view", "lead_term"):
        op.drop_table(table)
