import fcntl
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import make_url

from app.http.access import COOKIE
from app.services.transaction import write
from e2e import people
from e2e.house import House
from e2e.house_things import SAMPLE
from e2e.server import BROWSER, Server, wait_for
from e2e.storage import stored
from e2e.warm import Warm
from tests.databases import another_database, database_url

Empty = Callable[..., Server]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    return {**browser_type_launch_args, "executable_path": BROWSER}


@dataclass
class Rep:
    """Somebody with leads of his own, and the phone he holds."""

    id: int
    login: str
    leads: list[int]
    context: BrowserContext
    page: Page
    server: Server
    app: Flask

    def open_today(self) -> None:
        self.page.goto(f"{self.server.url}/today")
        started(self.page)
        self.page.wait_for_selector("[data-link=ok]")
        expect(self.page.locator("[data-field=link_text]")).to_have_text("已联网")
        wait_for(lambda: stored(self.page, "sheet"))

    def ready_for_offline(self) -> None:
        """Until the worker keeps the sheet: from then on it starts without a network."""
        self.page.wait_for_function(
            "() => navigator.serviceWorker.ready.then(() => caches.keys()).then((k) => k.some((n) => n.startsWith('lianxian-shell-')))"
        )


def started(page: Page) -> None:
    """Until the sheet shows somebody and its script has taken over."""
    page.wait_for_selector("[data-slot=lead]:not([hidden])")
    page.wait_for_selector("#outcome[data-ready]", state="attached")


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder to be copied, made by the first of the processes that share the tests."""
    shared = factory.getbasetemp()
    folder = (shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared) / name
    with open(f"{folder}.lock", "w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        if not folder.exists():
            make(begun := folder.with_suffix(".begun"))
            begun.rename(folder)
    return folder


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with an empty database: migrations take a while."""
    return made_once(tmp_path_factory, "migrated", lambda at: Server(at).flask("db", "upgrade"))


@pytest.fixture(scope="session")
def inhabited(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Path:
    """One with the made-up team and the old list."""

    def make(at: Path) -> None:
        shutil.copytree(migrated, at)
        Server(at).flask("demo", "--password", people.PASSWORD)
        Server(at).flask("import", "leads", str(SAMPLE))

    return made_once(tmp_path_factory, "inhabited", make)


@pytest.fixture(scope="session")
def warm() -> Iterator[Warm]:
    """Servers start quickly from it."""
    warm = Warm()
    yield warm
    warm.close()


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The same on PostgreSQL, with the address of the database to be copied."""
    folder = tmp_path_factory.mktemp("cluster")
    with database_url("postgresql") as url:
        Server(folder, url).flask("db", "upgrade")
        yield folder, url


@pytest.fixture
def empty(request: pytest.FixtureRequest, tmp_path: Path, warm: Warm) -> Iterator[Empty]:
    """Makes a server that does not run yet, with an empty database of the kind that is named."""
    made = []

    def server(kind: str = "sqlite") -> Server:
        if kind == "sqlite":
            folder, url = request.getfixturevalue("migrated"), ""
        else:
            folder, known = request.getfixturevalue("cluster")
            url = another_database(known, f"e2e_{uuid4().hex}", make_url(known).database)
        shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
        made.append(Server(tmp_path, url, warm))
        return made[-1]

    yield server
    for one in made:
        one.close()


@pytest.fixture
def server(empty: Empty) -> Server:
    server = empty()
    server.start()
    return server


@pytest.fixture
def rep(server: Server, browser: Browser) -> Iterator[Rep]:
    app = server.app()
    with app.app_context():
        person_id = people.person("wang", password=people.PASSWORD)
        with write():
            leads = [people.lead(n, person_id) for n in range(15)]
        cookie = people.session_of(person_id)
    context = browser.new_context(**PHONE, locale="zh-CN", timezone_id="Asia/Shanghai")
    a_week = time.time() + 7 * 24 * 3600
    kept = {"name": COOKIE, "value": cookie, "url": server.url, "expires": a_week}
    context.add_cookies([kept])
    page = context.new_page()
    yield Rep(person_id, "wang", leads, context, page, server, app)
    context.close()


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, inhabited: Path, warm: Warm) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(inhabited, folder, dirs_exist_ok=True)
    server = Server(folder, warm=warm)
    server.start()
    yield House(server)
    server.close()
