"""Exam papers, their release, bad questions, and who passed the onboarding."""

import sqlalchemy as sa
from alembic import op

from app.models.append_only import trigger_statements
from app.models.types import UtcDateTime

revision = "0060"
down_revision = "0052"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "paper",
    "paper_draw",
    "paper_release",
    "question_voiding",
    "onboarding_pass",
    "onboarding_exception",
)
APPEND_ONLY = ("paper_release", "question_voiding", "onboarding_pass", "onboarding_exception")


def upgrade() -> None:
    paper()
    paper_draw()
    paper_release()
    question_voiding()
    onboarding_pass()
    onboarding_exception()
    for table in APPEND_ONLY:
        for statement in trigger_statements(table, op.get_bind().dialect.name):
            op.execute(statement)


def paper() -> None:
    op.create_table(
        "paper",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("minutes", WHOLE, nullable=False),
        sa.Column("pass_percent", WHOLE, nullable=False),
        sa.Column("retakes", WHOLE, nullable=False),
        sa.Column("retake_days", WHOLE, nullable=False),
        sa.Column("offline", sa.Boolean(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("made_by_id", WHOLE, nullable=True),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("title <> ''", name=op.f("ck_paper_title")),
        sa.CheckConstraint("minutes BETWEEN 1 AND 600", name=op.f("ck_paper_minutes")),
        sa.CheckConstraint("pass_percent BETWEEN 1 AND 100", name=op.f("ck_paper_pass_percent")),
        sa.CheckConstraint("retakes >= 0 AND retake_days >= 0", name=op.f("ck_paper_retakes")),
        sa.CheckConstraint(
            "withdrawn_at IS NULL OR published_at IS NOT NULL", name=op.f("ck_paper_withdrawn")
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_paper_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        sa.UniqueConstraint("title", name=op.f("uq_paper_title")),
    )


def paper_draw() -> None:
    op.create_table(
        "paper_draw",
        sa.Column("paper_id", WHOLE, nullable=False),
        sa.Column("place", WHOLE, nullable=False),
        sa.Column("module", sa.String(length=40), nullable=False),
        sa.Column("tag", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("count", WHOLE, nullable=False),
        sa.Column("points", WHOLE, nullable=True),
        sa.CheckConstraint("count BETWEEN 1 AND 200", name=op.f("ck_paper_draw_count")),
        sa.CheckConstraint("points IS NULL OR points > 0", name=op.f("ck_paper_draw_points")),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_paper_draw_paper_id")),
        sa.PrimaryKeyConstraint("paper_id", "place", name=op.f("pk_paper_draw")),
    )


def paper_release() -> None:
    op.create_table(
        "paper_release",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("paper_id", WHOLE, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_paper_release_by_id")),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_paper_release_paper_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_release")),
    )
    op.create_index(op.f("ix_paper_release_paper_id"), "paper_release", ["paper_id"], unique=False)


def question_voiding() -> None:
    op.create_table(
        "question_voiding",
        sa.Column("version_id", WHOLE, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", WHOLE, nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_question_voiding_reason")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_question_voiding_by_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["question_version.id"], name=op.f("fk_question_voiding_version_id")
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_question_voiding")),
    )


def onboarding_pass() -> None:
    op.create_table(
        "onboarding_pass",
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("how", sa.String(length=40), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("how IN ('done', 'brought_in')", name=op.f("ck_onboarding_pass_how")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_onboarding_pass_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_onboarding_pass")),
    )


def onboarding_exception() -> None:
    op.create_table(
        "onboarding_exception",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", WHOLE, nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_onboarding_exception_reason")),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_onboarding_exception_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_onboarding_exception_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_onboarding_exception")),
    )
    op.create_index(
        op.f("ix_onboarding_exception_person_id"),
        "onboarding_exception",
        ["person_id"],
        unique=False,
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
