from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import Code, Id, Instant


class SeasonPlan(db.Model):
    """What a month or quarter is about: its themes, the peaks to be ready for, and the trades that
    are in season. `period`: 2026-10 or 2026-Q4. `rev` counts its changes."""

    __tablename__ = "season_plan"
    __table_args__ = (CheckConstraint("rev > 0", name="rev"),)

    id: Mapped[Id]
    period: Mapped[Code] = mapped_column(unique=True)
    themes: Mapped[str] = mapped_column(String(1000))
    peaks: Mapped[str] = mapped_column(String(1000))
    trades: Mapped[list[str]] = mapped_column(JSON)
    set_at: Mapped[Instant]
    set_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    rev: Mapped[int]
