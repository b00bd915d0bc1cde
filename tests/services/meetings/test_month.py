"""A month of meetings: no open task lost, none doubled, ages right, and the days right with the
Spring Festival's holidays and make-up Saturdays in it (rules.md §9)."""

import os
from datetime import date

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.models import Meeting, MeetingItem
from app.services.meetings import live
from app.services.people import working_days
from app.services.transaction import write
from tests import builders
from tests.services.meetings.month import FEBRUARY, Month, asked_for

FIRST, LAST = date(2026, 2, 1), date(2026, 2, 28)
SEEDS = range(50) if os.environ.get("HYPOTHESIS_PROFILE") == "search" else (1,)


@pytest.fixture
def people(database, set_clock, monkeypatch):
    monkeypatch.setattr(live, "live", lambda _meeting: [])  # they have tests of their own
    with write():
        working_days.fill()
    team = builders.team()
    names = ("boss", "alice", "bob")
    made = [builders.person(name, team=team, hired_on=date(2025, 6, 2)).id for name in names]
    return team.id, made


def kept() -> dict[int, tuple[str | None, bool]]:
    db.session.rollback()
    query = select(MeetingItem).where(MeetingItem.type.in_(("task", "question")))
    return {one.id: (one.kind, one.state == "open") for one in db.session.scalars(query)}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_month_loses_nothing_and_doubles_nothing(people, set_clock, seed):
    month = Month(seed, set_clock, *people)
    month.run(FIRST, LAST)
    assert month.seen == [(day, kind) for day in FEBRUARY for kind in asked_for(day)]
    assert kept() == {number: (one.kind, one.open) for number, one in month.things.items()}
    assert any(one.open for one in month.things.values())
    assert any(one.times >= 3 for one in month.things.values())
    held = select(func.count()).where(Meeting.closed_at.is_not(None))
    assert db.session.scalar(held) > 25
