"""Lines of pay that somebody proposes by hand (rules.md §8.10, §8.14)."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Code, Id, Instant, Line


class PayByHand(db.Model):
    """A single line of a month: something on top, something taken off for breaking a rule, or a prize
    that was handed out in cash already. A deduction names the rule and what the person said."""

    __tablename__ = "pay_by_hand"
    __table_args__ = (
        CheckConstraint("kind IN ('bonus', 'deduction', 'cash')", name="kind"),
        CheckConstraint(
            "(kind = 'bonus' AND fen > 0) OR (kind <> 'bonus' AND fen < 0)", name="fen"
        ),
        CheckConstraint("reason <> ''", name="reason"),
        CheckConstraint("(kind = 'deduction') = (house_rule <> '')", name="house_rule"),
        CheckConstraint("(kind = 'deduction') = (heard <> '')", name="heard"),
        Index("ix_pay_by_hand_month", "month"),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))
    month: Mapped[date]
    kind: Mapped[Code]
    fen: Mapped[int]
    reason: Mapped[Line]
    house_rule: Mapped[Line]
    heard: Mapped[Line]
    proposed_by_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))
    at: Mapped[Instant]
