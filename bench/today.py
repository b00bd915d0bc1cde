"""Today with 60 leads: server time against an empty page of the same app, and what a phone loads."""

import re
import statistics
import tempfile
import time
from pathlib import Path

from flask.testing import FlaskClient

from app.http import assets
from app.http.access import COOKIE
from app.http.headers import PACKS
from app.views.worker import kept
from e2e import people
from e2e.server import ROOT, Server

RUNS = 60


def run() -> None:
    with tempfile.TemporaryDirectory(dir=ROOT / "bench") as folder:
        server = Server(Path(folder))
        server.flask("db", "upgrade")
        app = server.app()
        with app.app_context():
            person_id = people.person("rep")
            for number in range(60):
                people.lead(number, person_id)
            cookie = people.session_of(person_id)
        client = app.test_client()
        client.set_cookie(COOKIE, cookie)
        small, page, sheet = (
            milliseconds(client, path) for path in ("/me/password", "/today", "/sheet")
        )
        print(
            f"/me/password {small:6.1f} ms   /today {page:6.1f} ms   /sheet {sheet:6.1f} ms of server time"
        )
        print(f"/today is {page / small:.1f} times the smallest signed-in page")
        show_weight(client)


def milliseconds(client: FlaskClient, path: str) -> float:
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        assert client.get(path).status_code == 200, path
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times[5:])


def show_weight(client: FlaskClient) -> None:
    """What the first load of the sheet brings over the air, compressed: the page, what it names,
    and what its worker keeps for starting without a network."""
    html = client.get("/today").text
    urls = set(re.findall(r'(?:src|href)="(/static/[^"#]+)', html))
    urls |= {assets.url(name) for name in kept()}
    for coding in ("br", "gzip"):
        sizes = {url: weight(client, url, coding) for url in urls}
        scripts = sum(size for url, size in sizes.items() if url.endswith(".js"))
        scripts += weight(client, "/service-worker.js", coding)
        total = sum(sizes.values()) + len(PACKS[coding](html.encode()))
        print(f"first load {total / 1000:.1f} kB by {coding}, of it script {scripts / 1000:.1f} kB")
    print(f"sheet {weight(client, '/sheet', 'gzip') / 1000:.1f} kB")


def weight(client: FlaskClient, url: str, coding: str) -> int:
    return len(client.get(url, headers={"Accept-Encoding": coding}).data)
