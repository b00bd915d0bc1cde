"""What a month was when it was closed, and whether its facts have changed since (rules.md §8)."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Id, Instant


class PayStatement(db.Model):
    """Somebody's sum of a closed month, and a digest of every word and number of his statement."""

    __tablename__ = "pay_statement"

    month_id: Mapped[int] = mapped_column(BIG, ForeignKey("pay_month.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"), primary_key=True)
    total_fen: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[Instant]


class PayTouch(db.Model):
    """Something that a closed month was computed from has changed: it is to be computed once more.
    Triggers write these, whoever changes the facts."""

    __tablename__ = "pay_touch"

    id: Mapped[Id]
    month: Mapped[date] = mapped_column(index=True)
