"""The board: how the day of those who make calls goes, in a few queries however many they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, or_, select

from app import clock
from app.extensions import db
from app.models import Call, CallChange, Device, LeadMove, Person, SyncOp, SyncSettlement
from app.rules.calls import silence
from app.rules.calls.windows import Window, window_at, windows_of
from app.rules.why import Why
from app.services import board_counts, settings
from app.services.board_counts import NO_CALLS, NO_LEADS, Caller, Calls, Leads
from app.services.measures import hours, report
from app.services.people import working_days
from app.services.records.states import URGENT

KEYS = ("calls.per_day", "calls.windows", "calls.hours", *silence.KEYS)


class Line(NamedTuple):
    """A person's day: what he did, what he holds, and how long ago he last called."""

    caller: Caller
    calls: Calls
    leads: Leads
    state: str
    last: Why


@dataclass(frozen=True)
class At:
    """The moment of a board: the call window it lies in, and the settings."""

    now: datetime
    window: Window | None
    chosen: settings.Values


@dataclass(frozen=True)
class Board:
    day: date
    before: date
    now: datetime
    target: int
    windows: Sequence[Window]
    lines: list[Line]
    pace: dict[date, list[int]]


def of(person_id: int, reach: str) -> Board:
    """The board within somebody's reach, as of now; the day before is the last working day.

    Void calls count nowhere and a call that came in is no dial (rules.md §3, §6).
    """
    now, day = clock.now(), clock.today()
    chosen, calendar = settings.values(KEYS, day), working_days.around(day)
    callers = board_counts.callers(person_id, reach, day)
    calls = board_counts.calls(person_id, reach, day)
    leads = board_counts.leads(person_id, reach, day)
    before, within = calendar.previous(day), report.within(person_id, reach)
    at = At(now, window_at(now, calendar, chosen), chosen)
    return Board(
        day=day,
        before=before,
        now=now,
        target=chosen["calls.per_day"],
        windows=windows_of(day, chosen) if calendar.is_working(day) else (),
        lines=[
            line(caller, did, holds, at)
            for caller in callers
            for did in (calls.get(caller.id, NO_CALLS),)
            for holds in (leads.get(caller.id, NO_LEADS),)
            if silence.stands(caller.sells, did.last, holds.held, caller.queued)
        ],
        pace={one: hours.pace(one, within) for one in (before, day)},
    )


def line(caller: Caller, calls: Calls, leads: Leads, at: At) -> Line:
    state, last = silence.silence(calls.last, at.now, at.window, at.chosen)
    state = silence.of_whom(state, calls.last, leads.held, caller.half_days)
    return Line(caller, calls, leads, state, last)


def mark() -> str:
    """What a board was made from: while it stays the same, so does the board. It takes one query;
    the minute is in it because the board says how long ago somebody called."""
    counted = (
        select(func.max(Call.id)),
        select(func.max(CallChange.id)),
        select(func.count())
        .select_from(Call)
        .where(Call.voided_at >= clock.bounds(clock.today())[0]),
        select(func.max(LeadMove.id)),
        select(func.sum(Device.last_seq)),
        select(func.sum(Device.queued)),
        select(func.sum(Device.max_seq)),
        select(func.count()).select_from(SyncOp).where(or_(*URGENT)),
        select(func.max(SyncSettlement.id)),
        select(func.count()).select_from(Person).where(Person.disabled_at.is_(None)),
    )
    row = db.session.execute(select(*(query.scalar_subquery() for query in counted))).one()
    return "-".join([f"{clock.now():%m%d%H%M}", *(str(part or 0) for part in row)])
