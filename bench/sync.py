"""One call through /sync by 8 people at once, against the smallest view that inserts a row."""

import os
import secrets
import subprocess
import tempfile
from pathlib import Path

from bench.load import Load, wrk
from e2e import people
from e2e.server import PROGRAMS, ROOT, Server, free_port, wait_for
from tests.databases import database_url, postgresql_programs

PEOPLE, LEADS = 8, 500


def run() -> None:
    for name in ["sqlite", *(["postgresql"] if postgresql_programs() else [])]:
        with tempfile.TemporaryDirectory(dir=ROOT / "bench") as folder, database_url(name) as url:
            measure(name, Path(folder), url)


def measure(name: str, folder: Path, url: str) -> None:
    rows = smallest(folder, url if name != "sqlite" else f"sqlite:///{folder}/rows.db")
    server = Server(folder / "instance", url if name != "sqlite" else "")
    server.flask("db", "upgrade")
    arguments = prepare(server)
    server.start(workers=2)
    try:
        one = wrk(server.url, "sync.lua", "1", *arguments, secrets.token_hex(4))
        ten = wrk(server.url, "sync.lua", "10", *arguments, secrets.token_hex(4))
    finally:
        server.kill()
    show(name, rows, one, ten)


def smallest(folder: Path, url: str) -> Load:
    port = free_port()
    command = [str(PROGRAMS / "gunicorn"), "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    command += ["--threads", "8", "--preload", "--worker-tmp-dir", "/dev/shm", "bench.smallest:app"]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "SMALLEST_URL": url})
    probe = Server.__new__(Server)
    probe.url = f"http://127.0.0.1:{port}"
    try:
        wait_for(probe.answers)
        return wrk(probe.url, "rows.lua")
    finally:
        process.terminate()
        process.wait()


def prepare(server: Server) -> list[str]:
    """Eight people with a session and a lead each; the lines that the load's script reads."""
    app = server.app()
    with app.app_context():
        return people.epoch_and_people(PEOPLE, LEADS)


def show(name: str, rows: Load, one: Load, ten: Load) -> None:
    print(f"{name:11} smallest view   {rows.requests:8.0f} requests/s  p99 {rows.p99_ms:6.1f} ms")
    for label, load, size in (("one call", one, 1), ("batches of 10", ten, 10)):
        ratio = load.requests * size / rows.requests
        line = f"{name:11} {label:14} {load.requests * size:8.0f} records/s   p99 {load.p99_ms:6.1f} ms"
        print(f"{line}  {ratio:5.2f} of it, {load.failed} failed")
