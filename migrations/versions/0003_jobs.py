"""What became of each day's jobs; calls from old lists are known by their import."""

import sqlalchemy as sa
from alembic import op

from app.models.types import UtcDateTime

revision = "0003"
down_revision = "0004"

TABLE = "job_run"
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FOREIGN_KEY = "fk_call_import_id"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("job", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("times", WHOLE, nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("error", sa.String(length=500), nullable=True),
        sa.CheckConstraint("state IN ('running', 'done', 'failed')", name=op.f("ck_job_run_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_run")),
        sa.UniqueConstraint("job", "day", name=op.f("uq_job_run_job_day")),
    )
    # In place: a table built anew by batch mode would lose its CHECK constraints.
    whole = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    op.execute(
        f"ALTER TABLE call ADD COLUMN import_id {whole}"
        f" CONSTRAINT {FOREIGN_KEY} REFERENCES import_run (id)"
    )


def downgrade() -> None:
    op.execute("ALTER TABLE call DROP COLUMN import_id")
    op.drop_table(TABLE)
