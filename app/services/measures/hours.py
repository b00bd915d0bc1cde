"""When calls are answered, by weekday and half hour, and how far customers came (rules.md §6,
connect rate and conversion)."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, extract, func

from app.extensions import db
from app.models import Call, DealStanding
from app.models.counted import ANSWERED, COUNTS, DIAL
from app.rules.measures.periods import Period
from app.services.measures.cutting import CALLED, COMPANY, SOLD, Cut, keyed

DAYS = 7
INTERESTED = ("A", "B")
FROM_UTC = "+8 hours"


@dataclass(frozen=True)
class Cell:
    """Calls out in a half hour of a weekday, and how many of them were connected."""

    calls: int
    connected: int


@dataclass(frozen=True)
class Funnel:
    """How many different customers were called, reached, interested (A or B), and closed a deal
    that counts in the period. Who signed need not have been called in it."""

    called: int
    reached: int
    interested: int
    won: int


def of(period: Period, within: tuple[str, int] | None) -> dict[tuple[int, int], Cell]:
    """Cells by weekday, Monday 0, and half hour of the company's day; empty ones are not there."""
    query: Any = keyed(CALLED, Cut(COMPANY, within))[0]
    day, slot = extract("dow", Call.day), half_hour()
    query = query.with_only_columns(
        day, slot, func.count(), func.count().filter(ANSWERED), maintain_column_froms=True
    )
    query = query.where(COUNTS, DIAL, Call.day.between(period.first, period.last))
    rows = db.session.execute(query.group_by(day, slot))
    return {((int(dow) - 1) % DAYS, int(at)): Cell(n, answered) for dow, at, n, answered in rows}


def half_hour() -> ColumnElement[int]:
    here: Any = func.timezone("Asia/Shanghai", Call.started_at)
    if db.engine.dialect.name == "sqlite":
        here = func.datetime(Call.started_at, FROM_UTC)
    later = case((extract("minute", here) >= 30, 1), else_=0)
    found: ColumnElement[int] = extract("hour", here) * 2 + later
    return found


def funnel(period: Period, within: tuple[str, int] | None) -> Funnel:
    """How far the customers of a period came, each counted once."""
    query: Any = keyed(CALLED, Cut(COMPANY, within))[0]
    leads = func.count(Call.lead_id.distinct())
    interested = Call.connected & Call.grade.in_(INTERESTED)
    query = query.with_only_columns(
        leads.filter(DIAL),
        leads.filter(Call.connected),
        leads.filter(interested),
        maintain_column_froms=True,
    )
    query = query.where(COUNTS, Call.day.between(period.first, period.last))
    won: Any = keyed(SOLD, Cut(COMPANY, within))[0]
    won = won.with_only_columns(
        func.count(DealStanding.lead_id.distinct()), maintain_column_froms=True
    ).where(DealStanding.counted_on.between(period.first, period.last))
    called, reached, liked = db.session.execute(query).one()
    return Funnel(called, reached, liked, db.session.scalar(won) or 0)
