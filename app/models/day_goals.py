from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Code, Id, Instant


class DayGoal(db.Model):
    """What somebody is to reach on a day, in hundredths of the measure's unit (fen of an amount), and
    what was suggested then (rules.md §9)."""

    __tablename__ = "day_goal"
    __table_args__ = (
        UniqueConstraint("person_id", "day", "measure"),
        CheckConstraint("measure IN ('calls', 'workload', 'deals', 'amount')", name="measure"),
        CheckConstraint("hundredths > 0", name="hundredths"),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))
    day: Mapped[date] = mapped_column(index=True)
    measure: Mapped[Code]
    hundredths: Mapped[int]
    suggested: Mapped[int | None]
    set_at: Mapped[Instant]
    set_by_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))
