"""Precise leads that were handed out for nothing, kept so that they are found quickly."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG

UNCALLED = "recycle_uncalled"
"""The rule of `rules.leads.neglect` by which a lead is taken back that nobody called."""


class WastedHandOut(db.Model):
    """A hand-out of a precise lead that ended by its recycling uncalled, and by nothing else before
    it (rules.md §2.3, wastage). A trigger writes it with the change of hands; nothing takes it back."""

    __tablename__ = "wasted_hand_out"
    __table_args__ = (Index("ix_wasted_hand_out_day", "day", "person_id"),)

    hand_out_id: Mapped[int] = mapped_column(BIG, ForeignKey("hand_out.id"), primary_key=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]


ENDED_BY = """
SELECT h.id, h.lead_id, h.person_id, h.day FROM hand_out h JOIN {moves} m
ON m.lead_id = h.lead_id AND m.from_id = h.person_id AND m.at >= h.at
WHERE h.kind = 'precise' AND m.rule = '{rule}' AND NOT EXISTS (SELECT 1 FROM lead_move o
 WHERE o.lead_id = m.lead_id AND o.from_id = m.from_id AND o.at >= h.at AND o.id < m.id)
"""
MOVED = ", ".join(f"NEW.{name} AS {name}" for name in ("id", "lead_id", "from_id", "at", "rule"))


def wasted_by(moves: str) -> str:
    """The statement that finds the hand-outs which these changes of hands made a waste."""
    return ENDED_BY.format(moves=moves, rule=UNCALLED)


def note(moves: str = "lead_move") -> str:
    """The statement that notes them; of all changes of hands there were, if none are named."""
    names = ", ".join(column.name for column in WastedHandOut.__table__.columns)
    return f"INSERT INTO wasted_hand_out ({names}) {wasted_by(moves)}"


def note_statements(dialect: str) -> list[str]:
    """The statements that make the trigger on `sqlite` or `postgresql`."""
    written = note(f"(SELECT {MOVED})")
    when = f"AFTER INSERT ON lead_move FOR EACH ROW WHEN (NEW.rule = '{UNCALLED}')"
    if dialect == "postgresql":
        return [
            "CREATE FUNCTION note_waste() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN {written}; RETURN NULL; END $$",
            f"CREATE TRIGGER lead_move_note_waste {when} EXECUTE FUNCTION note_waste()",
        ]
    return [f"CREATE TRIGGER lead_move_note_waste {when} BEGIN {written}; END"]


def forget_statements(dialect: str) -> list[str]:
    """The statements that take it away again."""
    if dialect == "postgresql":
        return ["DROP FUNCTION note_waste() CASCADE"]
    return ["DROP TRIGGER lead_move_note_waste"]
