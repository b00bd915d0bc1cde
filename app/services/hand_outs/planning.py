"""What a run would do: who stands where, what waits, and how it goes out (rules.md §2.2)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import func, select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import AllocationCarry, Lead, LeadMove, Source
from app.models.pool import waiting
from app.rules.days import shanghai
from app.rules.leads import allocation
from app.rules.leads.allocation import Rep, Run, Waiting
from app.rules.leads.claims import Standing, barrier
from app.services import settings
from app.services.hand_outs import ledger, standings
from app.services.people import selling, working_days


@dataclass(frozen=True)
class Wanted:
    """A part of what waits: these leads, or those waiting since before an instant; to everybody
    within his entitlement, or so many to each of these."""

    only: Collection[int] | None = None
    before: datetime | None = None
    each: Mapping[int, int] | None = None


@dataclass(frozen=True)
class Plan:
    """A run as it goes out, with all that it rests on. `standings` are of everybody who sells, the
    eligible ones are `reps`."""

    day: date
    at: datetime
    standings: dict[int, Standing]
    carries: dict[int, Fraction]
    reps: tuple[Rep, ...]
    waiting: tuple[Waiting, ...]
    run: Run


def at_morning(day: date) -> datetime:
    """The instant of a day's morning run, 09:00 unless set (rules.md §2.2)."""
    return shanghai.at(day, settings.value("allocation.run_at", day))


def plan(at: datetime, wanted: Wanted | None = None, *, hold: bool = False) -> Plan:
    """The hand-out of what waits at an instant, or of what is wanted of it (rules.md §2.2).

    With `hold` nobody else takes one of the leads before the running transaction is over. Raises
    RuleBroken("hand_out_free_day") on a day that is free.
    """
    day, wanted = clock.day_of(at), wanted or Wanted()
    calendar = working_days.around(day)
    if not calendar.is_working(day):
        raise RuleBroken("hand_out_free_day", day=day, next=calendar.next(day))
    found = standings.of_each(selling.sellers(), day)
    eligible = {number: one for number, one in found.items() if barrier(one) is None}
    carries = carries_of(day)
    reps = line(eligible, day, wanted.each, carries)
    query = waiting_at(at, wanted)
    barred = barred_from(list(eligible), day, wanted.only)
    waits = due(query.with_for_update(of=Lead) if hold else query, barred)
    return Plan(day, at, found, carries, reps, waits, allocation.run(waits, reps))


def line(
    eligible: dict[int, Standing],
    day: date,
    each: Mapping[int, int] | None,
    carries: dict[int, Fraction],
) -> tuple[Rep, ...]:
    had = ledger.of_sources(day)
    entitled = {
        n: one.entitlement if each is None else each.get(n, 0) for n, one in eligible.items()
    }
    return tuple(
        Rep(number, entitlement, carries.get(number, Fraction(0)), had.get(number, {}))
        for number, entitlement in entitled.items()
    )


def carries_of(day: date) -> dict[int, Fraction]:
    """Everybody's carry within the month of a day; who is not in it has none yet."""
    query = select(AllocationCarry.person_id, AllocationCarry.value)
    rows = db.session.execute(query.where(AllocationCarry.month == day.replace(day=1)))
    return {person_id: Fraction(value) for person_id, value in rows}


def waiting_at(at: datetime, wanted: Wanted) -> Any:
    """The precise leads that wait at an instant: id, source, since when."""
    query = (
        waiting("precise", clock.day_of(at), at)
        .order_by(None)
        .order_by(Lead.id)
        .outerjoin(Source, Source.id == Lead.source_id)
        .add_columns(func.coalesce(Source.name, ""), Lead.waiting_since)
    )
    if wanted.before is not None:
        query = query.where(Lead.waiting_since < wanted.before)
    return query if wanted.only is None else query.where(Lead.id.in_(wanted.only))


def due(query: Any, barred: dict[int, frozenset[int]]) -> tuple[Waiting, ...]:
    nobody: frozenset[int] = frozenset()
    return tuple(
        Waiting(lead_id, source, since, barred.get(lead_id, nobody))
        for lead_id, source, since in db.session.execute(query)
    )


def barred_from(
    ids: Collection[int], day: date, only: Collection[int] | None
) -> dict[int, frozenset[int]]:
    """Whom a waiting lead may not go to: they gave it up, or lost it, in the last 30 days; of these
    leads, or of all (rules.md §2.3)."""
    since = standings.barred_since(day, settings.value("recycle.same_rep_days", day))
    query = (
        select(LeadMove.lead_id, LeadMove.from_id)
        .join(Lead, Lead.id == LeadMove.lead_id)
        .where(Lead.owner_id.is_(None), Lead.kind == "precise")
        .where(LeadMove.from_id.in_(ids), LeadMove.at >= since)
    )
    if only is not None:
        query = query.where(LeadMove.lead_id.in_(only))
    found: dict[int, set[int | None]] = {}
    for lead_id, person_id in db.session.execute(query):
        found.setdefault(lead_id, set()).add(person_id)
    return {lead_id: frozenset(filter(None, people)) for lead_id, people in found.items()}
