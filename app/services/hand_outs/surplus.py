"""What the quotas do not take: shown with its cost, and handed out beyond them when a manager says
so (rules.md §2.2, surplus)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, or_, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import HandOut, Lead
from app.models.allocation import EXTRA
from app.models.pool import callable_on
from app.rules.leads.surplus import KEYS, waiting_too_long, wasted_by_team
from app.services import settings
from app.services.hand_outs import planning, runs
from app.services.hand_outs.planning import Plan, Wanted
from app.services.people import working_days
from app.services.transaction import write

MOST_EACH = 100


@dataclass(frozen=True)
class Surplus:
    """Leads waiting longer than one working day, what they cost as far as that is known (fen), and
    how many never were handed out within two."""

    leads: int
    cost_fen: int
    cost_known: int
    wasted: int


def of_today() -> Surplus:
    """What stands idle now (rules.md §2.2)."""
    today = clock.today()
    calendar, chosen = working_days.around(today), settings.values(KEYS, today)
    idle = waits_before(waiting_too_long(today, calendar, chosen), today)
    cost = func.coalesce(func.sum(Lead.cost_fen), 0)
    n, fen, known = db.session.execute(
        select(func.count(), cost, func.count(Lead.cost_fen)).select_from(Lead).where(idle)
    ).one()
    return Surplus(n, fen or 0, known, wasted(wasted_by_team(today, calendar, chosen), today))


def waits_before(day: date, today: date) -> ColumnElement[bool]:
    begun = clock.bounds(day)[0]
    free = and_(Lead.kind == "precise", Lead.owner_id.is_(None), callable_on(today))
    return and_(free, Lead.waiting_since < begun)


def wasted(day: date, today: date) -> int:
    """How many precise leads still wait that arrived before a day and nobody ever had."""
    had = select(HandOut.id).where(HandOut.lead_id == Lead.id).exists()
    arrived = Lead.arrived_at < clock.bounds(day)[0]
    free = or_(Lead.cool_until.is_(None), Lead.cool_until <= today)
    query = select(func.count()).select_from(Lead)
    idle = (Lead.kind == "precise", Lead.owner_id.is_(None), Lead.gone_because.is_(None), free)
    return db.session.scalar(query.where(*idle, arrived, ~had)) or 0


def hand_out_extra(each: int, people: Collection[int], by_id: int, reason: str) -> int:
    """Opens an extra hand-out of the surplus: up to `each` leads to each of these people, beyond
    the quotas and not counted as taken; returns the number of the run (rules.md §2.2).

    Who is not eligible today gets none. Raises RuleBroken("extra_number" | "extra_nobody" |
    "extra_nothing" | "hand_out_free_day").
    """
    if not 1 <= each <= MOST_EACH:
        raise RuleBroken("extra_number", most=MOST_EACH)
    with write():
        runs.wait_for_everybody()
        done = plan(clock.now(), each, people)
        if not any(rep.entitlement for rep in done.reps):
            raise RuleBroken("extra_nobody")
        if not done.waiting:
            raise RuleBroken("extra_nothing")
        return runs.keep(done, EXTRA, by_id, reason)


def plan(at: datetime, each: int, people: Collection[int]) -> Plan:
    day = clock.day_of(at)
    limit = waiting_too_long(day, working_days.around(day), settings.values(KEYS, day))
    wanted = Wanted(before=clock.bounds(limit)[0], each=dict.fromkeys(people, each))
    return planning.plan(at, wanted, hold=True)
