"""Papers as they are taken: attempts, their questions, answers and scores (rules.md §7)."""

from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import db
from app.models.papers import Paper
from app.models.people import Person
from app.models.types import BIG, Code, Id, Instant, Line

OPEN = text("ended_at IS NULL")


class Attempt(db.Model):
    """Somebody's n-th attempt at a paper, on the terms that held at its start.

    It is over at `ends_at`, also before `ended_at` is noted. `key`: of the press that began it.
    `score` and `full`: the points so far, exact, in hundredths ("200/3"); `unmarked`: answers that
    wait for a trainer."""

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("paper_id", "person_id", "nth"),
        UniqueConstraint("person_id", "key"),
        Index(
            "uq_attempt_open",
            "paper_id",
            "person_id",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
        Index("ix_attempt_running", "ends_at", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_attempt_person", "person_id", "paper_id"),
        CheckConstraint("nth >= 1", name="nth"),
        CheckConstraint("ends_at > started_at", name="time"),
        CheckConstraint("(ended_at IS NULL) = (ended_how IS NULL)", name="ended"),
        CheckConstraint("ended_how IN ('handed_in', 'time')", name="ended_how"),
        CheckConstraint("passed_at IS NULL OR ended_at IS NOT NULL", name="passed"),
        CheckConstraint("ended_at IS NULL OR score IS NOT NULL", name="scored"),
    )

    id: Mapped[Id]
    paper_id: Mapped[int] = mapped_column(BIG, ForeignKey("paper.id"))
    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))
    nth: Mapped[int]
    key: Mapped[Code]
    pass_percent: Mapped[int]
    offline: Mapped[bool]
    started_at: Mapped[Instant]
    ends_at: Mapped[Instant]
    ended_at: Mapped[Instant | None]
    ended_how: Mapped[Code | None]
    score: Mapped[str | None] = mapped_column(String(40))
    full: Mapped[int] = mapped_column(default=0)
    unmarked: Mapped[int] = mapped_column(default=0)
    passed_at: Mapped[Instant | None]

    paper: Mapped[Paper] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(lazy="joined")


class AttemptQuestion(db.Model):
    """A question of an attempt, in the version that held at its start, and its worth."""

    __tablename__ = "attempt_question"
    __table_args__ = (
        UniqueConstraint("attempt_id", "version_id"),
        CheckConstraint("place >= 1", name="place"),
        CheckConstraint("points > 0", name="points"),
        Index("ix_attempt_question_version", "version_id"),
    )

    attempt_id: Mapped[int] = mapped_column(BIG, ForeignKey("attempt.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(BIG, ForeignKey("question_version.id"))
    points: Mapped[int]


class AnswerEvent(db.Model):
    """An answer as it arrived; a later one does not change it. `said`: letters of options, or a
    text for each blank. `at`: by the device's clock. `late`: it arrived after the end."""

    __tablename__ = "answer_event"
    __table_args__ = (
        UniqueConstraint("attempt_id", "device", "seq"),
        ForeignKeyConstraint(
            ["attempt_id", "place"], ["attempt_question.attempt_id", "attempt_question.place"]
        ),
        CheckConstraint("seq >= 1", name="seq"),
    )

    id: Mapped[Id]
    attempt_id: Mapped[int] = mapped_column(BIG, ForeignKey("attempt.id"))
    place: Mapped[int]
    device: Mapped[Code]
    seq: Mapped[int]
    said: Mapped[list[str]] = mapped_column(JSON)
    at: Mapped[Instant | None]
    received_at: Mapped[Instant]
    late: Mapped[bool]


class AnswerMark(db.Model):
    """What somebody gave for an answer, in hundredths; the last one holds, for this answer alone."""

    __tablename__ = "answer_mark"
    __table_args__ = (CheckConstraint("points >= 0", name="points"),)

    id: Mapped[Id]
    event_id: Mapped[int] = mapped_column(BIG, ForeignKey("answer_event.id"), index=True)
    points: Mapped[int]
    note: Mapped[Line]
    at: Mapped[Instant]
    by_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))


class LateAcceptance(db.Model):
    """The late answers of an attempt that had arrived by then count after all."""

    __tablename__ = "late_acceptance"
    __table_args__ = (CheckConstraint("reason <> ''", name="reason"),)

    id: Mapped[Id]
    attempt_id: Mapped[int] = mapped_column(BIG, ForeignKey("attempt.id"), index=True)
    up_to_id: Mapped[int] = mapped_column(BIG, ForeignKey("answer_event.id"))
    reason: Mapped[Line]
    at: Mapped[Instant]
    by_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))


class AttemptScore(db.Model):
    """What an attempt came to, each time it was reckoned: old and new stand side by side. `by_place`:
    what each question earned, exact, in hundredths; None of one that waits or is void."""

    __tablename__ = "attempt_score"
    __table_args__ = (
        UniqueConstraint("attempt_id", "nth"),
        CheckConstraint("why IN ('ended', 'marked', 'voided', 'late')", name="why"),
    )

    id: Mapped[Id]
    attempt_id: Mapped[int] = mapped_column(BIG, ForeignKey("attempt.id"))
    nth: Mapped[int]
    why: Mapped[Code]
    score: Mapped[str] = mapped_column(String(40))
    full: Mapped[int]
    unmarked: Mapped[int]
    passed: Mapped[bool]
    by_place: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[Instant]
    by_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
