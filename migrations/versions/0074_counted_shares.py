"""Who shares what counts of deals, in one place for all that count them."""

import sqlalchemy as sa
from alembic import op

revision = "0074"
down_revision = "0073"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SHARES = "counted_share"
REFERS = {"deal_id": "deal", "person_id": "person", "lead_id": "lead"}
FILLED = """
INSERT INTO counted_share (deal_id, person_id, lead_id, day, share_bp, leads_first, once)
SELECT s.deal_id, s.person_id, t.lead_id, t.counted_on, s.share_bp, t.leads_first,
 row_number() OVER (PARTITION BY s.deal_id ORDER BY s.person_id) = 1
FROM deal_share s JOIN deal_standing t ON t.deal_id = s.deal_id
WHERE t.counted_on IS NOT NULL
"""


def upgrade() -> None:
    op.create_table(
        SHARES,
        *(sa.Column(name, WHOLE, nullable=False) for name in REFERS),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("share_bp", WHOLE, nullable=False),
        sa.Column("leads_first", sa.Boolean(), nullable=False),
        sa.Column("once", sa.Boolean(), nullable=False),
        sa.CheckConstraint("share_bp BETWEEN 1 AND 10000", name=op.f(f"ck_{SHARES}_share_bp")),
        *(
            sa.ForeignKeyConstraint([name], [f"{to}.id"], name=op.f(f"fk_{SHARES}_{name}_{to}"))
            for name, to in REFERS.items()
        ),
        sa.PrimaryKeyConstraint("deal_id", "person_id", name=op.f(f"pk_{SHARES}")),
    )
    op.execute(FILLED)
    op.create_index("ix_counted_share_day", SHARES, ["day", "person_id", "leads_first", "share_bp"])
    op.create_index(
        "ix_counted_share_first",
        SHARES,
        ["person_id", "day", "once"],
        sqlite_where=sa.text("leads_first = 1"),
        postgresql_where=sa.text("leads_first"),
    )
    op.create_index(op.f("ix_counted_share_lead_id"), SHARES, ["lead_id"])


def downgrade() -> None:
    op.drop_table(SHARES)
