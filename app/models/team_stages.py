"""Which stage a team was in, what a manager said of it, and the tasks it gave (rules.md §10)."""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Code, Id, Instant, Line

EVERY_STAGE = "stage IN ('start', 'turbulence', 'stable', 'mature')"


class TeamStageChange(db.Model):
    """The nth stage that was noted of a team: since when, and why; never changed."""

    __tablename__ = "team_stage_change"
    __table_args__ = (
        UniqueConstraint("team_id", "nth"),
        CheckConstraint(EVERY_STAGE, name="stage"),
        CheckConstraint("nth >= 1", name="nth"),
    )

    id: Mapped[Id]
    team_id: Mapped[int] = mapped_column(BIG, ForeignKey("team.id"))
    nth: Mapped[int]
    stage: Mapped[Code]
    since: Mapped[date]
    why: Mapped[dict[str, object]] = mapped_column(JSON)
    at: Mapped[Instant]


class TeamStageFix(db.Model):
    """A manager's word on the stage of a team until a day, or, without a stage, that the months
    speak again. The last one holds; never changed."""

    __tablename__ = "team_stage_fix"
    __table_args__ = (
        CheckConstraint(f"stage IS NULL OR {EVERY_STAGE}", name="stage"),
        CheckConstraint("(stage IS NULL) = (until IS NULL)", name="until"),
        CheckConstraint("until IS NULL OR until >= since", name="days"),
        CheckConstraint("reason <> ''", name="reason"),
    )

    id: Mapped[Id]
    team_id: Mapped[int] = mapped_column(BIG, ForeignKey("team.id"), index=True)
    stage: Mapped[Code | None]
    since: Mapped[date]
    until: Mapped[date | None]
    reason: Mapped[Line]
    at: Mapped[Instant]
    by_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))


class TeamStageTask(db.Model):
    """The task that a prompt became for a team's supervisor: once, however often the stage comes."""

    __tablename__ = "team_stage_task"
    __table_args__ = (UniqueConstraint("item_id"),)

    team_id: Mapped[int] = mapped_column(BIG, ForeignKey("team.id"), primary_key=True)
    key: Mapped[Code] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(BIG, ForeignKey("meeting_item.id"))
