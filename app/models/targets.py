from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.models.types import BIG, Code, Id, Instant


class Target(db.Model):
    """What somebody, a group or a team is to reach in a month or a quarter.

    `period`: 2026-10 or 2026-Q4. `hundredths` of the measure's unit: fen of an amount, hundredths
    of a deal or of a unit of workload, of a rate hundredths of a percent. `rev` counts its changes.
    """

    __tablename__ = "target"
    __table_args__ = (
        CheckConstraint(
            "(scope = 'team') = (team_id IS NOT NULL)"
            " AND (scope = 'group') = (group_id IS NOT NULL)"
            " AND (scope = 'person') = (person_id IS NOT NULL)",
            name="owner",
        ),
        CheckConstraint("scope IN ('team', 'group', 'person')", name="scope"),
        CheckConstraint(
            "measure IN ('amount', 'deals', 'workload', 'conversion', 'satisfaction')",
            name="measure",
        ),
        CheckConstraint("hundredths >= 0", name="hundredths"),
        Index("ix_target_period", "period", "measure"),
        *(
            Index(
                f"uq_target_{scope}",
                f"{scope}_id",
                "measure",
                "period",
                unique=True,
                sqlite_where=text(f"{scope}_id IS NOT NULL"),
                postgresql_where=text(f"{scope}_id IS NOT NULL"),
            )
            for scope in ("team", "group", "person")
        ),
    )

    id: Mapped[Id]
    scope: Mapped[Code]
    team_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("team.id"))
    group_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("sales_group.id"))
    person_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    measure: Mapped[Code]
    period: Mapped[Code]
    hundredths: Mapped[int]
    set_at: Mapped[Instant]
    set_by_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("person.id"))
    import_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("import_run.id"))
    rev: Mapped[int] = mapped_column(default=1)
