"""A list is brought in by the page, beside the web server, and survives the power failing."""

import json
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from app.http.access import COOKIE
from e2e import people
from e2e.server import PROGRAMS, ROOT, Server

CASES = ROOT / "tests/cases"


class Jobs:
    """The process beside the web server: killed as when the power fails, and started again."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [str(PROGRAMS / "flask"), "jobs", "serve"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.server.environment)

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


@pytest.fixture
def jobs(server: Server) -> Iterator[Jobs]:
    jobs = Jobs(server)
    yield jobs
    jobs.kill()


@pytest.fixture
def page(server: Server, browser: Browser) -> Iterator[Page]:
    with server.app().app_context():
        token = people.session_of(people.person("li", "assistant"))
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": COOKIE, "value": token, "url": server.url}])
    yield context.new_page()
    context.close()


def begin(page: Page, server: Server, path: str) -> None:
    page.goto(f"{server.url}/imports/new")
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="上传并预览").click()
    page.get_by_role("button", name="开始导入").click()


def counts(page: Page) -> list[int]:
    return [int(text) for text in page.locator(".counts dd").all_inner_texts()]


def test_the_old_list_comes_in_while_one_looks_on(server: Server, jobs: Jobs, page: Page):
    wanted = json.loads((CASES / "leads-1500.json").read_text())
    begin(page, server, str(CASES / "leads-1500.xlsx"))
    expect(page.get_by_text("排队中")).to_be_visible()
    jobs.start()
    expect(page.get_by_text("已完成")).to_be_visible(timeout=30_000)
    read, created, duplicates, _, rejected = counts(page)
    assert (read, created, duplicates) == (1500, wanted["created"], wanted["duplicates"])
    assert rejected == wanted["rejected"]
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()
    assert download.value.suggested_filename.endswith(".xlsx")


def test_one_goes_away_the_power_fails_and_all_is_there(
    server: Server, jobs: Jobs, page: Page, tmp_path
):
    rows = [f"王{n},1380{n:07}" for n in range(20_000)]
    (tmp_path / "list.csv").write_text("\n".join(["姓名,电话", *rows]), encoding="utf-8")
    begin(page, server, str(tmp_path / "list.csv"))
    jobs.start()
    expect(page.locator(".badge")).to_contain_text("导入中", timeout=20_000)
    url = page.url
    page.goto(f"{server.url}/imports")
    jobs.kill()
    page.goto(url)
    assert 0 < counts(page)[0] < 20_000
    jobs.start()
    expect(page.get_by_text("已完成")).to_be_visible(timeout=60_000)
    assert counts(page) == [20_000, 20_000, 0, 0, 0]
