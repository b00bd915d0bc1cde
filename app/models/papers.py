"""Exam papers: what is drawn from the bank, and on which terms it is taken (rules.md §7)."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import db
from app.models.types import BIG, Code, Id, Instant, Line


class Paper(db.Model):
    """Terms hold for attempts that begin from now on; one that runs has its own.

    `retakes`: how often it may be taken again, `retake_days` apart. `offline`: its questions may be
    kept on the device. `required`: for the onboarding."""

    __tablename__ = "paper"
    __table_args__ = (
        CheckConstraint("title <> ''", name="title"),
        CheckConstraint("minutes BETWEEN 1 AND 600", name="minutes"),
        CheckConstraint("pass_percent BETWEEN 1 AND 100", name="pass_percent"),
        CheckConstraint("retakes >= 0 AND retake_days >= 0", name="retakes"),
        CheckConstraint("withdrawn_at IS NULL OR published_at IS NOT NULL", name="withdrawn"),
    )

    id: Mapped[Id]
    title: Mapped[Line] = mapped_column(unique=True)
    minutes: Mapped[int]
    pass_percent: Mapped[int]
    retakes: Mapped[int]
    retake_days: Mapped[int]
    offline: Mapped[bool] = mapped_column(default=False)
    required: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[Instant]
    made_by_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    published_at: Mapped[Instant | None]
    withdrawn_at: Mapped[Instant | None]

    draws: Mapped[list["PaperDraw"]] = relationship(
        order_by="PaperDraw.place", lazy="selectin", cascade="all, delete-orphan"
    )

    @property
    def is_open(self) -> bool:
        """Whether it can be taken."""
        return self.published_at is not None and self.withdrawn_at is None


class PaperDraw(db.Model):
    """So many questions of a module, a tag and a kind; "" asks for any. `points`: what each is
    worth, in hundredths; without it what the question says, else one."""

    __tablename__ = "paper_draw"
    __table_args__ = (
        CheckConstraint("count BETWEEN 1 AND 200", name="count"),
        CheckConstraint("points IS NULL OR points > 0", name="points"),
    )

    paper_id: Mapped[int] = mapped_column(BIG, ForeignKey("paper.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    module: Mapped[Code] = mapped_column(default="")
    tag: Mapped[Code] = mapped_column(default="")
    kind: Mapped[Code] = mapped_column(default="")
    count: Mapped[int]
    points: Mapped[int | None]


class PaperRelease(db.Model):
    """From then on who has ended an attempt before sees its right answers."""

    __tablename__ = "paper_release"

    id: Mapped[Id]
    paper_id: Mapped[int] = mapped_column(BIG, ForeignKey("paper.id"), index=True)
    at: Mapped[Instant]
    by_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))


class QuestionVoiding(db.Model):
    """A version of a question that was bad: it counts for nobody (rules.md §7)."""

    __tablename__ = "question_voiding"
    __table_args__ = (CheckConstraint("reason <> ''", name="reason"),)

    version_id: Mapped[int] = mapped_column(
        BIG, ForeignKey("question_version.id"), primary_key=True
    )
    at: Mapped[Instant]
    by_id: Mapped[int] = mapped_column(BIG, ForeignKey("person.id"))
    reason: Mapped[Line]
