"""Two people at the same customer, perhaps: what is seen, and what was said about it."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Code, Id, Instant, Line

COMPANY, WECHAT, ASKED = "company", "wechat", "asked"
BOTH, FIRST, SECOND, MERGE, STAYS, PASSES = "both", "first", "second", "merge", "stays", "passes"
OPEN = {"sqlite_where": text("ruled_at IS NULL"), "postgresql_where": text("ruled_at IS NULL")}


class Clash(db.Model):
    """Two leads in different hands seem to be one customer, or a rep asks to join at somebody
    else's lead (`asked`: then there is no other, and `number` is the masked one he typed). Open
    until it is ruled on; of the same two one is open at a time."""

    __tablename__ = "clash"
    __table_args__ = (
        CheckConstraint("kind IN ('company', 'wechat', 'asked')", name="kind"),
        CheckConstraint("(kind = 'asked') = (other_id IS NULL)", name="other"),
        CheckConstraint("kind <> 'asked' OR raised_by_id IS NOT NULL", name="asked_by"),
        CheckConstraint("other_id IS NULL OR lead_id < other_id", name="order"),
        CheckConstraint(
            "(ruled_at IS NULL) = (ruling IS NULL) AND (ruled_at IS NULL) = (ruled_by_id IS NULL)",
            name="ruled",
        ),
        CheckConstraint(
            "ruling IS NULL OR ruling IN ('both', 'first', 'second', 'merge', 'stays', 'passes')",
            name="ruling",
        ),
        Index("uq_clash_open_pair", "kind", "lead_id", "other_id", unique=True, **OPEN),
        Index(
            "uq_clash_open_asked",
            "lead_id",
            "raised_by_id",
            unique=True,
            **{name: text("ruled_at IS NULL AND kind = 'asked'") for name in OPEN},
        ),
        Index("ix_clash_raised_by", "raised_by_id", "raised_at"),
    )

    id: Mapped[Id]
    kind: Mapped[Code]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), index=True)
    other_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("lead.id"), index=True)
    raised_at: Mapped[Instant]
    raised_by_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    number: Mapped[Line]
    note: Mapped[Line]
    ruled_at: Mapped[Instant | None]
    ruling: Mapped[Code | None]
    ruled_by_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    reason: Mapped[Line]


class ClashKey(db.Model):
    """What leads with owners are compared by. All of it can be made anew from the leads."""

    __tablename__ = "clash_key"
    __table_args__ = (UniqueConstraint("lead_id", "kind"), Index("ix_clash_key_key", "kind", "key"))

    id: Mapped[Id]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"))
    kind: Mapped[Code]
    key: Mapped[str] = mapped_column(String(200))
