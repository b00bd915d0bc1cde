"""What reports ask of leads, kept where it is found at once: when each was first called, when it
became a customer, and which were handed out for nothing."""

import sqlalchemy as sa
from alembic import op

from app.models.wasting import forget_statements, note, note_statements

revision = "0073"
down_revision = "0072"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WASTED = "wasted_hand_out"
REFERS = {"hand_out_id": "hand_out", "lead_id": "lead", "person_id": "person"}
FIRST_CALLED = """
UPDATE lead SET first_called_on = (SELECT f.day FROM first_call f WHERE f.lead_id = lead.id)
WHERE id IN (SELECT lead_id FROM first_call)
"""
WON = """
UPDATE lead SET won_on =
 (SELECT s.counted_on FROM deal_standing s WHERE s.lead_id = lead.id AND s.leads_first)
WHERE id IN (SELECT lead_id FROM deal_standing WHERE leads_first)
"""
ARRIVED = ["arrived_at", "source_id", "kind", "won_on", "merged_into_id"]
UNCALLED = sa.text("kind = 'precise' AND first_called_on IS NULL")


def upgrade() -> None:
    op.add_column("lead", sa.Column("first_called_on", sa.Date()))
    op.add_column("lead", sa.Column("won_on", sa.Date()))
    op.execute(FIRST_CALLED)
    op.execute(WON)
    op.create_index(
        "ix_lead_uncalled",
        "lead",
        ["arrived_at", "source_id", "owner_id"],
        sqlite_where=UNCALLED,
        postgresql_where=UNCALLED,
    )
    op.drop_index("ix_lead_arrived", "lead")
    op.create_index("ix_lead_arrived", "lead", ARRIVED)
    make_wasted()


def make_wasted() -> None:
    op.create_table(
        WASTED,
        *(sa.Column(name, WHOLE, nullable=False) for name in REFERS),
        sa.Column("day", sa.Date(), nullable=False),
        *(
            sa.ForeignKeyConstraint([name], [f"{to}.id"], name=op.f(f"fk_{WASTED}_{name}_{to}"))
            for name, to in REFERS.items()
        ),
        sa.PrimaryKeyConstraint("hand_out_id", name=op.f(f"pk_{WASTED}")),
    )
    op.create_index("ix_wasted_hand_out_day", WASTED, ["day", "person_id"])
    op.create_index(op.f("ix_wasted_hand_out_lead_id"), WASTED, ["lead_id"])
    op.execute(note())
    for statement in note_statements(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    for statement in forget_statements(op.get_bind().dialect.name):
        op.execute(statement)
    op.drop_table(WASTED)
    op.drop_index("ix_lead_arrived", "lead")
    op.create_index("ix_lead_arrived", "lead", ["arrived_at", "source_id", "kind"])
    op.drop_index("ix_lead_uncalled", "lead")
    op.drop_column("lead", "won_on")
    op.drop_column("lead", "first_called_on")
