"""Papers as they are taken: attempts, their questions, answers and scores."""

import sqlalchemy as sa
from alembic import op

from app.models.append_only import trigger_statements
from app.models.types import UtcDateTime

revision = "0061"
down_revision = "0060"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
RUNNING = sa.text("ended_at IS NULL")
TABLES = (
    "attempt",
    "attempt_question",
    "answer_event",
    "answer_mark",
    "late_acceptance",
    "attempt_score",
)
APPEND_ONLY = (
    "attempt_question",
    "answer_event",
    "answer_mark",
    "late_acceptance",
    "attempt_score",
)


def upgrade() -> None:
    attempt()
    attempt_question()
    answer_event()
    answer_mark()
    late_acceptance()
    attempt_score()
    for table in APPEND_ONLY:
        for statement in trigger_statements(table, op.get_bind().dialect.name):
            op.execute(statement)


def attempt() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("paper_id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("nth", WHOLE, nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("pass_percent", WHOLE, nullable=False),
        sa.Column("offline", sa.Boolean(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ended_how", sa.String(length=40), nullable=True),
        sa.Column("score", sa.String(length=40), nullable=True),
        sa.Column("full", WHOLE, nullable=False),
        sa.Column("unmarked", WHOLE, nullable=False),
        sa.Column("passed_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("ended_how IN ('handed_in', 'time')", name=op.f("ck_attempt_ended_how")),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_how IS NULL)", name=op.f("ck_attempt_ended")
        ),
        sa.CheckConstraint("ended_at IS NULL OR score IS NOT NULL", name=op.f("ck_attempt_scored")),
        sa.CheckConstraint("ends_at > started_at", name=op.f("ck_attempt_time")),
        sa.CheckConstraint("nth >= 1", name=op.f("ck_attempt_nth")),
        sa.CheckConstraint(
            "passed_at IS NULL OR ended_at IS NOT NULL", name=op.f("ck_attempt_passed")
        ),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_attempt_paper_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_attempt_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
        sa.UniqueConstraint(
            "paper_id", "person_id", "nth", name=op.f("uq_attempt_paper_id_person_id_nth")
        ),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_attempt_person_id_key")),
    )
    op.create_index("ix_attempt_person", "attempt", ["person_id", "paper_id"], unique=False)
    op.create_index(
        "ix_attempt_running",
        "attempt",
        ["ends_at"],
        unique=False,
        sqlite_where=RUNNING,
        postgresql_where=RUNNING,
    )
    op.create_index(
        "uq_attempt_open",
        "attempt",
        ["paper_id", "person_id"],
        unique=True,
        sqlite_where=RUNNING,
        postgresql_where=RUNNING,
    )


def attempt_question() -> None:
    op.create_table(
        "attempt_question",
        sa.Column("attempt_id", WHOLE, nullable=False),
        sa.Column("place", WHOLE, nullable=False),
        sa.Column("version_id", WHOLE, nullable=False),
        sa.Column("points", WHOLE, nullable=False),
        sa.CheckConstraint("place >= 1", name=op.f("ck_attempt_question_place")),
        sa.CheckConstraint("points > 0", name=op.f("ck_attempt_question_points")),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_attempt_question_attempt_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["question_version.id"], name=op.f("fk_attempt_question_version_id")
        ),
        sa.PrimaryKeyConstraint("attempt_id", "place", name=op.f("pk_attempt_question")),
        sa.UniqueConstraint(
            "attempt_id", "version_id", name=op.f("uq_attempt_question_attempt_id_version_id")
        ),
    )
    op.create_index("ix_attempt_question_version", "attempt_question", ["version_id"], unique=False)


def answer_event() -> None:
    op.create_table(
        "answer_event",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("attempt_id", WHOLE, nullable=False),
        sa.Column("place", WHOLE, nullable=False),
        sa.Column("device", sa.String(length=40), nullable=False),
        sa.Column("seq", WHOLE, nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=True),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.CheckConstraint("seq >= 1", name=op.f("ck_answer_event_seq")),
        sa.ForeignKeyConstraint(
            ["attempt_id", "place"],
            ["attempt_question.attempt_id", "attempt_question.place"],
            name=op.f("fk_answer_event_attempt_id_place"),
        ),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_answer_event_attempt_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_event")),
        sa.UniqueConstraint(
            "attempt_id", "device", "seq", name=op.f("uq_answer_event_attempt_id_device_seq")
        ),
    )


def answer_mark() -> None:
    op.create_table(
        "answer_mark",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("event_id", WHOLE, nullable=False),
        sa.Column("points", WHOLE, nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", WHOLE, nullable=False),
        sa.CheckConstraint("points >= 0", name=op.f("ck_answer_mark_points")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_answer_mark_by_id")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["answer_event.id"], name=op.f("fk_answer_mark_event_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_mark")),
    )
    op.create_index(op.f("ix_answer_mark_event_id"), "answer_mark", ["event_id"], unique=False)


def late_acceptance() -> None:
    op.create_table(
        "late_acceptance",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("attempt_id", WHOLE, nullable=False),
        sa.Column("up_to_id", WHOLE, nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", WHOLE, nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_late_acceptance_reason")),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_late_acceptance_attempt_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_late_acceptance_by_id")),
        sa.ForeignKeyConstraint(
            ["up_to_id"], ["answer_event.id"], name=op.f("fk_late_acceptance_up_to_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_late_acceptance")),
    )
    op.create_index(
        op.f("ix_late_acceptance_attempt_id"), "late_acceptance", ["attempt_id"], unique=False
    )


def attempt_score() -> None:
    op.create_table(
        "attempt_score",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("attempt_id", WHOLE, nullable=False),
        sa.Column("nth", WHOLE, nullable=False),
        sa.Column("why", sa.String(length=40), nullable=False),
        sa.Column("score", sa.String(length=40), nullable=False),
        sa.Column("full", WHOLE, nullable=False),
        sa.Column("unmarked", WHOLE, nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("by_place", sa.JSON(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", WHOLE, nullable=True),
        sa.CheckConstraint(
            "why IN ('ended', 'marked', 'voided', 'late')", name=op.f("ck_attempt_score_why")
        ),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_attempt_score_attempt_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_attempt_score_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt_score")),
        sa.UniqueConstraint("attempt_id", "nth", name=op.f("uq_attempt_score_attempt_id_nth")),
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
