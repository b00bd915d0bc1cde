"""The ledger of pay, and what people say about their statement (rules.md §8, how money moves)."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Code, Id, Instant, Line

CARRIED = ("carried_out", "carried_in")


class PayEntry(db.Model):
    """What a month's pay consists of, for good. `earned` and `posted` are first days of months; the
    key makes computing twice add nothing. Without a line it is a rest below zero that goes on."""

    __tablename__ = "pay_entry"
    __table_args__ = (
        CheckConstraint(f"(line_id IS NULL) = (kind IN {CARRIED})", name="line"),
        CheckConstraint("earned <= posted", name="earned"),
        Index("ix_pay_entry_posted", "posted", "person_id"),
        Index("ix_pay_entry_earned", "earned", "person_id"),
    )

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(String(160), unique=True)
    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))
    earned: Mapped[date]
    posted: Mapped[date]
    kind: Mapped[Code]
    settles: Mapped[Code]
    fen: Mapped[int]
    line_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("pay_line.id"), unique=True)
    at: Mapped[Instant]


class PayObjection(db.Model):
    """Somebody does not agree with a line of his; somebody else answers by a day."""

    __tablename__ = "pay_objection"
    __table_args__ = (
        CheckConstraint("text <> ''", name="text"),
        CheckConstraint("(answered_at IS NULL) = (answered_by_id IS NULL)", name="answered"),
        CheckConstraint("answered_at IS NULL OR answer <> ''", name="answer"),
        CheckConstraint("answered_by_id <> person_id", name="second_person"),
        Index("ix_pay_objection_line", "line_id"),
    )

    id: Mapped[Id]
    line_id: Mapped[int] = mapped_column(BIG, ForeignKey("pay_line.id"))
    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))
    text: Mapped[Line]
    at: Mapped[Instant]
    due_on: Mapped[date]
    answer: Mapped[Line]
    answered_by_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    answered_at: Mapped[Instant | None]


class PayConfirmation(db.Model):
    """Somebody confirmed his month as it stood: `digest` is of all its lines."""

    __tablename__ = "pay_confirmation"
    __table_args__ = (UniqueConstraint("month_id", "person_id", "digest"),)

    id: Mapped[Id]
    month_id: Mapped[int] = mapped_column(BIG, ForeignKey("pay_month.id"))
    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))
    digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[Instant]
