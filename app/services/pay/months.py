"""The months of pay and how far each has come (rules.md §8, how money moves)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import PayMonth, PayPlan
from app.rules.defaults.plan import SAMPLE_PLAN
from app.rules.measures import periods
from app.rules.measures.periods import MONTH, Period
from app.rules.pay import plan, states
from app.rules.pay.plan import Plan
from app.rules.pay.states import FOR_GOOD, OPEN
from app.services.pay import plans
from app.services.transaction import hold, savepoint, write


def period(first: date) -> Period:
    return periods.containing(MONTH, first)


def listed() -> Sequence[PayMonth]:
    """All months there are, the last first."""
    return db.session.scalars(select(PayMonth).order_by(PayMonth.month.desc())).all()


def find(first: date) -> PayMonth | None:
    return db.session.scalar(select(PayMonth).where(PayMonth.month == first))


def locked(first: date) -> PayMonth:
    """The month for a step, made where there is none yet; for within `write()`. One step at a time:
    whoever comes second waits for the first."""
    query = select(PayMonth).where(PayMonth.month == first).with_for_update()
    found = db.session.scalar(query)
    return found or begun_by_one(first) or db.session.scalars(query).one()


def begun_by_one(first: date) -> PayMonth | None:
    """The month as a new one; None where somebody else began it at the same moment."""
    found = PayMonth(month=first, state=OPEN)
    try:
        with savepoint():
            db.session.add(found)
    except IntegrityError:
        return None
    return found


def step(found: PayMonth, name: str) -> None:
    """Takes a step. Raises RuleBroken("pay_month_<state>" | "pay_month_not_over")."""
    after = states.after(found.state, name)
    if name != states.PROPOSE and period(found.month).last >= clock.today():
        raise RuleBroken("pay_month_not_over", period=period(found.month).code)
    found.state = after


def rules_of(found: PayMonth) -> Plan:
    """The plan that the month keeps from its first proposal on; for within `write()`. A plan that is
    approved at the same moment comes before it, or is refused as one that comes too late."""
    if found.plan is None:
        hold(PayPlan.__table__, "SHARE")
        in_force = plans.in_force(found.month)
        row = db.session.get(PayPlan, in_force.id) if in_force.id else None
        found.plan_id, found.plan_name = in_force.id, in_force.name
        found.plan = dict(row.document if row else SAMPLE_PLAN)
    return plan.read(found.plan)


def closed_before(first: date) -> Sequence[PayMonth]:
    query = select(PayMonth).where(PayMonth.month < first, PayMonth.state.in_(FOR_GOOD))
    return db.session.scalars(query.order_by(PayMonth.month)).all()


def earliest_open() -> date | None:
    query = select(PayMonth.month).where(PayMonth.state.not_in(FOR_GOOD))
    return db.session.scalar(query.order_by(PayMonth.month).limit(1))


def last_begun() -> date | None:
    """The last month that keeps a plan: what was proposed of it was computed by that."""
    return db.session.scalar(select(func.max(PayMonth.month)).where(PayMonth.state != OPEN))


def in_order(first: date) -> None:
    """Months are closed one after the other. Raises RuleBroken("pay_earlier_open")."""
    earliest = earliest_open()
    if earliest is not None and earliest < first:
        raise RuleBroken("pay_earlier_open", period=period(earliest).code)


def pay_out(first: date, by_id: int) -> None:
    """The word of finance that a closed month is paid. Raises RuleBroken("pay_month_<state>")."""
    with write():
        found = locked(first)
        step(found, states.PAY)
        found.paid_at, found.paid_by_id = clock.now(), by_id
