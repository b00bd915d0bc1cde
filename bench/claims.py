"""10,000 precise leads claimed by 200 people at once over HTTP: none given twice."""

import tempfile
import time
from pathlib import Path

from e2e import race
from e2e.server import ROOT, Server
from tests.databases import database_url, postgresql_programs

PEOPLE, LEADS = 200, 10_000


def run() -> None:
    for name in ["sqlite", *(["postgresql"] if postgresql_programs() else [])]:
        with tempfile.TemporaryDirectory(dir=ROOT / "bench") as folder, database_url(name) as url:
            measure(name, Server(Path(folder), url if name != "sqlite" else ""))


def measure(name: str, server: Server) -> None:
    server.flask("db", "upgrade")
    app = server.app()
    cookies = race.prepare(app, PEOPLE, LEADS)
    server.start(workers=2)
    try:
        begun = time.monotonic()
        got = race.race(server.port, cookies)
        seconds = time.monotonic() - begun
    finally:
        server.kill()
    twice = race.given_twice(app)
    print(f"{name:11} {got} of {LEADS} claimed in {seconds:.1f} s, {len(twice)} given twice")
    if twice or race.owned(app) != LEADS:
        raise SystemExit("a lead was lost or given twice")
