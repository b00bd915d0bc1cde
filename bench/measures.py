"""The month's report with its ranking, and the board, as the calls grow: against a query of one row,
and against the same counts made from the calls.

`CALLS=10000000 python -m bench measures` goes as far as that on PostgreSQL, a tenth of it on SQLite.
"""

import gc
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models import Call, Person
from app.models.visible import ALL
from app.rules.measures import periods
from app.services import board
from app.services.measures import hours, report, rolled, rolling, series
from app.services.measures.cutting import GROUP, PERSON, SOURCE, Cut
from app.services.measures.report import Asked
from app.services.measures.stretches import Stretch
from app.services.measures.tallies import from_rows
from app.services.transaction import write
from bench.house_of_calls import EACH_DAY, fill, finish
from e2e.server import ROOT, Server
from tests.databases import database_url, postgresql_programs

MOST = int(os.environ.get("CALLS", "100000"))
SIZES = [10_000, 100_000, 1_000_000, 10_000_000]
MOST_PEOPLE = {"sqlite": 60, "postgresql": 300}
LEAST_DAYS = 20
ROUNDS, TRIES = 5, 5
"""All in turn and so often each: what else the machine does for a second then weighs on one round
of all, and not on all tries of one."""
PREPARED = 6
"""From then on a connection keeps the plans of what it is asked."""
HEAD = ("one row", "report", "by group", "by source", "its charts", "from rows", "board", "mark")
HEAD += ("a day", "all days")
WANTED = {("postgresql", "report"): 100, ("postgresql", "board"): 20, ("sqlite", "report"): 150}


def run() -> None:
    print(f"{'ms, medians':12} {'calls':>11} {'people':>6} " + " ".join(f"{h:>13}" for h in HEAD))
    for name in ["sqlite", *(["postgresql"] if postgresql_programs() else [])]:
        most = MOST if name == "postgresql" else max(MOST // 10, SIZES[1])
        for size in (one for one in SIZES if one <= most):
            grown(name, size)


def grown(name: str, size: int) -> None:
    with tempfile.TemporaryDirectory(dir=ROOT / "bench") as folder, database_url(name) as url:
        server = Server(Path(folder), url if name != "sqlite" else "")
        server.flask("db", "upgrade")
        with server.app().app_context():
            fill(size, min(MOST_PEOPLE[name], size // (EACH_DAY * LEAST_DAYS)))
            all_days = seconds(rolling.count_days)
            finish()
            gc.collect()
            gc.freeze()  # as the server does: wsgi.py
            show(name, measured() | {"all days": all_days * 1000})
            db.session.remove()
            db.engine.dispose()


def measured() -> dict[str, float]:
    """Milliseconds of each, in the middle of a day that goes on."""
    month = periods.containing("month", clock.today())
    asked = Asked(month, PERSON, "amount")
    works: dict[str, Callable[[], object]] = {
        "one row": lambda: db.session.execute(select(Person.name).where(Person.id == 1)).one(),
        "report": lambda: report.of(asked),
        "by group": lambda: report.of(replace(asked, by=GROUP)),
        "by source": lambda: report.of(replace(asked, by=SOURCE)),
        "its charts": lambda: (
            series.of_reach(asked.first, month, None),
            hours.of(month, None),
            hours.funnel(month, None),
        ),
        "from rows": lambda: from_rows(Stretch.up_to(month, 2), Cut(PERSON), rolled.OF_REPORTS),
        "board": lambda: board.of(1, ALL),
        "mark": board.mark,
    }
    found: dict[str, list[float]] = {name: [] for name in works}
    for nth, (name, work) in product(range(ROUNDS), works.items()):
        found[name] += timed(work, 1 if nth else PREPARED)
    medians = {name: statistics.median(tries) for name, tries in found.items()}
    return medians | {"a day": statistics.median(days()) * 1000}


def timed(work: Callable[[], object], before: int) -> list[float]:
    """Milliseconds of some tries, after others that are not counted."""
    for _ in range(before):
        work()
    found = []
    for _ in range(TRIES):
        db.session.rollback()
        found.append(seconds(work) * 1000)
    return found


def days() -> list[float]:
    """Seconds to count a day anew, of the last few."""
    known = select(Call.day).where(Call.day < clock.today()).distinct().order_by(Call.day.desc())
    found = []
    for day in list(db.session.scalars(known.limit(3))):
        with write():
            rolling.mark([day])
        found.append(seconds(lambda day=day: rolling.count(day)))
    return found


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def show(name: str, found: dict[str, float]) -> None:
    calls = db.session.scalar(select(func.count()).select_from(Call))
    people = db.session.scalar(select(func.count()).select_from(Person))
    cells = [
        f"{found[one]:13.1f}"
        if one in ("one row", "all days")
        else f"{found[one]:7.1f} {found[one] / found['one row']:4.0f}×"
        for one in HEAD
    ]
    print(f"{name:12} {calls:11,} {people:6} " + " ".join(f"{cell:>13}" for cell in cells))
    for (kind, what), most in WANTED.items():
        if kind == name and found[what] > most:
            print(f"{'':12} {what}: {found[what]:.0f} ms, wanted at most {most}")
