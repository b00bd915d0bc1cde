"""Setting what is to be reached (rules.md §6, goals)."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute

from app import clock
from app.extensions import db
from app.models import Target
from app.rules.measures.periods import Period
from app.services import audit
from app.services.transaction import write

NEW, OTHER, SAME = "new", "other", "same"


@dataclass(frozen=True)
class Owner:
    """Whose target it is: `scope` is team, group or person."""

    scope: str
    id: int

    @property
    def column(self) -> str:
        return f"{self.scope}_id"

    @property
    def owns(self) -> ColumnElement[bool]:
        column: InstrumentedAttribute[int | None] = getattr(Target, self.column)
        return column == self.id


def put(
    owner: Owner,
    measure: str,
    period: Period,
    hundredths: int,
    *,
    by_id: int | None,
    import_id: int | None = None,
) -> str:
    """Sets a target in hundredths of the measure's unit; says whether it is new, other than it was,
    or the same. What it was before stands in the audit."""
    with write() as session:
        which = (owner.owns, Target.measure == measure, Target.period == period.code)
        found = session.scalar(select(Target).where(*which).with_for_update())
        if found is not None and found.hundredths == hundredths:
            return SAME
        before = {} if found is None else {"before": found.hundredths}
        row = found or Target(scope=owner.scope, measure=measure, period=period.code, rev=0)
        setattr(row, owner.column, owner.id)
        row.hundredths, row.set_at, row.set_by_id = hundredths, clock.now(), by_id
        row.import_id, row.rev = import_id, row.rev + 1
        db.session.add(row)
        db.session.flush()
        told = {"measure": measure, "period": period.code, "value": hundredths, **before}
        audit.note("target", f"{owner.scope}:{owner.id}", by_id, **told)
        return OTHER if before else NEW
