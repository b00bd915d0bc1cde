"""Work for the process of jobs, and when it is due (design.md §3)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps

from flask import Flask
from huey import Huey, MemoryHuey, RedisHuey, SqliteHuey, crontab

FIVE_PAST = "5"
EVERY_FIVE_MINUTES = "*/5"  # a machine that slept over midnight is soon caught up

Work = Callable[[], object]


def always() -> bool:
    return True


@dataclass(frozen=True)
class Job:
    """Work that comes by the clock: each hour, or once for each company day on which, and from the
    moment when, `due` says so; or as `often` as the clock is looked at, where `due` says so."""

    work: Work
    daily: bool
    due: Callable[[], bool] = always
    often: bool = False

    @property
    def name(self) -> str:
        return self.work.__name__


class Queue:
    """Work for the process of jobs: `@queue.task` on a service, `queue.send(it, …)` later;
    `@queue.hourly` on what looks by itself whether there is anything to do, `@queue.daily` on what
    is done once a day, `@queue.daily_when(due)` once it is due, `@queue.often_when(due)` every few
    minutes while it is. `@queue.keeper` is who runs those and keeps record of them."""

    huey: Huey
    keep: Callable[[Job], object]

    def __init__(self) -> None:
        self.tasks: list[Callable[..., None]] = []
        self.jobs: dict[str, Job] = {}

    def task(self, work: Callable[..., None]) -> Callable[..., None]:
        self.tasks.append(work)
        return work

    def hourly(self, work: Callable[[], None]) -> Callable[[], None]:
        self.jobs[work.__name__] = Job(work, daily=False)
        return work

    def daily(self, work: Work) -> Work:
        return self.daily_when(always)(work)

    def daily_when(self, due: Callable[[], bool]) -> Callable[[Work], Work]:
        return self.noting(due, daily=True)

    def often_when(self, due: Callable[[], bool]) -> Callable[[Work], Work]:
        return self.noting(due, often=True)

    def noting(
        self, due: Callable[[], bool], *, daily: bool = False, often: bool = False
    ) -> Callable[[Work], Work]:
        def note(work: Work) -> Work:
            self.jobs[work.__name__] = Job(work, daily=daily, due=due, often=often)
            return work

        return note

    def keeper(self, keep: Callable[[Job], object]) -> Callable[[Job], object]:
        self.keep = keep
        return keep

    def catch_up(self) -> None:
        """What the time without a process of jobs has left undone."""
        for job in self.jobs.values():
            self.keep(job)

    def init_app(self, app: Flask) -> None:
        self.huey = self.storage(app)
        for job in self.jobs.values():
            soon = job.daily or job.often
            often = crontab(minute=EVERY_FIVE_MINUTES if soon else FIVE_PAST)
            self.huey.periodic_task(often, name=name(job.work))(
                in_app(app, partial(self.keep, job))
            )
        self.named = {
            name(work): self.huey.task(name=name(work))(in_app(app, work)) for work in self.tasks
        }

    def storage(self, app: Flask) -> Huey:
        if app.testing:
            return MemoryHuey(immediate=True)
        if app.config["REDIS_URL"]:
            return RedisHuey("lianxian", url=app.config["REDIS_URL"])
        return SqliteHuey("lianxian", filename=str(app.config["INSTANCE"] / "queue.db"))

    def send(self, work: Callable[..., None], *args: object) -> None:
        self.named[name(work)](*args)


def name(work: Callable[..., None]) -> str:
    return f"{work.__module__}.{work.__qualname__}"


def in_app(app: Flask, work: Callable[..., object]) -> Callable[..., None]:
    @wraps(work)
    def run(*args: object) -> None:
        with app.app_context():
            work(*args)

    return run
