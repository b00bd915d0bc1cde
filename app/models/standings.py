"""What counts of deals: worked out from what was confirmed, kept so that it is found quickly."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Id

FIRST, FIRST_ON_SQLITE = text("leads_first"), text("leads_first = 1")


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


class CountedShare(db.Model):
    """Somebody's share in a deal that counts, made anew with its standing: what is counted of deals
    is read from one place. `once`: of the shares in a deal the one with which it is counted where
    all of them together count it once."""

    __tablename__ = "counted_share"
    __table_args__ = (
        CheckConstraint("share_bp BETWEEN 1 AND 10000", name="share_bp"),
        Index("ix_counted_share_day", "day", "person_id", "leads_first", "share_bp"),
        Index(
            "ix_counted_share_first",
            *("person_id", "day", "once"),
            sqlite_where=FIRST_ON_SQLITE,
            postgresql_where=FIRST,
        ),
    )

    deal_id: Mapped[int] = mapped_column(BIG, ForeignKey("deal.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"), primary_key=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), index=True)
    day: Mapped[date]
    share_bp: Mapped[int]
    leads_first: Mapped[bool]
    once: Mapped[bool]


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
