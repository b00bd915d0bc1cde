"""The question bank: questions, their versions, tags, and the papers they came from."""

import sqlalchemy as sa
from alembic import op

from app.models.append_only import REFUSE_ON_POSTGRESQL, trigger_statements
from app.models.types import UtcDateTime

revision = "0030"
down_revision = "0020"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
VERSION = "question_version"


def number(name: str, *, null: bool = False) -> sa.Column:
    return sa.Column(name, WHOLE, nullable=null)


def of_person(table: str, name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], ["person.id"], name=op.f(f"fk_{table}_{name}_person"))


def of_question(table: str) -> sa.ForeignKeyConstraint:
    said = op.f(f"fk_{table}_question_id_question")
    return sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=said)


def upgrade() -> None:
    questions()
    imports()
    versions()
    op.create_table(
        "question_tag",
        number("question_id"),
        sa.Column("tag", sa.String(40), nullable=False),
        of_question("question_tag"),
        sa.PrimaryKeyConstraint("question_id", "tag", name=op.f("pk_question_tag")),
    )
    op.create_index("ix_question_tag_tag", "question_tag", ["tag"])
    dialect = op.get_bind().dialect.name
    if dialect == "postgresql":
        op.execute(REFUSE_ON_POSTGRESQL)
    for statement in trigger_statements(VERSION, dialect):
        op.execute(statement)


def questions() -> None:
    op.create_table(
        "question",
        number("id"),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("identity", sa.String(64), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("retired_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('single', 'multiple', 'true_false', 'fill_in', 'short')",
            name=op.f("ck_question_kind"),
        ),
        sa.CheckConstraint("version > 0 AND nth > 0", name=op.f("ck_question_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("identity", "nth", name=op.f("uq_question_identity_nth")),
    )


def imports() -> None:
    table = "question_import"
    op.create_table(
        table,
        number("id"),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("file_hash", sa.String(64), nullable=False),
        sa.Column("format", sa.String(40), nullable=False),
        sa.Column("module", sa.String(40), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        number("by_id", null=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("kept_at", UtcDateTime(), nullable=True),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("read", "created", "updated", "unchanged", "rejected")
        ),
        sa.CheckConstraint(
            "format IN ('gift', 'aiken', 'text', 'xlsx')", name=op.f(f"ck_{table}_format")
        ),
        sa.CheckConstraint("kept_at IS NOT NULL OR read = 0", name=op.f(f"ck_{table}_kept")),
        of_person(table, "by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def versions() -> None:
    op.create_table(
        VERSION,
        number("id"),
        number("question_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("text", "explanation")),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("options", "answers", "tags")),
        sa.Column("module", sa.String(40), nullable=False),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        number("made_by_id", null=True),
        number("import_id", null=True),
        sa.CheckConstraint("number > 0", name=op.f("ck_question_version_number")),
        sa.CheckConstraint(
            "points IS NULL OR points >= 0", name=op.f("ck_question_version_points")
        ),
        sa.CheckConstraint(
            "module IN ('', 'culture', 'process', 'skills', 'product', 'drills')",
            name=op.f("ck_question_version_module"),
        ),
        of_question(VERSION),
        of_person(VERSION, "made_by_id"),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["question_import.id"],
            name=op.f("fk_question_version_import_id_question_import"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_version")),
        sa.UniqueConstraint(
            "question_id", "number", name=op.f("uq_question_version_question_id_number")
        ),
    )
    op.create_index(op.f("ix_question_version_import_id"), VERSION, ["import_id"])


def downgrade() -> None:
    op.drop_table("question_tag")
    op.drop_table(VERSION)
    op.drop_table("question_import")
    op.drop_table("question")
