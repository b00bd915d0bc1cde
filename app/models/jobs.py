from datetime import date

from sqlalchemy import JSON, CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import Code, Id, Instant


class JobRun(db.Model):
    """A job on a company day: whoever makes the row, or takes it over, is the only one at it."""

    __tablename__ = "job_run"
    __table_args__ = (
        UniqueConstraint("job", "day"),
        CheckConstraint("state IN ('running', 'done', 'failed')", name="state"),
    )

    id: Mapped[Id]
    job: Mapped[Code]
    day: Mapped[date]
    state: Mapped[Code]
    times: Mapped[int] = mapped_column(default=1)
    started_at: Mapped[Instant]
    finished_at: Mapped[Instant | None]
    result: Mapped[object | None] = mapped_column(JSON)
    error: Mapped[str | None] = mapped_column(String(500))
