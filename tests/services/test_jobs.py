"""Jobs by the clock: once a day, whoever asks, and never silently not."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from app import clock
from app.errors import RuleBroken
from app.extensions import db, queue
from app.extensions.jobs import Job
from app.models import JobRun
from app.services import jobs
from app.services.transaction import write
from tests.conftest import MONDAY_MORNING


@pytest.fixture
def done(database, set_clock, monkeypatch):
    """A daily job `count` that notes when it ran, and `broken`, which fails."""
    times: list[object] = []

    def count() -> int:
        times.append(clock.now())
        return len(times)

    def broken() -> None:
        times.append("broken")
        raise ValueError("no such thing")

    def often() -> None:
        times.append("often")

    made = [Job(count, daily=True), Job(broken, daily=True), Job(often, daily=False)]
    monkeypatch.setattr(queue, "jobs", {job.name: job for job in made})
    return times


def row(name: str) -> JobRun:
    db.session.rollback()
    return db.session.scalars(select(JobRun).filter_by(job=name)).one()


def test_a_daily_job_runs_once_a_day_and_its_result_stays(done):
    job = queue.jobs["count"]
    assert jobs.keep(job) and not jobs.keep(job)
    assert len(done) == 1
    assert (row("count").state, row("count").result, row("count").times) == ("done", 1, 1)


def test_the_next_day_it_runs_again_however_long_the_machine_slept(done, set_clock):
    jobs.keep(queue.jobs["count"])
    set_clock(MONDAY_MORNING + timedelta(days=3, hours=7))
    queue.catch_up()
    assert [at for at in done if at not in ("broken", "often")] == [MONDAY_MORNING, clock.now()]


def test_the_day_is_the_companys(done, set_clock):
    set_clock(MONDAY_MORNING.replace(hour=15, minute=59))
    jobs.keep(queue.jobs["count"])
    set_clock(MONDAY_MORNING.replace(hour=16, minute=1))
    jobs.keep(queue.jobs["count"])
    assert len(done) == 2


def test_who_comes_while_another_is_at_it_goes_away(done):
    assert jobs.begin(queue.jobs["count"])
    assert not jobs.keep(queue.jobs["count"])
    with pytest.raises(RuleBroken, match="job_running"):
        jobs.run_now("count")
    assert done == []


def test_one_that_was_killed_is_taken_over_later(done, set_clock):
    jobs.begin(queue.jobs["count"])
    set_clock(MONDAY_MORNING + timedelta(hours=1, minutes=1))
    assert jobs.keep(queue.jobs["count"])
    assert (len(done), row("count").times) == (1, 2)


def test_a_failure_is_kept_stops_no_other_and_is_tried_again(done, set_clock):
    queue.catch_up()
    assert (row("broken").state, row("broken").error) == ("failed", "ValueError: no such thing")
    assert row("count").state == row("often").state == "done"
    set_clock(MONDAY_MORNING + timedelta(minutes=10))
    queue.catch_up()
    assert (done.count("broken"), done.count("often")) == (1, 2)
    set_clock(MONDAY_MORNING + timedelta(minutes=60))
    queue.catch_up()
    assert done.count("broken") == 2


def test_the_database_itself_lets_only_one_row_be(done):
    jobs.keep(queue.jobs["count"])
    again = {"job": "count", "day": clock.today(), "state": "running", "times": 1}
    with pytest.raises(IntegrityError), write() as session:
        session.execute(insert(JobRun), [{**again, "started_at": clock.now()}])


def test_two_at_once_on_one_database(done, app):
    if db.engine.dialect.name == "sqlite":
        pytest.skip("one connection in memory; tests/test_file_database.py does it on a file")
    run_at_once(app, lambda: jobs.keep(queue.jobs["count"]))
    assert len(done) == 1


def run_at_once(app, work) -> None:
    ready = threading.Barrier(4)

    def one() -> None:
        with app.app_context():
            ready.wait()
            work()
            db.session.remove()

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_the_list_says_what_became_of_each(done):
    queue.catch_up()
    assert [(one.name, one.state, one.result) for one in jobs.listed()] == [
        *(("broken", "failed", None), ("count", "done", 1), ("often", "done", None))
    ]


def test_by_hand_again_only_when_asked(done):
    assert jobs.run_now("count") and not jobs.run_now("count")
    assert jobs.run_now("count", again=True)
    assert len(done) == 2
    with pytest.raises(RuleBroken, match="job_failed"):
        jobs.run_now("broken")
    with pytest.raises(RuleBroken, match="job_unknown"):
        jobs.run_now("nothing")


def test_what_the_house_has_is_kept_so_too(database, set_clock):
    assert {"switch_off_due", "fill_when_published"} <= queue.jobs.keys()
    queue.catch_up()
    assert {one.state for one in jobs.listed() if not one.often} == {"done"}
