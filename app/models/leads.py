from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import db
from app.models.people import Person
from app.models.types import BIG, Code, Id, Instant, Line


class Source(db.Model):
    __tablename__ = "source"

    id: Mapped[Id]
    name: Mapped[Line] = mapped_column(unique=True)


class Lead(db.Model):
    """A person or firm to call. `rev` counts its changes, so that a device knows what it saw.

    One that was merged into another stays, without owner, numbers and calls; `merged_into_id` is the
    one that was kept, and never one that was merged itself. `first_called_on` is the day of its
    first call (`FirstCall`), `won_on` that on which the deal counts that made it a customer: both
    are worked out with those and kept here, so that leads without are found at once.
    """

    __tablename__ = "lead"
    __table_args__ = (
        CheckConstraint("kind IN ('precise', 'ordinary', 'own')", name="kind"),
        CheckConstraint("grade IS NULL OR grade IN ('A', 'B', 'C', 'D')", name="grade"),
        CheckConstraint(
            "owner_id IS NULL OR (NOT do_not_call AND gone_because IS NULL)", name="owner_callable"
        ),
        CheckConstraint("(owner_id IS NULL) = (owned_since IS NULL)", name="owned_since"),
        CheckConstraint("(due_at IS NULL) = (due_kind IS NULL)", name="due"),
        CheckConstraint(
            "merged_into_id IS NULL OR (owner_id IS NULL AND gone_because = 'merged')",
            name="merged",
        ),
        Index(
            "ix_lead_merged_into",
            "merged_into_id",
            sqlite_where=text("merged_into_id IS NOT NULL"),
            postgresql_where=text("merged_into_id IS NOT NULL"),
        ),
        Index("ix_lead_owner", "owner_id", "due_at", "due_kind"),
        Index(
            "ix_lead_due",
            "due_at",
            "id",
            sqlite_where=text("due_at IS NOT NULL"),
            postgresql_where=text("due_at IS NOT NULL"),
        ),
        Index("ix_lead_called", "last_call_at", "id"),
        Index("ix_lead_arrived", "arrived_at", "source_id", "kind", "won_on", "merged_into_id"),
        Index(
            "ix_lead_uncalled",
            "arrived_at",
            "source_id",
            "owner_id",
            sqlite_where=text("kind = 'precise' AND first_called_on IS NULL"),
            postgresql_where=text("kind = 'precise' AND first_called_on IS NULL"),
        ),
        Index(
            "ix_lead_waiting",
            "kind",
            "waiting_since",
            "id",
            sqlite_where=text("owner_id IS NULL"),
            postgresql_where=text("owner_id IS NULL"),
        ),
    )

    id: Mapped[Id]
    rev: Mapped[int] = mapped_column(default=1)
    name: Mapped[Line]
    company: Mapped[Line]
    industry: Mapped[Line]
    region: Mapped[Line]
    wechat: Mapped[Line]
    qq: Mapped[Line]
    email: Mapped[Line]
    note: Mapped[str] = mapped_column(Text, default="")
    kind: Mapped[Code]
    referred_by: Mapped[str] = mapped_column(String(200), default="", server_default="")
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"), index=True)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"), index=True)
    arrived_at: Mapped[Instant]
    cost_fen: Mapped[int | None]
    created_at: Mapped[Instant]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    owned_since: Mapped[Instant | None]
    waiting_since: Mapped[Instant]
    grade: Mapped[Code | None]
    attitude: Mapped[Code | None]
    stage: Mapped[Code] = mapped_column(default="development")
    stage_since: Mapped[Instant]
    wechat_state: Mapped[Code] = mapped_column(default="")
    due_at: Mapped[Instant | None]
    due_kind: Mapped[Code | None]
    last_call_at: Mapped[Instant | None]
    first_called_on: Mapped[date | None]
    won_on: Mapped[date | None]
    cool_until: Mapped[date | None]
    do_not_call: Mapped[bool] = mapped_column(default=False)
    gone_because: Mapped[Code | None]
    merged_into_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("lead.id"))

    source: Mapped[Source | None] = relationship()
    owner: Mapped[Person | None] = relationship(foreign_keys=[owner_id])
    phones: Mapped[list["LeadPhone"]] = relationship(
        back_populates="lead", order_by="LeadPhone.id", cascade="all, delete-orphan"
    )


class LeadPhone(db.Model):
    """A number of a lead in E.164, with `;ext=` for an extension; never in two leads."""

    __tablename__ = "lead_phone"

    id: Mapped[Id]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), index=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    lead: Mapped[Lead] = relationship(back_populates="phones")


class LeadMove(db.Model):
    """A change of hands: who, when, why, by which rule. Never changed, never deleted."""

    __tablename__ = "lead_move"
    __table_args__ = (Index("ix_lead_move_rule", "rule", "at"),)

    id: Mapped[Id]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), index=True)
    at: Mapped[Instant]
    from_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    to_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    rule: Mapped[Code]
    why: Mapped[dict[str, object]] = mapped_column(JSON)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class DoNotCall(db.Model):
    """A number that nobody may call, as a keyed hash: it holds when the lead is erased."""

    __tablename__ = "do_not_call"

    number_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[Instant]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[Line]
    lifted_at: Mapped[Instant | None]
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    lifted_because: Mapped[Line]
