from sqlalchemy import ForeignKey as Key
from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Id, Instant, Line

TERM = String(40).with_variant(String(40, collation="C"), "postgresql")


class LeadTerm(db.Model):
    """A word under which a lead is found. All of them can be made anew from the leads, so nothing
    but their own key is held: a million leads have twenty-five million."""

    __tablename__ = "lead_term"
    __table_args__ = (Index("ix_lead_term_lead_id", "lead_id"), {"sqlite_with_rowid": False})

    term: Mapped[str] = mapped_column(TERM, primary_key=True)
    lead_id: Mapped[int] = mapped_column(BIG, primary_key=True, autoincrement=False)


class SavedView(db.Model):
    """Filters of the list of customers under a name of somebody's own."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("person_id", "name"),)

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(Key("person.id"))
    name: Mapped[Line]
    query: Mapped[str] = mapped_column(String(500))
    made_at: Mapped[Instant]
