"""What waits for a word in a deal: money that came in or went back, and what was conceded."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import db
from app.models.deals import Product
from app.models.types import Code, Id, Instant, Line

WAITING, CONFIRMED, REJECTED = "waiting", "confirmed", "rejected"
MONEY, IN_KIND, REFUND = "money", "in_kind", "refund"
DISCOUNT, GIFT = "discount", "gift"


class Decided:
    """What waits for a word of finance, a manager or the owner. A list that was brought in is the
    word itself; otherwise somebody said it, and the database lets nobody say it who has a share."""

    state: Mapped[Code]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[Instant]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[Instant | None]
    decided_because: Mapped[Line]


class Receipt(Decided, db.Model):
    """Money that came in for a deal, goods taken instead of it at a value, or money paid back."""

    __tablename__ = "receipt"
    __table_args__ = (
        CheckConstraint("kind IN ('money', 'in_kind', 'refund')", name="kind"),
        CheckConstraint("fen > 0", name="fen"),
        CheckConstraint("(kind = 'in_kind') = (goods <> '')", name="goods"),
        CheckConstraint("state IN ('waiting', 'confirmed', 'rejected')", name="state"),
        CheckConstraint(
            "state = 'waiting' OR decided_by_id IS NOT NULL OR import_id IS NOT NULL",
            name="decided_by",
        ),
        CheckConstraint("(state = 'waiting') = (decided_at IS NULL)", name="decided_at"),
        CheckConstraint("state <> 'rejected' OR decided_because <> ''", name="because"),
        Index("ix_receipt_deal", "deal_id", "day"),
        Index("ix_receipt_state", "state", "entered_at"),
    )

    id: Mapped[Id]
    deal_id: Mapped[int] = mapped_column(ForeignKey("deal.id"))
    uuid: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[Code]
    day: Mapped[date]
    fen: Mapped[int]
    goods: Mapped[Line]
    note: Mapped[Line]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"))


class Concession(Decided, db.Model):
    """A discount beyond the product's limit, or a product given away with a deal."""

    __tablename__ = "concession"
    __table_args__ = (
        CheckConstraint("kind IN ('discount', 'gift')", name="kind"),
        CheckConstraint("(kind = 'gift') = (product_id IS NOT NULL)", name="product"),
        CheckConstraint("quantity > 0 AND fen > 0", name="amount"),
        CheckConstraint("state IN ('waiting', 'confirmed', 'rejected')", name="state"),
        CheckConstraint("(state = 'waiting') = (decided_by_id IS NULL)", name="decided_by"),
        CheckConstraint("(state = 'waiting') = (decided_at IS NULL)", name="decided_at"),
        CheckConstraint("state <> 'rejected' OR decided_because <> ''", name="because"),
        Index("ix_concession_state", "state", "entered_at"),
    )

    id: Mapped[Id]
    deal_id: Mapped[int] = mapped_column(ForeignKey("deal.id"), index=True)
    kind: Mapped[Code]
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id"))
    quantity: Mapped[int] = mapped_column(default=1)
    fen: Mapped[int]
    product: Mapped[Product | None] = relationship()
