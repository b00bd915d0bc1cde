"""Months of pay and the lines that are proposed in them (rules.md §8, how money moves)."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Code, Id, Instant, Line

STATES = ("open", "proposed", "published", "closed", "paid")


class PayMonth(db.Model):
    """A month by its first day. From the first proposal on it keeps its plan, word for word. It goes
    on state by state and never back; the database refuses."""

    __tablename__ = "pay_month"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint("state = 'open' OR plan IS NOT NULL", name="plan"),
        CheckConstraint("state IN ('open', 'proposed') OR published_at IS NOT NULL", name="seen"),
        CheckConstraint("(state IN ('closed', 'paid')) = (closed_at IS NOT NULL)", name="closed"),
        CheckConstraint("(state = 'paid') = (paid_at IS NOT NULL)", name="paid"),
    )

    id: Mapped[Id]
    month: Mapped[date] = mapped_column(unique=True)
    state: Mapped[Code]
    plan_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("pay_plan.id"))
    plan_name: Mapped[Line]
    plan: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    proposed_at: Mapped[Instant | None]
    proposed_by_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    published_at: Mapped[Instant | None]
    published_by_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    closed_at: Mapped[Instant | None]
    closed_by_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    paid_at: Mapped[Instant | None]
    paid_by_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))


class PayLine(db.Model):
    """A line as it was proposed once; what changes is a further revision, `gone` where nothing is
    left. `earned`: the first day of the month it is for, `settles`: the kind that it is about, of an
    adjustment what it adjusts. `text`: why, in each language, as it was said then. `digest`: of all
    that an approval is about."""

    __tablename__ = "pay_line"
    __table_args__ = (
        UniqueConstraint("month_id", "person_id", "earned", "key", "revision", name="uq_pay_line"),
        CheckConstraint("revision > 0", name="revision"),
        CheckConstraint(
            "gone OR needs_approval OR (kind IN ('base', 'commission') AND proposed_by_id IS NULL)",
            name="approval",
        ),
        CheckConstraint("NOT gone OR fen = 0", name="gone"),
        Index("ix_pay_line_person", "person_id", "month_id"),
        Index("ix_pay_line_earned", "earned"),
    )

    id: Mapped[Id]
    month_id: Mapped[int] = mapped_column(BIG, ForeignKey("pay_month.id"))
    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))
    earned: Mapped[date]
    key: Mapped[str] = mapped_column(String(80))
    revision: Mapped[int]
    kind: Mapped[Code]
    settles: Mapped[Code]
    fen: Mapped[int]
    waived_fen: Mapped[int]
    rule: Mapped[int]
    why: Mapped[dict[str, Any]] = mapped_column(JSON)
    text: Mapped[dict[str, str]] = mapped_column(JSON)
    sum: Mapped[str] = mapped_column(Text)
    evidence: Mapped[dict[str, Any]] = mapped_column(JSON)
    gone: Mapped[bool]
    needs_approval: Mapped[bool]
    proposed_by_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[Instant]


class PayRoster(db.Model):
    """Who competed for a line that is a prize."""

    __tablename__ = "pay_roster"

    line_id: Mapped[int] = mapped_column(BIG, ForeignKey("pay_line.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"), primary_key=True)


class PayDecision(db.Model):
    """The word on a line, said once. Nobody says it on his own line, on one he proposed, or on a
    prize he competed for; the database refuses."""

    __tablename__ = "pay_decision"
    __table_args__ = (CheckConstraint("yes OR because <> ''", name="because"),)

    id: Mapped[Id]
    line_id: Mapped[int] = mapped_column(BIG, ForeignKey("pay_line.id"), unique=True)
    yes: Mapped[bool]
    by_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))
    because: Mapped[Line]
    at: Mapped[Instant]
