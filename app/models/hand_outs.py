from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import Code, Id, Instant


class HandOut(db.Model):
    """The ledger of hand-outs and claims: the n-th lead of a kind for a rep on a day."""

    __tablename__ = "hand_out"
    __table_args__ = (
        UniqueConstraint("person_id", "day", "kind", "number"),
        CheckConstraint("kind IN ('precise', 'ordinary')", name="kind"),
        CheckConstraint("number >= 1", name="number"),
        Index("ix_hand_out_kind_day", "kind", "day", "person_id"),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date] = mapped_column(index=True)
    kind: Mapped[Code]
    number: Mapped[int]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), index=True)
    at: Mapped[Instant]
    how: Mapped[Code]
    run_id: Mapped[int | None] = mapped_column(ForeignKey("allocation_run.id"), index=True)
    counts: Mapped[bool] = mapped_column(default=True)
    why: Mapped[dict[str, object]] = mapped_column(JSON)
