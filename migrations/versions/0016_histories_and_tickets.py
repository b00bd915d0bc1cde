"""First calls and follow-ups worked out of histories; complaints."""

import sqlalchemy as sa
from alembic import op

from app.models.append_only import trigger_statements
from app.models.types import UtcDateTime

revision = "0016"
down_revision = "0014"

FIRST, FOLLOW_UP, TICKET, STEP = "first_call", "follow_up", "ticket", "ticket_step"
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INDEXES = (
    ("ix_lead_arrived", "lead", ["arrived_at", "source_id", "kind"]),
    ("ix_lead_move_rule", "lead_move", ["rule", "at"]),
    ("ix_hand_out_kind_day", "hand_out", ["kind", "day", "person_id"]),
)


def references(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], [f"{to}.id"], name=op.f(f"fk_{table}_{name}_{to}"))
        for name, to in columns.items()
    ]


def upgrade() -> None:
    make_first_calls()
    make_follow_ups()
    make_tickets()
    make_steps()
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns)
    for table in (TICKET, STEP):
        for statement in trigger_statements(table, op.get_bind().dialect.name):
            op.execute(statement)


def make_first_calls() -> None:
    op.create_table(
        FIRST,
        sa.Column("lead_id", WHOLE, nullable=False),
        *(sa.Column(name, WHOLE, nullable=False) for name in ("call_id", "person_id")),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("working_s", sa.Integer(), nullable=False),
        sa.CheckConstraint("working_s >= 0", name=op.f("ck_first_call_working_s")),
        *references(FIRST, lead_id="lead", call_id="call", person_id="person"),
        sa.PrimaryKeyConstraint("lead_id", name=op.f("pk_first_call")),
        sa.UniqueConstraint("call_id", name=op.f("uq_first_call_call_id")),
    )
    op.create_index("ix_first_call_day", FIRST, ["day", "person_id", "working_s"])


def make_follow_ups() -> None:
    names = ("id", "lead_id", "person_id", "call_id")
    op.create_table(
        FOLLOW_UP,
        *(sa.Column(name, WHOLE, nullable=False) for name in names),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date()),
        sa.CheckConstraint("done_on <= due_on", name=op.f("ck_follow_up_in_time")),
        *references(FOLLOW_UP, lead_id="lead", person_id="person", call_id="call"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
    )
    op.create_index("ix_follow_up_due", FOLLOW_UP, ["due_on", "person_id", "done_on"])
    op.create_index(op.f("ix_follow_up_lead_id"), FOLLOW_UP, ["lead_id"])


def make_tickets() -> None:
    op.create_table(
        TICKET,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("uuid", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("lead_id", WHOLE, nullable=False),
        *(sa.Column(name, WHOLE) for name in ("call_id", "person_id")),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("by_id", WHOLE, nullable=False),
        sa.CheckConstraint("kind IN ('complaint')", name=op.f("ck_ticket_kind")),
        sa.CheckConstraint("said <> ''", name=op.f("ck_ticket_said")),
        *references(TICKET, lead_id="lead", call_id="call", person_id="person", by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
        sa.UniqueConstraint("uuid", name=op.f("uq_ticket_uuid")),
    )
    op.create_index("ix_ticket_day", TICKET, ["day", "person_id"])
    for name in ("lead_id", "call_id", "person_id"):
        op.create_index(op.f(f"ix_ticket_{name}"), TICKET, [name])


def make_steps() -> None:
    op.create_table(
        STEP,
        *(sa.Column(name, WHOLE, nullable=False) for name in ("id", "ticket_id")),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", WHOLE, nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.CheckConstraint("kind IN ('lifted')", name=op.f("ck_ticket_step_kind")),
        *references(STEP, ticket_id="ticket", by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_step")),
    )
    op.create_index("ix_ticket_step_ticket", STEP, ["ticket_id", "at"])
    lifted = sa.text("kind = 'lifted'")
    only = {"unique": True, "sqlite_where": lifted, "postgresql_where": lifted}
    op.create_index("uq_ticket_step_lifted", STEP, ["ticket_id"], **only)


def downgrade() -> None:
    """Without complaints nobody could lift the cool-down after one any more."""
    op.execute("UPDATE lead SET cool_until = NULL WHERE cool_until = '9999-12-31'")
    for table in (STEP, TICKET, FOLLOW_UP, FIRST):
        op.drop_table(table)
    for name, table, _ in reversed(INDEXES):
        op.drop_index(name, table)
