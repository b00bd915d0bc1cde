from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import db
from app.models.types import BIG, Code, Id, Instant, Line


def may_enter(disabled_at: datetime | None, left_on: date | None, day: date) -> bool:
    """Not switched off, nor past the last day employed, even if no job noted that yet."""
    return disabled_at is None and (left_on is None or day <= left_on)


class Team(db.Model):
    __tablename__ = "team"

    id: Mapped[Id]
    name: Mapped[Line] = mapped_column(unique=True)
    started_on: Mapped[date | None]


class Group(db.Model):
    __tablename__ = "sales_group"
    __table_args__ = (UniqueConstraint("team_id", "name"),)

    id: Mapped[Id]
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    name: Mapped[Line]
    team: Mapped[Team] = relationship()


class Person(db.Model):
    """Somebody with an account; `id` is the person number that ties are broken by."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("login = lower(login)", name="login_lower"),)

    id: Mapped[Id]
    login: Mapped[Line] = mapped_column(unique=True)
    name: Mapped[Line]
    password_hash: Mapped[str | None]
    language: Mapped[Code] = mapped_column(default="zh")
    theme: Mapped[Code] = mapped_column(default="auto")
    hired_on: Mapped[date]
    precise_from: Mapped[date | None]
    left_on: Mapped[date | None]
    disabled_at: Mapped[Instant | None]
    created_at: Mapped[Instant]
    role_grants: Mapped[list["RoleGrant"]] = relationship(
        back_populates="person", order_by="RoleGrant.id", lazy="selectin"
    )

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(grant.role for grant in self.role_grants if grant.until is None)

    @property
    def is_active(self) -> bool:
        return self.disabled_at is None

    def may_enter(self, day: date) -> bool:
        return may_enter(self.disabled_at, self.left_on, day)


class RoleGrant(db.Model):
    __tablename__ = "role_grant"
    __table_args__ = (UniqueConstraint("person_id", "role", "since"),)

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Code]
    since: Mapped[date]
    until: Mapped[date | None]
    person: Mapped[Person] = relationship(back_populates="role_grants")


class Membership(db.Model):
    """From `since` on the person belongs to this team and group, until the next row."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("person_id", "since"),)

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    since: Mapped[date]
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("sales_group.id"), index=True)


class PayGrade(db.Model):
    """From `since` on the person is paid by this grade, until the next row."""

    __tablename__ = "pay_grade"
    __table_args__ = (
        UniqueConstraint("person_id", "since"),
        CheckConstraint("grade IN ('probation', 'formal', 'supervisor')", name="grade"),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    since: Mapped[date]
    grade: Mapped[Code]


class Presence(db.Model):
    """Half days present on a day; without a row a working day is worked in full."""

    __tablename__ = "presence"
    __table_args__ = (
        UniqueConstraint("person_id", "day"),
        CheckConstraint("half_days BETWEEN 0 AND 2", name="half_days"),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date] = mapped_column(index=True)
    half_days: Mapped[int]
    reason: Mapped[Line]
    noted_by_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
