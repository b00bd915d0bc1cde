"""What counts of deals: worked out from what was confirmed, kept so that it is found quickly."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Id


class DealStanding(db.Model):
    """What counts of a deal, worked out from its confirmed receipts and made anew whenever they
    change. `counted_on`: the day on which it counts, none while it does not. `leads_first`: it is
    the one that made its lead a customer."""

    __tablename__ = "deal_standing"
    __table_args__ = (Index("ix_deal_standing_counted", "counted_on", "deal_id"),)

    deal_id: Mapped[int] = mapped_column(BIG, ForeignKey("deal.id"), primary_key=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), index=True)
    net_fen: Mapped[int]
    counted_on: Mapped[date | None]
    leads_first: Mapped[bool]


class DealCredit(db.Model):
    """What of a receipt, less what was refunded of it, counts for one of the deal's people; worked
    out together with the deal's standing."""

    __tablename__ = "deal_credit"
    __table_args__ = (
        UniqueConstraint("receipt_id", "person_id"),
        CheckConstraint("fen >= 0", name="fen"),
        Index("ix_deal_credit_day", "day", "person_id"),
    )

    id: Mapped[Id]
    receipt_id: Mapped[int] = mapped_column(ForeignKey("receipt.id"))
    deal_id: Mapped[int] = mapped_column(ForeignKey("deal.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    fen: Mapped[int]
