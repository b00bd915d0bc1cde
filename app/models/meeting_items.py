"""What is raised at meetings and lives on after them: tasks, questions, decisions (rules.md §9)."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Code, Id, Instant


class MeetingItem(db.Model):
    """A note, decision, task or question. What it says is never changed: `owner_id` is who got it
    first, `holder_id` who has it now; `kind` at which meetings it comes up now, null for a task that
    was given outside of one; `times_below`: how often it had come up when it was last handed up."""

    __tablename__ = "meeting_item"
    __table_args__ = (
        Index("ix_meeting_item_meeting", "meeting_id"),
        Index("ix_meeting_item_coming", "team_id", "kind", "state"),
        Index("ix_meeting_item_holder", "holder_id", "state"),
        CheckConstraint("type IN ('note', 'decision', 'task', 'question')", name="type"),
        CheckConstraint(
            "state IN ('open', 'kept', 'done', 'answered', 'dropped', 'split')", name="state"
        ),
        CheckConstraint("(type IN ('task', 'question')) = (state <> 'kept')", name="kept"),
        CheckConstraint(
            "type <> 'task' OR"
            " (owner_id IS NOT NULL AND holder_id IS NOT NULL AND due_on IS NOT NULL"
            " AND done_when <> '')",
            name="task",
        ),
        CheckConstraint("(owner_id IS NULL) = (holder_id IS NULL)", name="holder"),
        CheckConstraint(
            "kind IS NULL OR kind IN ('morning', 'evening', 'weekly', 'monthly')", name="kind"
        ),
        CheckConstraint(
            "(kind IS NULL) = (meeting_id IS NULL) AND (kind IS NULL) = (team_id IS NULL)",
            name="meeting",
        ),
        CheckConstraint("text <> ''", name="text"),
        CheckConstraint("(state IN ('open', 'kept')) = (ended_at IS NULL)", name="ended"),
    )

    id: Mapped[Id]
    uuid: Mapped[str] = mapped_column(String(60), unique=True)
    meeting_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("meeting.id"))
    team_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("team.id"))
    kind: Mapped[Code | None]
    type: Mapped[Code]
    text: Mapped[str] = mapped_column(String(500))
    owner_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    due_on: Mapped[date | None]
    done_when: Mapped[str] = mapped_column(String(200), default="")
    parent_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("meeting_item.id"), index=True)
    made_on: Mapped[date]
    made_at: Mapped[Instant]
    made_by_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))
    state: Mapped[Code]
    holder_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    times_below: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[Instant | None]


class MeetingCarry(db.Model):
    """An open item came up again at a later meeting: for the how manieth time in all, and for the
    how manieth since it was last handed up. `holder_id`: who had it then."""

    __tablename__ = "meeting_carry"
    __table_args__ = (
        UniqueConstraint("item_id", "times"),
        CheckConstraint("nth >= 1 AND times >= nth", name="nth"),
    )

    meeting_id: Mapped[int] = mapped_column(BIG, ForeignKey("meeting.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(BIG, ForeignKey("meeting_item.id"), primary_key=True)
    times: Mapped[int]
    nth: Mapped[int]
    holder_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))


class MeetingItemStep(db.Model):
    """What was done with an item, by whom, and what he said to it; never changed."""

    __tablename__ = "meeting_item_step"
    __table_args__ = (
        CheckConstraint(
            "what IN ('done', 'answered', 'dropped', 'split', 'handed_up')", name="what"
        ),
        CheckConstraint("what = 'done' OR said <> ''", name="said"),
    )

    id: Mapped[Id]
    item_id: Mapped[int] = mapped_column(BIG, ForeignKey("meeting_item.id"), index=True)
    what: Mapped[Code]
    said: Mapped[str] = mapped_column(String(500))
    holder_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    at: Mapped[Instant]
    by_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))
