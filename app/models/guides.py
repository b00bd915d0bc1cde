from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Code, Id, Instant, Line


class GuideVersion(db.Model):
    """A prompt or a talk as a manager put it in one language, in place of what the program ships;
    `used`: whether it is shown at all. The latest version holds; never changed."""

    __tablename__ = "guide_version"
    __table_args__ = (
        UniqueConstraint("key", "language", "version"),
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("title <> ''", name="title"),
    )

    id: Mapped[Id]
    key: Mapped[Code]
    language: Mapped[Code]
    version: Mapped[int]
    title: Mapped[Line]
    body: Mapped[str] = mapped_column(Text)
    used: Mapped[bool]
    at: Mapped[Instant]
    by_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))
