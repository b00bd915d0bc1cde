from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import Id, Instant

ANSWERED_ONCE = text("answered_at IS NOT NULL")


class Survey(db.Model):
    """One question to the customer of a deal behind a link: asked, and answered once or never.

    `score` 1 to 5; `answered_on`: the company's day of the answer. Of each deal one answer.
    """

    __tablename__ = "survey"
    __table_args__ = (
        CheckConstraint("score BETWEEN 1 AND 5", name="score"),
        CheckConstraint(
            "(answered_at IS NULL) = (score IS NULL)"
            " AND (answered_at IS NULL) = (answered_on IS NULL)",
            name="answered",
        ),
        CheckConstraint("answered_at IS NOT NULL OR remark = ''", name="remark"),
        CheckConstraint("ends_at > made_at", name="ends_at"),
        Index("ix_survey_answered_on", "answered_on", "deal_id"),
        Index(
            "uq_survey_answered",
            "deal_id",
            unique=True,
            sqlite_where=ANSWERED_ONCE,
            postgresql_where=ANSWERED_ONCE,
        ),
    )

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    deal_id: Mapped[int] = mapped_column(ForeignKey("deal.id"), index=True)
    made_at: Mapped[Instant]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    ends_at: Mapped[Instant]
    answered_at: Mapped[Instant | None]
    answered_on: Mapped[date | None]
    score: Mapped[int | None]
    remark: Mapped[str] = mapped_column(String(500), default="")
