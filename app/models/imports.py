from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import Code, Id, Instant, Line


class ImportRun(db.Model):
    """One file brought in: how it was read, how far it is, what came of it."""

    __tablename__ = "import_run"
    __table_args__ = (
        CheckConstraint(
            "state IN ('uploaded', 'waiting', 'running', 'done', 'failed')", name="state"
        ),
    )

    id: Mapped[Id]
    kind: Mapped[Code]
    file_name: Mapped[Line]
    file_hash: Mapped[str] = mapped_column(String(64))
    state: Mapped[Code] = mapped_column(default="uploaded")
    options: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    rows_total: Mapped[int] = mapped_column(default=0)
    last_row: Mapped[int] = mapped_column(default=0)
    read: Mapped[int] = mapped_column(default=0)
    created: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    duplicates: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)
    error: Mapped[dict[str, object] | None] = mapped_column(JSON)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[Instant]
    started_at: Mapped[Instant | None]
    finished_at: Mapped[Instant | None]


class RejectedRow(db.Model):
    __tablename__ = "rejected_row"
    __table_args__ = (UniqueConstraint("import_id", "row"),)

    id: Mapped[Id]
    import_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"))
    row: Mapped[int]
    reason: Mapped[dict[str, object]] = mapped_column(JSON)
    raw: Mapped[str] = mapped_column(Text)
