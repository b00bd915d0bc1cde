"""Two jobs at the same moment note everything once (rules.md §10)."""

from datetime import date

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.models import MeetingItem
from app.models.signals import Signal, SignalStep
from app.models.team_stages import TeamStageChange, TeamStageTask
from app.models.visible import ALL
from app.services.signals import acting, noting
from app.services.signals.acting import Said
from app.services.signals.within import Who
from app.services.team_stages import noting as stages
from tests import builders
from tests.services.test_jobs import run_at_once
from tests.test_export_tables import other

__all__ = ["other"]


@pytest.fixture
def here(other, set_clock):
    """A new team with a supervisor and a rep without a deal for a long time."""
    team = builders.team()
    builders.person("sue", "supervisor", team=team)
    builders.person("alice", hired_on=date(2026, 9, 1), team=team)
    return other


def many(model):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


def test_a_signal_is_raised_once(here):
    run_at_once(here, noting.note_signals)
    assert many(Signal) == 1


def test_a_stage_is_noted_once_and_its_tasks_are_given_once(here):
    run_at_once(here, stages.note_team_stages)
    assert many(TeamStageChange) == 1
    assert many(MeetingItem) == many(TeamStageTask) == 5


def test_what_was_done_is_noted_once(here):
    noting.note_signals()
    boss = Who(builders.person("boss", "manager").id, ALL)
    run_at_once(here, lambda: acting.note(1, Said("s1", "谈过了"), boss))
    assert many(SignalStep) == 1
