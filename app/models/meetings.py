"""Meetings of a team, what is said at them, and who was there (rules.md §9)."""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import db
from app.models.people import Team
from app.models.types import BIG, Code, Id, Instant

EVERY_KIND = "kind IN ('morning', 'evening', 'weekly', 'monthly')"


class Meeting(db.Model):
    """Once per kind, team and day. `agenda`: its points with their minutes as they stood when it
    was opened. Once closed it is never changed: the database refuses."""

    __tablename__ = "meeting"
    __table_args__ = (
        UniqueConstraint("kind", "team_id", "day"),
        Index("ix_meeting_team", "team_id", "day"),
        CheckConstraint(EVERY_KIND, name="kind"),
        CheckConstraint("minutes > 0", name="minutes"),
        CheckConstraint("(opened_at IS NULL) = (opened_by_id IS NULL)", name="opened"),
        CheckConstraint("(closed_at IS NULL) = (closed_by_id IS NULL)", name="closed"),
        CheckConstraint("closed_at IS NULL OR opened_at IS NOT NULL", name="opened_first"),
    )

    id: Mapped[Id]
    kind: Mapped[Code]
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    day: Mapped[date]
    starts_at: Mapped[Instant]
    minutes: Mapped[int]
    agenda: Mapped[list[dict[str, object]]] = mapped_column(JSON, default=list)
    opened_at: Mapped[Instant | None]
    opened_by_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    closed_at: Mapped[Instant | None]
    closed_by_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))

    team: Mapped[Team] = relationship()


class MeetingAttendance(db.Model):
    """Whether somebody of the team was there."""

    __tablename__ = "meeting_attendance"

    meeting_id: Mapped[int] = mapped_column(BIG, ForeignKey("meeting.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"), primary_key=True)
    here: Mapped[bool]
    at: Mapped[Instant]
    by_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))


class MeetingTurn(db.Model):
    """From this moment on a point of the agenda was talked about, until the next one's."""

    __tablename__ = "meeting_turn"

    id: Mapped[Id]
    meeting_id: Mapped[int] = mapped_column(BIG, ForeignKey("meeting.id"), index=True)
    point: Mapped[Code]
    at: Mapped[Instant]
    by_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))


class MeetingNote(db.Model):
    """A text of a point as somebody saved it. Each save is a row of its own and says which it was
    made from, and which other one it takes in: a text that no row was made from still stands."""

    __tablename__ = "meeting_note"
    __table_args__ = (
        Index("ix_meeting_note_meeting", "meeting_id", "point"),
        CheckConstraint("other_id IS NULL OR base_id IS NOT NULL", name="other"),
    )

    id: Mapped[Id]
    uuid: Mapped[str] = mapped_column(String(60), unique=True)
    meeting_id: Mapped[int] = mapped_column(BIG, ForeignKey("meeting.id"))
    point: Mapped[Code]
    text: Mapped[str] = mapped_column(Text)
    base_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("meeting_note.id"))
    other_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("meeting_note.id"))
    at: Mapped[Instant]
    by_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))


class MeetingAddition(db.Model):
    """What was added to closed minutes, with its day; never changed. `point`: of which point a note
    is that arrived too late to stand in the minutes."""

    __tablename__ = "meeting_addition"
    __table_args__ = (CheckConstraint("text <> ''", name="text"),)

    id: Mapped[Id]
    uuid: Mapped[str] = mapped_column(String(60), unique=True)
    meeting_id: Mapped[int] = mapped_column(BIG, ForeignKey("meeting.id"), index=True)
    point: Mapped[Code] = mapped_column(default="")
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[Instant]
    by_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))


class MeetingFigure(db.Model):
    """A figure as it stood when the meeting closed, exact: `value` and `target` are fractions as
    text ("31", "7/3"), null where there was none; `counts` is what the value was made of. `code`: a
    measure, or what else was counted; `person_id` is null for the whole team; `said`: a sentence."""

    __tablename__ = "meeting_figure"

    id: Mapped[Id]
    meeting_id: Mapped[int] = mapped_column(BIG, ForeignKey("meeting.id"), index=True)
    point: Mapped[Code]
    code: Mapped[Code]
    period: Mapped[str] = mapped_column(String(10))
    person_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(200))
    value: Mapped[str | None] = mapped_column(Text)
    target: Mapped[str | None] = mapped_column(Text)
    counts: Mapped[dict[str, str]] = mapped_column(JSON)
    said: Mapped[dict[str, object] | None] = mapped_column(JSON)
