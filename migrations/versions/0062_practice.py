"""Practice from one's own mistakes, and which questions came with the program."""

import sqlalchemy as sa
from alembic import op

from app.models.append_only import trigger_statements
from app.models.types import UtcDateTime

revision = "0062"
down_revision = "0061"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CARD, REVIEW, SHIPPED = "practice_card", "practice_review", "shipped_question"


def number(name: str) -> sa.Column:
    return sa.Column(name, WHOLE, nullable=False)


def instant(name: str) -> sa.Column:
    return sa.Column(name, UtcDateTime(), nullable=False)


def refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )


def check(table: str, name: str, said: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(said, name=op.f(f"ck_{table}_{name}"))


def upgrade() -> None:
    shipped()
    cards()
    reviews()
    for statement in trigger_statements(REVIEW, op.get_bind().dialect.name):
        op.execute(statement)


def shipped() -> None:
    op.create_table(
        SHIPPED,
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        number("question_id"),
        sa.Column("digest", sa.String(64), nullable=False),
        refers(SHIPPED, "question_id", "question"),
        sa.PrimaryKeyConstraint("key", "language", name=op.f(f"pk_{SHIPPED}")),
    )
    op.create_index(op.f(f"ix_{SHIPPED}_question_id"), SHIPPED, ["question_id"])


def cards() -> None:
    op.create_table(
        CARD,
        number("person_id"),
        number("question_id"),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("stability", sa.Double(), nullable=False),
        sa.Column("difficulty", sa.Double(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        instant("last_at"),
        instant("due_at"),
        check(CARD, "state", "state IN ('learning', 'review', 'relearning')"),
        check(CARD, "step", "(state = 'review') = (step IS NULL)"),
        check(CARD, "answers", "answers >= 1"),
        check(CARD, "due", "due_at > last_at"),
        refers(CARD, "person_id", "person"),
        refers(CARD, "question_id", "question"),
        sa.PrimaryKeyConstraint("person_id", "question_id", name=op.f(f"pk_{CARD}")),
    )
    op.create_index(f"ix_{CARD}_due", CARD, ["person_id", "due_at"])


def reviews() -> None:
    op.create_table(
        REVIEW,
        number("id"),
        number("person_id"),
        number("question_id"),
        sa.Column("nth", sa.Integer(), nullable=False),
        number("version_id"),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=False),
        instant("at"),
        instant("due_at"),
        check(REVIEW, "nth", "nth >= 1"),
        sa.ForeignKeyConstraint(
            ["person_id", "question_id"],
            [f"{CARD}.person_id", f"{CARD}.question_id"],
            name=op.f(f"fk_{REVIEW}_person_id_{CARD}"),
        ),
        refers(REVIEW, "version_id", "question_version"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{REVIEW}")),
        sa.UniqueConstraint(
            "person_id", "question_id", "nth", name=op.f(f"uq_{REVIEW}_person_id_question_id_nth")
        ),
    )


def downgrade() -> None:
    op.drop_table(REVIEW)
    op.drop_table(CARD)
    op.drop_table(SHIPPED)
