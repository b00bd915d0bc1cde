from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Code, Id, Instant, Line


class Question(db.Model):
    """A question of the bank, known by `identity`: its kind and text (rules/exams/sameness.py);
    `nth` tells those apart that ask the same with other options. `version`: the number of the one
    that holds now."""

    __tablename__ = "question"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('single', 'multiple', 'true_false', 'fill_in', 'short')", name="kind"
        ),
        CheckConstraint("version > 0 AND nth > 0", name="version"),
        UniqueConstraint("identity", "nth"),
    )

    id: Mapped[Id]
    kind: Mapped[Code]
    identity: Mapped[str] = mapped_column(String(64))
    nth: Mapped[int]
    version: Mapped[int]
    made_at: Mapped[Instant]
    retired_at: Mapped[Instant | None]


class QuestionVersion(db.Model):
    """What a question said from a moment on. Never changed, never deleted: exams point at it.
    `module` is "" where none was said; `points` in hundredths."""

    __tablename__ = "question_version"
    __table_args__ = (
        UniqueConstraint("question_id", "number"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("points IS NULL OR points >= 0", name="points"),
        CheckConstraint(
            "module IN ('', 'culture', 'process', 'skills', 'product', 'drills')", name="module"
        ),
    )

    id: Mapped[Id]
    question_id: Mapped[int] = mapped_column(BIG, ForeignKey("question.id"))
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    options: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    answers: Mapped[list[list[str]]] = mapped_column(JSON)
    explanation: Mapped[str] = mapped_column(Text)
    module: Mapped[Code]
    tags: Mapped[list[str]] = mapped_column(JSON)
    points: Mapped[int | None]
    made_at: Mapped[Instant]
    made_by_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    import_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("question_import.id"), index=True)


class QuestionTag(db.Model):
    """The tags of the version that holds now, to be looked up by."""

    __tablename__ = "question_tag"
    __table_args__ = (Index("ix_question_tag_tag", "tag"),)

    question_id: Mapped[int] = mapped_column(BIG, ForeignKey("question.id"), primary_key=True)
    tag: Mapped[Code] = mapped_column(primary_key=True)


class QuestionImport(db.Model):
    """A paper that was pasted or a file that was brought; what came of it once it was kept.

    `module` and `tags` are for the questions that name none themselves."""

    __tablename__ = "question_import"
    __table_args__ = (
        CheckConstraint("format IN ('gift', 'aiken', 'text', 'xlsx')", name="format"),
        CheckConstraint("kept_at IS NOT NULL OR read = 0", name="kept"),
    )

    id: Mapped[Id]
    file_name: Mapped[Line]
    file_hash: Mapped[str] = mapped_column(String(64))
    format: Mapped[Code]
    module: Mapped[Code] = mapped_column(default="")
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    by_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    made_at: Mapped[Instant]
    kept_at: Mapped[Instant | None]
    read: Mapped[int] = mapped_column(default=0)
    created: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)


class ShippedQuestion(db.Model):
    """A question that came with the program, in one language, and which of the bank it became.

    `digest`: of what was brought last, so that a version made by hand is told from it."""

    __tablename__ = "shipped_question"

    key: Mapped[Code] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    question_id: Mapped[int] = mapped_column(BIG, ForeignKey("question.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64))
