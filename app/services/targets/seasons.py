"""What a month or quarter is about, and which trades are in season (rules.md §6, goals)."""

import re
from dataclasses import dataclass

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import SeasonPlan
from app.rules.measures.periods import Period
from app.services import audit
from app.services.transaction import write

BETWEEN = re.compile(r"[,,、;;\n]+")
MOST_TRADES, LONGEST = 20, 30


@dataclass(frozen=True)
class Season:
    """What somebody says of a period; `rev` is the state that was seen, 0 where there was none."""

    themes: str
    peaks: str
    trades: tuple[str, ...]
    rev: int = 0


def trades_in(text: str) -> tuple[str, ...]:
    """Trades as typed, each once: 餐饮、美容. Raises RuleBroken("trades_many", most) and
    RuleBroken("trade_long", text) for more than 20, or one beyond 30 characters."""
    found = tuple(dict.fromkeys(part.strip() for part in BETWEEN.split(text) if part.strip()))
    if len(found) > MOST_TRADES:
        raise RuleBroken("trades_many", most=MOST_TRADES)
    for one in found:
        if len(one) > LONGEST:
            raise RuleBroken("trade_long", text=one[:LONGEST])
    return found


def of(period: Period) -> SeasonPlan | None:
    found: SeasonPlan | None = db.session.scalar(
        select(SeasonPlan).where(SeasonPlan.period == period.code)
    )
    return found


def rev_of(period: Period) -> int:
    found = of(period)
    return found.rev if found else 0


def keep(period: Period, said: Season, by_id: int) -> None:
    """Keeps the plan of a period; what it said before stands in the audit.

    Raises RuleBroken("season_changed") where somebody changed it since it was seen.
    """
    with write() as session:
        which = select(SeasonPlan).where(SeasonPlan.period == period.code).with_for_update()
        row = session.scalar(which)
        if (row.rev if row else 0) != said.rev:
            raise RuleBroken("season_changed")
        before = {"themes": row.themes, "peaks": row.peaks, "trades": row.trades} if row else {}
        plan = row or SeasonPlan(period=period.code, rev=0)
        plan.themes, plan.peaks, plan.trades = said.themes, said.peaks, list(said.trades)
        plan.set_at, plan.set_by_id, plan.rev = clock.now(), by_id, plan.rev + 1
        session.add(plan)
        session.flush()
        audit.note("season_plan", f"period:{period.code}", by_id, before=before)
