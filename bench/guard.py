"""Whose a number is, while it is typed: 100,000 leads, one request after the other, against the
smallest view."""

import statistics
import tempfile
import time
from pathlib import Path

from app.extensions import db
from app.http.access import COOKIE
from app.rules import defaults
from bench import finding
from e2e import people
from e2e.server import ROOT, Server
from tests.databases import database_url, postgresql_programs

LEADS, ASKED, WANTED_MS = 100_000, 300, 200


def run() -> None:
    for name in ["sqlite", *(["postgresql"] if postgresql_programs() else [])]:
        with tempfile.TemporaryDirectory(dir=ROOT / "bench") as folder, database_url(name) as url:
            server = Server(Path(folder), url if name != "sqlite" else "")
            server.flask("db", "upgrade")
            app = server.app()
            defaults.DEFAULTS["number_checks.per_minute"] = 10 * ASKED
            defaults.DEFAULTS["number_checks.per_day"] = 10 * ASKED
            with app.app_context():
                finding.fill(LEADS)
                cookie = people.session_of(people.person("asker"))
                db.session.remove()
            client = app.test_client()
            client.set_cookie(COOKIE, cookie)
            measure(name, client)
            with app.app_context():
                db.engine.dispose()


def measure(name: str, client) -> None:
    smallest = [timed(lambda: client.get("/healthz")) for _ in range(ASKED)]
    checks = [timed(lambda n=n: ask(client, n)) for n in range(1, ASKED + 1)]
    median = statistics.median(checks)
    print(
        f"{name:11} {LEADS:,} leads: median {median:.1f} ms, p99 {quantile(checks):.1f} ms"
        f" (wanted ≤ {WANTED_MS} with 120 ms of waiting for the next digit),"
        f" {median / statistics.median(smallest):.1f} times the smallest view"
    )


def ask(client, number: int) -> None:
    typed = str(finding.number(number * 97)["number"])[3:]
    same = {"Sec-Fetch-Site": "same-origin"}
    answer = client.post("/number-checks", data={"number": typed}, headers=same)
    if answer.status_code != 200 or "guard" not in answer.text:
        raise SystemExit(f"the guard did not know a number: {answer.status_code}")


def timed(work) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1_000


def quantile(values: list[float]) -> float:
    return statistics.quantiles(values, n=100)[98]
