from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Code, Id, Instant, Line

MORNING, BY_HAND, ARRIVAL, EXTRA = "morning", "by_hand", "arrival", "extra"


class AllocationRun(db.Model):
    """A hand-out of waiting leads, as of an instant: how many waited at its start, and still do."""

    __tablename__ = "allocation_run"
    __table_args__ = (
        CheckConstraint("how IN ('morning', 'by_hand', 'arrival', 'extra')", name="how"),
        CheckConstraint("handed_out >= 0 AND left_over >= 0", name="counts"),
    )

    id: Mapped[Id]
    day: Mapped[date] = mapped_column(index=True)
    at: Mapped[Instant]
    how: Mapped[Code]
    by_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    made_at: Mapped[Instant]
    handed_out: Mapped[int]
    left_over: Mapped[int]
    sources: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    note: Mapped[Line]


class AllocationShare(db.Model):
    """What somebody was entitled to in a run and why, what he got, and his carry before and after
    as an exact fraction."""

    __tablename__ = "allocation_share"
    __table_args__ = (UniqueConstraint("run_id", "person_id"),)

    id: Mapped[Id]
    run_id: Mapped[int] = mapped_column(ForeignKey("allocation_run.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    quota: Mapped[int]
    taken: Mapped[int]
    uncalled: Mapped[int]
    entitlement: Mapped[int]
    got: Mapped[int]
    carry_before: Mapped[str] = mapped_column(Text)
    carry_after: Mapped[str] = mapped_column(Text)
    why: Mapped[dict[str, object]] = mapped_column(JSON)


class AllocationCarry(db.Model):
    """How far somebody is behind his share in a month, by the last run of it; `month` is its first
    day, so that each begins at 0. An exact fraction such as 7/3."""

    __tablename__ = "allocation_carry"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(Text)
