"""Plans of pay: which holds in a month (rules.md §8)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.extensions import db
from app.models import PayPlan
from app.rules.defaults.plan import SAMPLE_PLAN
from app.rules.pay import plan
from app.rules.pay.plan import Plan


@dataclass(frozen=True)
class InForce:
    """A plan with its version; without a number and name it is the sample that ships."""

    id: int | None
    name: str
    plan: Plan


SAMPLE = InForce(None, "", plan.read(SAMPLE_PLAN))


def in_force(day: date) -> InForce:
    """The approved version that began last before or in the month of a day, else the sample."""
    query = (
        select(PayPlan)
        .where(PayPlan.approved_at.is_not(None), PayPlan.starts_on <= day.replace(day=1))
        .order_by(PayPlan.starts_on.desc())
        .limit(1)
    )
    found = db.session.scalar(query)
    return InForce(found.id, found.name, plan.read(found.document)) if found else SAMPLE
