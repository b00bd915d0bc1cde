from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import db
from app.models.people import Person
from app.models.types import Code, Id, Instant, Line


class UserSession(db.Model):
    """One signed-in browser. The cookie holds a random token, this row only its hash."""

    __tablename__ = "user_session"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[Instant]
    last_seen_at: Mapped[Instant]
    confirmed_at: Mapped[Instant]
    ends_at: Mapped[Instant]
    browser: Mapped[Line]
    address: Mapped[Line]
    installed: Mapped[bool] = mapped_column(default=False)
    revoked_at: Mapped[Instant | None]
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class OneTimeLink(db.Model):
    __tablename__ = "one_time_link"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    made_at: Mapped[Instant]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ends_at: Mapped[Instant]
    used_at: Mapped[Instant | None]
    person: Mapped[Person] = relationship(foreign_keys=[person_id])


class SignInFailure(db.Model):
    __tablename__ = "sign_in_failure"
    __table_args__ = (Index("ix_sign_in_failure_login_at", "login", "at"),)

    id: Mapped[Id]
    login: Mapped[Line]
    address: Mapped[Code] = mapped_column(index=True)
    at: Mapped[Instant]
