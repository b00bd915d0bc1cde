from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Id, Instant


class CalendarFeed(db.Model):
    """A private address from which a calendar takes somebody's day; the address itself is shown once
    and only its hash is kept. `hour` and `taken`: how often it was fetched in that hour."""

    __tablename__ = "calendar_feed"

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[Instant]
    last_used_at: Mapped[Instant | None]
    hour: Mapped[Instant | None]
    taken: Mapped[int] = mapped_column(default=0)
    revoked_at: Mapped[Instant | None]
