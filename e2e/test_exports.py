"""Many customers leave the house: one asks, another allows it, and the jobs' process, started only
after that, makes the file."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app import clock
from app.http.access import COOKIE
from app.services import settings
from e2e import people
from e2e.server import Server
from e2e.test_import import Jobs


@pytest.fixture
def jobs(server: Server) -> Iterator[Jobs]:
    jobs = Jobs(server)
    yield jobs
    jobs.kill()


@pytest.fixture
def pages(server: Server, browser: Browser) -> Iterator[tuple[Page, Page]]:
    """The asker's and the other's, in browsers of their own."""
    with server.app().app_context():
        tokens = [
            people.session_of(people.person(login, role))
            for login, role in (("boss", "manager"), ("dora", "owner"))
        ]
        people.lead(1, name="=cmd|'/C calc'!A0")
        people.lead(2)
        settings.put("export.rows_alone", 1, since=clock.today(), actor_id=None)
    contexts = [browser.new_context(viewport={"width": 360, "height": 740}) for _ in tokens]
    for context, token in zip(contexts, tokens, strict=True):
        context.add_cookies([{"name": COOKIE, "value": token, "url": server.url}])
    yield tuple(context.new_page() for context in contexts)
    for context in contexts:
        context.close()


def test_two_people_and_a_power_failure_stand_between_the_list_and_the_file(
    server: Server, jobs: Jobs, pages: tuple[Page, Page]
):
    boss, dora = pages
    boss.goto(f"{server.url}/exports/new?kind=ordinary")
    boss.fill("[name=purpose]", "给财务核对")
    boss.locator("label:has-text('CSV')").click()
    boss.click("main >> text=申请导出")
    expect(boss.locator("#export")).to_contain_text("等另一位经理或负责人批准")
    dora.goto(f"{server.url}/exports")
    dora.click("text=查看并决定")
    expect(dora.locator("main")).to_contain_text("给财务核对")
    dora.click("button >> text=批准导出")
    expect(dora.locator("main")).to_contain_text("排队中")
    boss.reload()
    expect(boss.locator("#export")).to_contain_text("排队中")
    jobs.start()
    expect(boss.locator("#export")).to_contain_text("可下载", timeout=20_000)
    with boss.expect_download() as taken:
        boss.click("text=下载文件")
    assert taken.value.suggested_filename.endswith(".csv")
    with Path(taken.value.path()).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["电话"] for row in rows] == ["13800000001", "13800000002"]
    assert rows[0]["姓名"] == "'=cmd|'/C calc'!A0"
    dora.reload()
    assert dora.locator("text=下载文件").count() == 0
