from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from app.extensions import db, queue
from app.models import AllocationRun, JobRun
from app.models.allocation import BY_HAND, MORNING
from app.services import jobs
from app.services.hand_outs import runs
from tests import builders

pytestmark = pytest.mark.usefixtures("database")
JOB = queue.jobs["hand_out_morning"]


@pytest.fixture
def team(set_clock):
    set_clock(datetime(2026, 11, 22, 12, tzinfo=UTC))
    builders.person("alice")
    builders.lead(kind="precise")


def kept() -> list[tuple[str, int]]:
    rows = db.session.execute(select(AllocationRun.how, AllocationRun.handed_out))
    return [(how, n) for how, n in rows]


def shanghai(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour - 8, minute, tzinfo=UTC)


def test_it_waits_for_nine_and_runs_once(team, set_clock):
    set_clock(shanghai(23, 8, 59))
    assert not jobs.keep(JOB)
    assert kept() == []
    set_clock(shanghai(23, 9))
    assert jobs.keep(JOB)
    assert not jobs.keep(JOB)
    assert kept() == [(MORNING, 1)]
    [done] = db.session.scalars(select(JobRun).where(JobRun.job == "hand_out_morning"))
    assert done.result | {"run": 0} == {"recycled": 0, "run": 0, "handed_out": 1, "left": 0}


def test_a_machine_that_was_off_in_the_morning_catches_up(team, set_clock):
    set_clock(shanghai(23, 15, 40))
    assert jobs.keep(JOB)
    assert kept() == [(MORNING, 1)]


def test_nothing_goes_out_on_a_free_day(team, set_clock):
    set_clock(shanghai(28, 12))
    assert not jobs.keep(JOB)
    assert kept() == []


def test_a_run_by_hand_before_leaves_the_morning_what_came_since(team, set_clock):
    set_clock(shanghai(23, 8))
    runs.hand_out(BY_HAND, None)
    builders.lead(kind="precise")
    set_clock(shanghai(23, 9))
    jobs.keep(JOB)
    assert kept() == [(BY_HAND, 1), (MORNING, 1)]
