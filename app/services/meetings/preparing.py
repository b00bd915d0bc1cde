"""Meetings that the calendar asks for are there before anybody opens them (rules.md §9)."""

from datetime import date, timedelta
from itertools import product
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app import clock
from app.extensions import db, queue
from app.models import Meeting, Team
from app.rules.meetings import kinds
from app.rules.meetings.kinds import AHEAD, KEYS, Planned
from app.services import settings
from app.services.people import working_days
from app.services.transaction import savepoint, write

Key = tuple[int, str, date]


@queue.hourly
def prepare_meetings() -> None:
    """Brings the meetings of today and the days ahead to what calendar and settings say: missing
    ones are made, those not opened yet follow a change or go. What was opened stays."""
    today = clock.today()
    chosen, calendar = settings.values(KEYS, today), working_days.around(today)
    until = today + timedelta(days=chosen[AHEAD])
    wanted = kinds.planned(today, until, calendar, chosen)
    with write() as session:
        teams = session.scalars(select(Team.id).order_by(Team.id)).all()
        plan: dict[Key, Planned] = {
            (team, one.kind, one.day): one for team, one in product(teams, wanted)
        }
        known = {
            (row.team_id, row.kind, row.day): row
            for row in session.scalars(select(Meeting).where(Meeting.day >= today))
        }
        for key, row in known.items():
            if key not in plan and row.opened_at is None:
                session.delete(row)
        for key, one in plan.items():
            put(known.get(key), key[0], one)
        session.flush()


def put(row: Meeting | None, team_id: int, one: Planned) -> None:
    if row is None:
        made(team_id, one)
    elif row.opened_at is None:
        for name, value in facts(one).items():
            setattr(row, name, value)


def facts(one: Planned) -> dict[str, Any]:
    return {"starts_at": clock.at(one.day, one.at), "minutes": one.minutes}


def made(team_id: int, one: Planned) -> None:
    """Adds it unless somebody else just did: the unique key lets only one be."""
    try:
        with savepoint():
            db.session.add(Meeting(kind=one.kind, team_id=team_id, day=one.day, **facts(one)))
            db.session.flush()
    except IntegrityError:
        return


def today_of(kind: str, team_id: int) -> int:
    """Within a running `write()`: the number of today's meeting of a kind, made where there is none:
    any kind can be held on any day."""
    today = clock.today()
    query = select(Meeting.id).filter_by(kind=kind, team_id=team_id, day=today)
    if db.session.scalar(query) is None:
        made(team_id, kinds.one(kind, today, settings.values(KEYS, today)))
    return db.session.scalars(query).one()
