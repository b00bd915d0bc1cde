"""Files of leads that people ask for, who allowed them, and who took them away."""

import sqlalchemy as sa
from alembic import op

from app.models.append_only import trigger_statements
from app.models.types import UtcDateTime

revision = "0010"
down_revision = "0009"

EXPORT, DOWNLOAD = "lead_export", "export_download"
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CONDITIONS = {
    "state": "state IN ('asked', 'approved', 'making', 'made', 'rejected', 'failed', 'gone')",
    "form": "form IN ('csv', 'xlsx')",
    "reach": "reach IN ('own', 'group', 'team', 'all')",
    "purpose": "purpose <> ''",
    "by_another": "decided_by_id IS NULL OR decided_by_id <> asked_by_id",
    "decided": "(decided_by_id IS NULL) = (decided_at IS NULL)",
    "approved": "NOT needs_approval OR decided_by_id IS NOT NULL OR state = 'asked'",
    "file": "(file IS NOT NULL) = (state = 'made')",
}


def upgrade() -> None:
    make_exports()
    make_downloads()
    for statement in trigger_statements(DOWNLOAD, op.get_bind().dialect.name):
        op.execute(statement)


def make_exports() -> None:
    op.create_table(
        EXPORT,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("asked_by_id", WHOLE, nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("purpose", sa.String(200), nullable=False),
        *(sa.Column(name, sa.String(40), nullable=False) for name in ("form", "reach")),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("rows_asked", WHOLE, nullable=False),
        sa.Column("needs_approval", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("decided_by_id", WHOLE, nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decided_because", sa.String(200), nullable=False),
        sa.Column("rows_made", WHOLE, nullable=False),
        sa.Column("file", sa.String(64), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=True),
        sa.Column("error", sa.JSON(), nullable=True),
        *(checked(name, said) for name, said in CONDITIONS.items()),
        points(EXPORT, "asked_by_id", "person"),
        points(EXPORT, "decided_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_export")),
    )
    op.create_index(op.f("ix_lead_export_asked_by_id"), EXPORT, ["asked_by_id"])
    op.create_index("ix_lead_export_state", EXPORT, ["state", "made_at"])


def make_downloads() -> None:
    op.create_table(
        DOWNLOAD,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("export_id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        points(DOWNLOAD, "export_id", EXPORT),
        points(DOWNLOAD, "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_download")),
    )
    op.create_index(op.f("ix_export_download_export_id"), DOWNLOAD, ["export_id"])


def checked(name: str, said: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(said, name=op.f(f"ck_lead_export_{name}"))


def points(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def downgrade() -> None:
    for table in (DOWNLOAD, EXPORT):
        op.drop_table(table)
