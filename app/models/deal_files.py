"""Quotes before there is a deal, and the files of quotes and contracts."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import db
from app.models.deals import Product
from app.models.leads import Lead
from app.models.types import BIG, Code, Id, Instant, Line

WITHDRAWN = (
    "(withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)"
    " AND (withdrawn_at IS NULL) = (withdrawn_because = '')"
)
OF_DEAL = text("withdrawn_at IS NULL AND deal_id IS NOT NULL")
OF_QUOTE = text("withdrawn_at IS NULL AND quote_id IS NOT NULL")


class Quote(db.Model):
    """A price that a customer was offered, and the deal that came of it. `uuid` is made by the form,
    so that sending it twice makes it once."""

    __tablename__ = "quote"
    __table_args__ = (
        CheckConstraint("price_fen > 0", name="price"),
        CheckConstraint(WITHDRAWN, name="withdrawn"),
    )

    id: Mapped[Id]
    uuid: Mapped[str] = mapped_column(String(64), unique=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), index=True)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id"))
    price_fen: Mapped[int]
    valid_until: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(1000), default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[Instant]
    deal_id: Mapped[int | None] = mapped_column(ForeignKey("deal.id"), index=True)
    withdrawn_at: Mapped[Instant | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    withdrawn_because: Mapped[Line]

    lead: Mapped[Lead] = relationship()
    product: Mapped[Product | None] = relationship()


class DealFile(db.Model):
    """A quote or contract as a file, on a deal or on a quote before it. The file lies beside the
    database under the hash of its contents; one that was taken back stays, with the reason."""

    __tablename__ = "deal_file"
    __table_args__ = (
        CheckConstraint("(deal_id IS NULL) <> (quote_id IS NULL)", name="subject"),
        CheckConstraint("kind IN ('quote', 'contract')", name="kind"),
        CheckConstraint("quote_id IS NULL OR kind = 'quote'", name="of_quote"),
        CheckConstraint("bytes > 0", name="bytes"),
        CheckConstraint(WITHDRAWN, name="withdrawn"),
        Index(
            *("uq_deal_file_deal", "deal_id", "kind", "digest"),
            unique=True,
            sqlite_where=OF_DEAL,
            postgresql_where=OF_DEAL,
        ),
        Index(
            *("uq_deal_file_quote", "quote_id", "digest"),
            unique=True,
            sqlite_where=OF_QUOTE,
            postgresql_where=OF_QUOTE,
        ),
    )

    id: Mapped[Id]
    deal_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("deal.id"), index=True)
    quote_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("quote.id"), index=True)
    kind: Mapped[Code]
    digest: Mapped[str] = mapped_column(String(64))
    name: Mapped[Line]
    bytes: Mapped[int]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Instant]
    withdrawn_at: Mapped[Instant | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    withdrawn_because: Mapped[Line]
