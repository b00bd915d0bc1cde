"""Running what comes by the clock, each job once at a time, and keeping what became of it
(design: jobs)."""

import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from app import clock
from app.errors import RuleBroken
from app.extensions import db, queue
from app.extensions.jobs import Job
from app.models import JobRun
from app.services.transaction import write

RUNNING, DONE, FAILED = "running", "done", "failed"
GIVEN_UP_AFTER = timedelta(hours=1)
TRY_AGAIN_AFTER = timedelta(minutes=55)
LONGEST_ERROR = 500

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Last:
    """A job and what became of it the last time; no day if it never ran."""

    name: str
    daily: bool
    day: date | None = None
    state: str = ""
    times: int = 0
    started_at: datetime | None = None
    finished_at: datetime | None = None
    result: object = None
    error: str | None = None
    often: bool = False


@queue.keeper
def keep(job: Job) -> bool:
    """Runs a job if it is its turn and nobody else is at it; whether it ran and succeeded.

    A daily job runs once for the company day in which it is asked, so one that a sleeping machine
    missed is made up for as soon as somebody asks; after a failure it is tried again an hour
    later. A failure is kept and logged, and stops no other job.
    """
    return is_due(job) and begin(job) and carry_out(job)


def is_due(job: Job) -> bool:
    due = job.due()
    db.session.rollback()
    return due


def run_now(name: str, *, again: bool = False) -> bool:
    """Runs a job by its name at once: False if it is a daily one that is done for today.

    Raises RuleBroken("job_unknown" | "job_running" | "job_failed").
    """
    job = queue.jobs.get(name)
    if job is None:
        raise RuleBroken("job_unknown", name=name[:40], names=" ".join(sorted(queue.jobs)))
    if not begin(job, anew=(DONE, FAILED) if again or not job.daily else (FAILED,)):
        if today(name).state == DONE:
            return False
        raise RuleBroken("job_running", name=name)
    if not carry_out(job):
        raise RuleBroken("job_failed", name=name, error=today(name).error)
    return True


def begin(job: Job, anew: tuple[str, ...] | None = None) -> bool:
    """Takes the job for today; the unique row or the conditional update lets only one have it.

    `anew`: from which states it may be taken again at once; without it by the clock's rule.
    """
    try:
        with write() as session:
            if session.scalar(select(JobRun.id).where(*of_today(job.name))) is None:
                now, day = clock.now(), clock.today()
                session.add(JobRun(job=job.name, day=day, state=RUNNING, started_at=now))
                return True
    except IntegrityError:
        return False
    return take_over(job, anew)


def take_over(job: Job, anew: tuple[str, ...] | None) -> bool:
    now = clock.now()
    killed = and_(JobRun.state == RUNNING, JobRun.started_at < now - GIVEN_UP_AFTER)
    rested = and_(JobRun.state == FAILED, JobRun.started_at < now - TRY_AGAIN_AFTER)
    by_clock = rested if job.daily else JobRun.state.in_((DONE, FAILED))
    free = by_clock if anew is None else JobRun.state.in_(anew)
    taken = update(JobRun).where(*of_today(job.name), or_(killed, free))
    with write() as session:
        done: Any = session.execute(
            taken.values(state=RUNNING, started_at=now, finished_at=None, times=JobRun.times + 1)
        )
        return bool(done.rowcount)


def of_today(name: str) -> tuple[Any, ...]:
    return (JobRun.job == name, JobRun.day == clock.today())


def carry_out(job: Job) -> bool:
    day = clock.today()
    try:
        result = job.work()
    except Exception as fault:
        db.session.rollback()
        logger.exception("job %s failed", job.name)
        end(job, day, FAILED, error=f"{type(fault).__name__}: {fault}"[:LONGEST_ERROR])
        return False
    end(job, day, DONE, result=result, error=None)
    return True


def end(job: Job, day: date, state: str, **facts: object) -> None:
    ended = update(JobRun).where(JobRun.job == job.name, JobRun.day == day)
    with write() as session:
        session.execute(ended.values(state=state, finished_at=clock.now(), **facts))


def today(name: str) -> JobRun:
    db.session.rollback()
    return db.session.scalars(select(JobRun).where(*of_today(name))).one()


def listed() -> list[Last]:
    """Every job with what became of it the last time, by name (design: jobs)."""
    newest = select(JobRun.job, func.max(JobRun.day).label("day")).group_by(JobRun.job).subquery()
    same = and_(JobRun.job == newest.c.job, JobRun.day == newest.c.day)
    runs = {run.job: run for run in db.session.scalars(select(JobRun).join(newest, same))}
    return [last(job, runs.get(name)) for name, job in sorted(queue.jobs.items())]


def last(job: Job, run: JobRun | None) -> Last:
    if run is None:
        return Last(job.name, job.daily, often=job.often)
    when = (run.day, run.state, run.times, run.started_at, run.finished_at)
    return Last(job.name, job.daily, *when, run.result, run.error, job.often)
