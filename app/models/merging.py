"""Two leads that were one."""

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ColumnElement, ForeignKey, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Mapped, aliased, mapped_column

from app.extensions import db
from app.models.leads import Lead
from app.models.types import BIG, Id, Instant, Line

MERGED = "merged"
"""Why a merged lead is gone, and the rule by which its owner no longer has it."""
GONE = aliased(Lead)


class LeadMerge(db.Model):
    """Two leads were found to be one. `before`: what both were, and which rows went over. Never
    changed, never deleted; a lead is merged once."""

    __tablename__ = "lead_merge"
    __table_args__ = (CheckConstraint("kept_id <> merged_id", name="two"),)

    id: Mapped[Id]
    kept_id: Mapped[int] = mapped_column(BIG, ForeignKey("lead.id"), index=True)
    merged_id: Mapped[int] = mapped_column(BIG, ForeignKey("lead.id"), unique=True)
    at: Mapped[Instant]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[Line]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)


def kept_for(lead: Any = Lead) -> ColumnElement[int]:
    """The lead itself, or the one that was kept for it."""
    return func.coalesce(lead.merged_into_id, lead.id)


def is_of(column: InstrumentedAttribute[int], lead_id: int) -> ColumnElement[bool]:
    """Whether a row that stays where it is belongs to a lead, or to one merged into it."""
    return (column == lead_id) | column.in_(merged_into(lead_id))


def merged_into(lead_id: int) -> Select[tuple[int]]:
    return select(GONE.id).where(GONE.merged_into_id == lead_id)
