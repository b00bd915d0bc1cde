"""Leads written into files: rows a second against a bare csv.writer on the same rows, and the memory
of a process that does nothing else."""

import csv
import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from app import clock
from app.extensions import db, vault
from app.models.visible import ALL
from app.services.exports import asking, making, states
from app.services.exports.rows import Asked
from app.services.leads.finding import Wanted
from bench.finding import fill
from e2e.server import PROGRAMS, ROOT, Server
from tests import builders
from tests.databases import database_url, postgresql_programs

ROWS = int(os.environ.get("BENCH_EXPORT_ROWS", "100000"))
WATCHER = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)
MOST_MEGABYTES = 60  # more than a command that does nothing, whatever the number of rows


def run() -> None:
    for name in ["sqlite", *(["postgresql"] if postgresql_programs() else [])]:
        with tempfile.TemporaryDirectory(dir=ROOT / "bench") as folder, database_url(name) as url:
            server = Server(Path(folder), url if name != "sqlite" else "")
            server.flask("db", "upgrade")
            with server.app().app_context():
                fill(ROWS)
                people = (builders.person("boss", "manager").id, builders.person("d", "owner").id)
                for form in ("csv", "xlsx"):
                    measure(name, form, server, people)
                db.session.remove()
                db.engine.dispose()


def measure(name: str, form: str, server: Server, people: tuple[int, int]) -> None:
    number = allowed(form, people)
    seconds = timed(lambda: making.make(number))
    export = states.get(number)
    db.session.refresh(export)
    assert export.state == "made", export.error
    file = vault.folder / "exports" / str(export.file)
    megabytes = file.stat().st_size / 2**20
    print(f"{name:11} {form:4} {rate(export.rows_made, seconds)}, {megabytes:.1f} MB")
    if form == "csv":
        print(f"{name:11} bare {rate(export.rows_made, timed(lambda: copied(file)))}")
    fetched = ("--as", "boss", "--number", str(allowed(form, people)))
    taken = peak(server, "export", "leads", str(server.instance / f"taken.{form}"), *fetched)
    over = taken - peak(server, "jobs", "list")
    print(f"{name:11} {form:4} peak of the process +{over:.0f} MB (wanted ≤ {MOST_MEGABYTES})")


def allowed(form: str, people: tuple[int, int]) -> int:
    """An export of everything that somebody else said yes to."""
    asked = Asked(people[0], ALL, Wanted())
    number, _ = asking.note(asked, purpose="bench", form=form, via=asking.CONSOLE)
    said = {"decided_by_id": people[1], "decided_at": clock.now()}
    states.move(number, ("asked", "approved"), "approved", **said)
    return number


def rate(rows: int, seconds: float) -> str:
    return f"{rows:,} rows in {seconds:.1f} s: {rows / seconds:,.0f} rows/s"


def copied(path: Path) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        csv.writer(io.StringIO(), quoting=csv.QUOTE_ALL).writerows(csv.reader(file))


def timed(work: Callable[[], object]) -> float:
    begun = time.monotonic()
    work()
    return time.monotonic() - begun


def peak(server: Server, *words: str) -> float:
    """The most memory that a command of ours held, in megabytes; by way of a small process, since
    a child counts what its parent held when it was made."""
    command = [sys.executable, "-c", WATCHER, str(PROGRAMS / "flask"), *words]
    done = subprocess.run(
        command, cwd=ROOT, env=server.environment, check=True, capture_output=True, text=True
    )
    return int(done.stdout.split()[-1]) / 1024
