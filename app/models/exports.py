from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import Code, Id, Instant, Line


class LeadExport(db.Model):
    """A file of leads that somebody asked for. What was asked never changes; many rows wait for
    somebody else's word, and the database itself lets nobody give it to himself."""

    __tablename__ = "lead_export"
    __table_args__ = (
        CheckConstraint(
            "state IN ('asked', 'approved', 'making', 'made', 'rejected', 'failed', 'gone')",
            name="state",
        ),
        CheckConstraint("form IN ('csv', 'xlsx')", name="form"),
        CheckConstraint("reach IN ('own', 'group', 'team', 'all')", name="reach"),
        CheckConstraint("purpose <> ''", name="purpose"),
        CheckConstraint("decided_by_id IS NULL OR decided_by_id <> asked_by_id", name="by_another"),
        CheckConstraint("(decided_by_id IS NULL) = (decided_at IS NULL)", name="decided"),
        CheckConstraint(
            "NOT needs_approval OR decided_by_id IS NOT NULL OR state = 'asked'", name="approved"
        ),
        CheckConstraint("(file IS NOT NULL) = (state = 'made')", name="file"),
        Index("ix_lead_export_state", "state", "made_at"),
    )

    id: Mapped[Id]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    asked_at: Mapped[Instant]
    purpose: Mapped[Line]
    form: Mapped[Code]
    reach: Mapped[Code]
    wanted: Mapped[dict[str, object]] = mapped_column(JSON)
    rows_asked: Mapped[int]
    needs_approval: Mapped[bool]
    state: Mapped[Code]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[Instant | None]
    decided_because: Mapped[Line]
    rows_made: Mapped[int] = mapped_column(default=0)
    file: Mapped[str | None] = mapped_column(String(64))
    made_at: Mapped[Instant | None]
    error: Mapped[dict[str, object] | None] = mapped_column(JSON)


class ExportDownload(db.Model):
    """Somebody took the file of an export away. Never changed, never deleted."""

    __tablename__ = "export_download"

    id: Mapped[Id]
    export_id: Mapped[int] = mapped_column(ForeignKey("lead_export.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Instant]
