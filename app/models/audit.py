from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import Code, Id, Instant, Line


class AuditEntry(db.Model):
    """Who did what to whom, written in the transaction that did it."""

    __tablename__ = "audit_entry"

    id: Mapped[Id]
    at: Mapped[Instant]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    action: Mapped[Code]
    subject: Mapped[Line] = mapped_column(index=True)
    details: Mapped[dict[str, object]] = mapped_column(JSON)
