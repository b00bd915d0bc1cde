"""Early warning, and what was done about it (rules.md §10). Never part of pay or of any measure."""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Code, Id, Instant

STANDS = text("ended_at IS NULL")
EVERY_CODE = (
    "code IN ('calls_fall', 'no_first_call', 'connect_rate_falls', 'follow_ups_late', 'no_deal')"
)


class Signal(db.Model):
    """Somebody's own numbers say that he may need somebody to talk to; one of a kind stands at a
    time. `figures`: what it rests on, as it was last while it stood."""

    __tablename__ = "signal"
    __table_args__ = (
        Index(
            "uq_signal_stands",
            "person_id",
            "code",
            unique=True,
            sqlite_where=STANDS,
            postgresql_where=STANDS,
        ),
        CheckConstraint(EVERY_CODE, name="code"),
        CheckConstraint("ended_at IS NULL OR ended_at >= raised_at", name="ended"),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"), index=True)
    code: Mapped[Code]
    raised_on: Mapped[date]
    raised_at: Mapped[Instant]
    figures: Mapped[dict[str, object]] = mapped_column(JSON)
    ended_at: Mapped[Instant | None]


class SignalStep(db.Model):
    """What was done about a signal, or until when and why it is left alone; never changed."""

    __tablename__ = "signal_step"
    __table_args__ = (
        CheckConstraint("what IN ('done', 'snoozed')", name="what"),
        CheckConstraint("(what = 'snoozed') = (until IS NOT NULL)", name="until"),
        CheckConstraint("said <> ''", name="said"),
    )

    id: Mapped[Id]
    uuid: Mapped[str] = mapped_column(String(60), unique=True)
    signal_id: Mapped[int] = mapped_column(BIG, ForeignKey("signal.id"), index=True)
    what: Mapped[Code]
    said: Mapped[str] = mapped_column(String(500))
    until: Mapped[date | None]
    at: Mapped[Instant]
    by_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))
