"""Contests of a week or any days between groups or two people (rules.md §8.7)."""

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import db
from app.models.people import Person
from app.models.types import BIG, Code, Id, Instant, Line


class PkRound(db.Model):
    """A contest within a team. What it says, its sides and its roster are never changed: who wants
    another withdraws it before its first day. Weights are in percent."""

    __tablename__ = "pk_round"
    __table_args__ = (
        UniqueConstraint("id", "first"),
        CheckConstraint("kind IN ('groups', 'people')", name="kind"),
        CheckConstraint("last >= first", name="days"),
        CheckConstraint("prize_fen >= 0", name="prize"),
        CheckConstraint("prize_fen > 0 OR prize <> ''", name="some_prize"),
        CheckConstraint(
            "workload BETWEEN 0 AND 100 AND workload + conversion = 100", name="weights"
        ),
        Index("ix_pk_round_team", "team_id", "first"),
    )

    id: Mapped[Id]
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    kind: Mapped[Code]
    first: Mapped[date]
    last: Mapped[date]
    prize: Mapped[Line]
    prize_fen: Mapped[int]
    workload: Mapped[int]
    conversion: Mapped[int]
    opened_at: Mapped[Instant]
    opened_by_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))

    sides: Mapped[list["PkSide"]] = relationship(order_by="PkSide.id", lazy="selectin")
    withdrawal: Mapped["PkWithdrawal | None"] = relationship(lazy="selectin")


class PkSide(db.Model):
    """A group, or a person who stands for himself, by the name that it had when the round opened."""

    __tablename__ = "pk_side"
    __table_args__ = (CheckConstraint("name <> ''", name="name"),)

    id: Mapped[Id]
    round_id: Mapped[int] = mapped_column(BIG, ForeignKey("pk_round.id"), index=True)
    name: Mapped[Line]
    group_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("sales_group.id"))
    members: Mapped[list["PkMember"]] = relationship(order_by="PkMember.id", lazy="selectin")


class PkMember(db.Model):
    """The roster: who counts for a side, wherever he belongs later."""

    __tablename__ = "pk_member"
    __table_args__ = (UniqueConstraint("side_id", "person_id"),)

    id: Mapped[Id]
    side_id: Mapped[int] = mapped_column(BIG, ForeignKey("pk_side.id"))
    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"), index=True)
    person: Mapped[Person] = relationship(lazy="joined")


class PkWithdrawal(db.Model):
    """A round that is not played after all; the database refuses one from its first day on."""

    __tablename__ = "pk_withdrawal"
    __table_args__ = (
        ForeignKeyConstraint(["round_id", "first"], ["pk_round.id", "pk_round.first"]),
        CheckConstraint("day < first", name="before_start"),
    )

    round_id: Mapped[int] = mapped_column(BIG, primary_key=True)
    first: Mapped[date]
    day: Mapped[date]
    at: Mapped[Instant]
    by_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))
