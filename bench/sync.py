"""One call through /sync by 8 people at once, against the smallest view that inserts a row."""

import os
import secrets
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.load import Load, wrk
from e2e import people
from e2e.server import PROGRAMS, ROOT, Server, free_port, wait_for
from tests.databases import database_url, postgresql_programs

PEOPLE, LEADS = 8, 500
ROUNDS, SECONDS = 8, 3


@dataclass
class Round:
    """The same machine's moment: one row a request, one record a request, ten records a request."""

    rows: Load
    one: Load
    ten: Load


def run() -> None:
    for name in ["sqlite", *(["postgresql"] if postgresql_programs() else [])]:
        with tempfile.TemporaryDirectory(dir=ROOT / "bench") as folder, database_url(name) as url:
            measure(name, Path(folder), url)


def measure(name: str, folder: Path, url: str) -> None:
    """In short rounds by turns, since a machine is not as fast in one minute as in the next."""
    server = Server(folder / "instance", url if name != "sqlite" else "")
    server.flask("db", "upgrade")
    arguments = prepare(server)
    server.start(workers=2)
    try:
        with smallest(url if name != "sqlite" else f"sqlite:///{folder}/rows.db") as rows:
            rounds = [one_round(rows, server.url, arguments) for _ in range(ROUNDS)]
    finally:
        server.kill()
    show(name, rounds[1:])


def one_round(rows: str, server: str, arguments: list[str]) -> Round:
    return Round(
        wrk(rows, "rows.lua", seconds=SECONDS),
        wrk(server, "sync.lua", "1", *arguments, secrets.token_hex(4), seconds=SECONDS),
        wrk(server, "sync.lua", "10", *arguments, secrets.token_hex(4), seconds=SECONDS),
    )


@contextmanager
def smallest(url: str) -> Iterator[str]:
    port = free_port()
    command = [str(PROGRAMS / "gunicorn"), "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    command += ["--threads", "8", "--preload", "--worker-tmp-dir", "/dev/shm", "bench.smallest:app"]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "SMALLEST_URL": url})
    probe = Server.__new__(Server)
    probe.url = f"http://127.0.0.1:{port}"
    try:
        wait_for(probe.answers)
        yield probe.url
    finally:
        process.terminate()
        process.wait()


def prepare(server: Server) -> list[str]:
    """Eight people with a session and a lead each; the lines that the load's script reads."""
    app = server.app()
    with app.app_context():
        return people.epoch_and_people(PEOPLE, LEADS)


def show(name: str, rounds: list[Round]) -> None:
    """The median of the rounds; a ratio is taken within its round."""
    rows = [one.rows.requests for one in rounds]
    p99 = median(one.rows.p99_ms for one in rounds)
    print(f"{name:11} smallest view   {median(rows):8.0f} requests/s  p99 {p99:6.1f} ms")
    for label, size in (("one", 1), ("ten", 10)):
        loads: list[Load] = [getattr(one, label) for one in rounds]
        records = [load.requests * size for load in loads]
        ratios = sorted(count / row for count, row in zip(records, rows, strict=True))
        speed = f"{median(records):8.0f} records/s   p99 {median(x.p99_ms for x in loads):6.1f} ms"
        spread = f"{median(ratios):5.2f} of it ({ratios[0]:.2f} to {ratios[-1]:.2f})"
        print(f"{name:11} {label:14} {speed}  {spread}, {sum(x.failed for x in loads)} failed")
