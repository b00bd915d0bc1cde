"""What changes somebody's pay for longer than a month: formal, a leader's raise, an allowance
(rules.md §8.1, §8.2, §8.14)."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Code, Id, Instant, Line

WAITS = text("decided_at IS NULL")


class PayChange(db.Model):
    """Proposed by somebody, or by the program where nobody is named, and decided by somebody else,
    once. An allowance has a name, a condition and an amount, and says from when on; the others begin
    on the day after the word. It holds to `ends_on`, for good where there is none.

    What was proposed and what was decided is never changed and never deleted; the database refuses.
    """

    __tablename__ = "pay_change"
    __table_args__ = (
        CheckConstraint("kind IN ('formal', 'leader_raise', 'allowance')", name="kind"),
        CheckConstraint(
            "(kind = 'allowance' AND name <> '' AND fen > 0"
            " AND condition IN ('monthly', 'per_day', 'full_attendance'))"
            " OR (kind <> 'allowance' AND name = '' AND fen = 0 AND condition = '')",
            name="terms",
        ),
        CheckConstraint("kind <> 'allowance' OR starts_on IS NOT NULL", name="begins"),
        CheckConstraint("proposed_by_id IS NULL OR reason <> ''", name="reason"),
        CheckConstraint(
            "(decided_at IS NULL) = (decided_by_id IS NULL)"
            " AND (decided_at IS NULL) = (yes IS NULL)",
            name="decided",
        ),
        CheckConstraint("yes IS NULL OR yes OR because <> ''", name="because"),
        CheckConstraint("yes IS NULL OR NOT yes OR starts_on IS NOT NULL", name="since"),
        CheckConstraint(
            "decided_by_id <> person_id"
            " AND (proposed_by_id IS NULL OR decided_by_id <> proposed_by_id)",
            name="second_person",
        ),
        CheckConstraint("ends_on >= starts_on", name="days"),
        CheckConstraint(
            "(ended_at IS NULL) = (ended_by_id IS NULL) AND (ended_at IS NULL) = (end_reason = '')",
            name="ended",
        ),
        CheckConstraint("ended_by_id <> person_id", name="ended_by_another"),
        Index("ix_pay_change_person", "person_id", "kind"),
        Index(
            "uq_pay_change_waits",
            *("person_id", "kind", "name"),
            unique=True,
            sqlite_where=WAITS,
            postgresql_where=WAITS,
        ),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))
    kind: Mapped[Code]
    name: Mapped[Line]
    condition: Mapped[Code]
    fen: Mapped[int]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    reason: Mapped[Line]
    proposed_by_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    proposed_at: Mapped[Instant]
    yes: Mapped[bool | None]
    decided_by_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    decided_at: Mapped[Instant | None]
    because: Mapped[Line]
    ended_by_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    ended_at: Mapped[Instant | None]
    end_reason: Mapped[Line]
