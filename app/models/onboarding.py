"""Who has passed the onboarding, and for whom it was lifted for a time (rules.md §7)."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Code, Id, Instant, Line


class OnboardingPass(db.Model):
    """From this day on precise leads may flow, for good; `how`: all parts done, or brought in by a
    list as formal staff or supervisor."""

    __tablename__ = "onboarding_pass"
    __table_args__ = (CheckConstraint("how IN ('done', 'brought_in')", name="how"),)

    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"), primary_key=True)
    since: Mapped[date]
    how: Mapped[Code]
    at: Mapped[Instant]


class OnboardingException(db.Model):
    """Precise leads for somebody who has not passed, from a day to a day; the last one given holds:
    one that ends before it begins takes back the one before."""

    __tablename__ = "onboarding_exception"
    __table_args__ = (CheckConstraint("reason <> ''", name="reason"),)

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"), index=True)
    first: Mapped[date]
    last: Mapped[date]
    reason: Mapped[Line]
    at: Mapped[Instant]
    by_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))
