"""Deals: who sold what to whom, and who has what in it."""

from datetime import date
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Exists,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    exists,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import db
from app.models.leads import Lead
from app.models.people import Person
from app.models.types import BIG, Code, Id, Instant, Line


class Product(db.Model):
    """What is sold. A discount beyond its limit, in basis points of the price, needs an approval."""

    __tablename__ = "product"
    __table_args__ = (
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("price_fen IS NULL OR price_fen > 0", name="price"),
        CheckConstraint("discount_limit_bp BETWEEN 0 AND 10000", name="discount_limit"),
    )

    id: Mapped[Id]
    name: Mapped[Line] = mapped_column(unique=True)
    price_fen: Mapped[int | None]
    discount_limit_bp: Mapped[int] = mapped_column(default=0)
    retired_at: Mapped[Instant | None]


class Deal(db.Model):
    """A deal with a customer. It counts by its confirmed receipts alone.

    `uuid`: the number it has elsewhere, or the one that the device made, so that entering it twice
    enters it once. `list_fen`: the product's price on that day. `counts_at`: when a deal counts, as
    the setting said on the day of signing. `import_id`: it is from a list.
    """

    __tablename__ = "deal"
    __table_args__ = (
        CheckConstraint("price_fen > 0", name="price"),
        CheckConstraint(
            "counts_at IN ('first_receipt', 'full_payment', 'contract')", name="counts_at"
        ),
        CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)"
            " AND (withdrawn_at IS NULL) = (withdrawn_because = '')",
            name="withdrawn",
        ),
        Index("ix_deal_signed_on", "signed_on", "id"),
    )

    id: Mapped[Id]
    uuid: Mapped[str] = mapped_column(String(64), unique=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), index=True)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id"))
    price_fen: Mapped[int]
    list_fen: Mapped[int | None]
    signed_on: Mapped[date]
    counts_at: Mapped[Code]
    note: Mapped[str] = mapped_column(String(1000), default="")
    call_id: Mapped[int | None] = mapped_column(ForeignKey("call.id"))
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    entered_at: Mapped[Instant]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"))
    withdrawn_at: Mapped[Instant | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    withdrawn_because: Mapped[Line]
    rev: Mapped[int] = mapped_column(default=1)

    lead: Mapped[Lead] = relationship()
    product: Mapped[Product | None] = relationship()
    shares: Mapped[list["DealShare"]] = relationship(
        order_by="DealShare.id", cascade="all, delete-orphan", lazy="selectin"
    )


def has_signed() -> Exists:
    """Whether a lead is a customer: somebody made a deal with it that was not withdrawn."""
    return exists().where(Deal.lead_id == Lead.id, Deal.withdrawn_at.is_(None))


class DealShare(db.Model):
    """What one of those who made a deal has in it, in basis points; together they are 10,000."""

    __tablename__ = "deal_share"
    __table_args__ = (
        UniqueConstraint("deal_id", "person_id"),
        CheckConstraint("share_bp BETWEEN 1 AND 10000", name="share"),
    )

    id: Mapped[Id]
    deal_id: Mapped[int] = mapped_column(ForeignKey("deal.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    share_bp: Mapped[int]
    person: Mapped[Person] = relationship()


class DealChange(db.Model):
    """What a deal said before somebody corrected it, and why. Never changed, never deleted."""

    __tablename__ = "deal_change"

    id: Mapped[Id]
    deal_id: Mapped[int] = mapped_column(ForeignKey("deal.id"), index=True)
    at: Mapped[Instant]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[Line]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
