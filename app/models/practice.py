"""Practice from one's own mistakes: what is remembered how well, and each answer (rules.md §7)."""

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Code, Id, Instant


class PracticeCard(db.Model):
    """How well somebody remembers a question, as FSRS reckons it, and when it comes back.

    Made by the first answer; `answers` counts them. Never part of pay or of any measure."""

    __tablename__ = "practice_card"
    __table_args__ = (
        CheckConstraint("state IN ('learning', 'review', 'relearning')", name="state"),
        CheckConstraint("(state = 'review') = (step IS NULL)", name="step"),
        CheckConstraint("answers >= 1", name="answers"),
        CheckConstraint("due_at > last_at", name="due"),
        Index("ix_practice_card_due", "person_id", "due_at"),
    )

    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(BIG, ForeignKey("question.id"), primary_key=True)
    state: Mapped[Code]
    step: Mapped[int | None]
    stability: Mapped[float] = mapped_column(Double)
    difficulty: Mapped[float] = mapped_column(Double)
    answers: Mapped[int]
    last_at: Mapped[Instant]
    due_at: Mapped[Instant]


class PracticeReview(db.Model):
    """The nth answer of somebody to a question in practice, the version it was asked in, and when it
    was to come back. `said`: letters, words for the blanks, or nothing where one judged oneself."""

    __tablename__ = "practice_review"
    __table_args__ = (
        UniqueConstraint("person_id", "question_id", "nth"),
        ForeignKeyConstraint(
            ["person_id", "question_id"], ["practice_card.person_id", "practice_card.question_id"]
        ),
        CheckConstraint("nth >= 1", name="nth"),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(BIG)
    question_id: Mapped[int] = mapped_column(BIG)
    nth: Mapped[int]
    version_id: Mapped[int] = mapped_column(BIG, ForeignKey("question_version.id"))
    said: Mapped[list[str]] = mapped_column(JSON)
    right: Mapped[bool]
    at: Mapped[Instant]
    due_at: Mapped[Instant]
