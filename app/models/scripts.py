from sqlalchemy import CheckConstraint, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import Code, Id, Instant, Line


class Script(db.Model):
    """Something to say or to show: a script by stage, an answer to an objection, a product,
    a text message."""

    __tablename__ = "script"
    __table_args__ = (
        UniqueConstraint("key", "language", "version"),
        CheckConstraint("kind IN ('script', 'objection', 'product', 'message')", name="kind"),
    )

    id: Mapped[Id]
    key: Mapped[Code]
    language: Mapped[Code]
    version: Mapped[int] = mapped_column(default=1)
    kind: Mapped[Code]
    stage: Mapped[Code | None]
    title: Mapped[Line]
    body: Mapped[str] = mapped_column(Text)
    made_at: Mapped[Instant]
    retired_at: Mapped[Instant | None]
