"""One question to the customer after a deal."""

import sqlalchemy as sa
from alembic import op

from app.models.types import UtcDateTime

revision = "0013"
down_revision = "0012"

SURVEY = "survey"
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ANSWERED = (
    "(answered_at IS NULL) = (score IS NULL) AND (answered_at IS NULL) = (answered_on IS NULL)"
)


def upgrade() -> None:
    op.create_table(
        SURVEY,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("deal_id", WHOLE, nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("made_by_id", WHOLE, nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("answered_at", UtcDateTime()),
        sa.Column("answered_on", sa.Date()),
        sa.Column("score", sa.Integer()),
        sa.Column("remark", sa.String(500), nullable=False),
        sa.CheckConstraint("score BETWEEN 1 AND 5", name=op.f("ck_survey_score")),
        sa.CheckConstraint(ANSWERED, name=op.f("ck_survey_answered")),
        sa.CheckConstraint("answered_at IS NOT NULL OR remark = ''", name=op.f("ck_survey_remark")),
        sa.CheckConstraint("ends_at > made_at", name=op.f("ck_survey_ends_at")),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name=op.f("fk_survey_deal_id_deal")),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_survey_made_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_survey_token_hash")),
    )
    op.create_index(op.f("ix_survey_deal_id"), SURVEY, ["deal_id"])
    op.create_index("ix_survey_answered_on", SURVEY, ["answered_on", "deal_id"])
    once = sa.text("answered_at IS NOT NULL")
    op.create_index(
        "uq_survey_answered",
        SURVEY,
        ["deal_id"],
        unique=True,
        sqlite_where=once,
        postgresql_where=once,
    )


def downgrade() -> None:
    op.drop_table(SURVEY)
