from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import db
from app.models.leads import Source
from app.models.types import Code, Id, Instant, Line

HANDED_OUT, WAITING, DUPLICATE, DO_NOT_CALL = "handed_out", "waiting", "duplicate", "do_not_call"
STATES = (HANDED_OUT, WAITING, DUPLICATE, DO_NOT_CALL)


class SourceToken(db.Model):
    """What lets an advertising platform bring in leads of one source; the token itself is shown once
    and only its hash is kept."""

    __tablename__ = "source_token"
    __table_args__ = (
        CheckConstraint("(revoked_at IS NULL) = (revoked_by_id IS NULL)", name="revoked"),
    )

    id: Mapped[Id]
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    platform: Mapped[Line]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[Instant]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    last_used_at: Mapped[Instant | None]
    revoked_at: Mapped[Instant | None]
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    source: Mapped[Source] = relationship()


class Arrival(db.Model):
    """What a platform sent under a number of its own, and what became of it then. Never changed,
    never deleted; `content_hash` tells the same thing sent again from another one."""

    __tablename__ = "arrival"
    __table_args__ = (
        UniqueConstraint("source_id", "platform_id"),
        CheckConstraint(
            "state IN ('handed_out', 'waiting', 'duplicate', 'do_not_call')", name="state"
        ),
        CheckConstraint("(state = 'do_not_call') = (lead_id IS NULL)", name="lead"),
        CheckConstraint("platform_id <> ''", name="platform_id"),
    )

    id: Mapped[Id]
    token_id: Mapped[int] = mapped_column(ForeignKey("source_token.id"), index=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"))
    platform_id: Mapped[str] = mapped_column(String(100))
    content_hash: Mapped[str] = mapped_column(String(64))
    state: Mapped[Code]
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("lead.id"), index=True)
    received_at: Mapped[Instant]
