"""What the history of a lead comes to for the measures, kept so that it is found quickly."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Id


class FirstCall(db.Model):
    """The call by which a precise lead was first called since it arrived: the first unvoided one out,
    whoever made it. `working_s`: the working time between, in whole seconds. Worked out from the
    calls, the calendar and the hours of the settings, and made anew whenever they change."""

    __tablename__ = "first_call"
    __table_args__ = (
        CheckConstraint("working_s >= 0", name="working_s"),
        Index("ix_first_call_day", "day", "person_id", "working_s", postgresql_include=["lead_id"]),
    )

    lead_id: Mapped[int] = mapped_column(BIG, ForeignKey("lead.id"), primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("call.id"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    working_s: Mapped[int]


class FollowUp(db.Model):
    """A follow-up that somebody had to do by the end of a day, and the day on which he did, none
    where he did not; `call_id` set it. Worked out from what happened with the lead, and made anew
    whenever more does; see `rules.measures.follow_ups`."""

    __tablename__ = "follow_up"
    __table_args__ = (
        CheckConstraint("done_on <= due_on", name="in_time"),
        Index("ix_follow_up_due", "due_on", "person_id", "done_on"),
    )

    id: Mapped[Id]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    call_id: Mapped[int] = mapped_column(ForeignKey("call.id"))
    due_on: Mapped[date]
    done_on: Mapped[date | None]
