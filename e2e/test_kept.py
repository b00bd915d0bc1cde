"""What is typed without a network stays on the device, sealed, and arrives from whatever page its writer
opens next (rules.md §7, §9; sync.md)."""

import contextlib
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Route, expect
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import AnswerEvent, DailyLine, DailyLineSave
from app.services import calendar, settings
from app.services.daily_reports import writing
from e2e import people, sheet
from e2e.conftest import PHONE, Rep
from e2e.faults import faults_in_sight
from e2e.server import BROWSER, wait_for
from e2e.storage import stored
from e2e.test_exam import answer, begin, held, paper, ready
from e2e.test_sealed import readable

PROFILE = {"executable_path": BROWSER, "locale": "zh-CN", **PHONE}
SAID = "约了两家,卡在报价"


@pytest.fixture
def start(rep: Rep, playwright, tmp_path: Path):
    """Starts the phone's browser on its own profile; what one start leaves, the next one finds."""
    begun: list[BrowserContext] = []

    def start() -> None:
        begun.append(
            playwright.chromium.launch_persistent_context(str(tmp_path / "profile"), **PROFILE)
        )
        rep.page, rep.context = begun[-1].pages[0], begun[-1]

    yield start
    for context in begun:
        context.close()


def line_of(page: Page):
    return page.locator("daily-line")


def says(page: Page, text: str) -> None:
    expect(line_of(page).locator("[data-state]")).to_have_text(text, timeout=15_000)


def type_without_network(rep: Rep, text: str = SAID, day: str = "") -> None:
    rep.page.goto(f"{rep.server.url}/daily-reports{day}")
    expect(line_of(rep.page).locator("textarea")).to_be_editable()
    rep.context.set_offline(True)
    line_of(rep.page).locator("textarea").fill(text)
    says(rep.page, "没有送到服务器,已存本机,会自动再试。")


def without_server(rep: Rep, paths: str = "**/daily-reports") -> None:
    """The network is back, but what is typed does not get through; done when it was tried once, for a
    request that is held as its page closes would go out."""
    stopped: list[str] = []

    def stop(route: Route) -> None:
        if route.request.method != "POST":
            return route.continue_()
        route.abort()
        return stopped.append(route.request.url)

    rep.context.route(paths, stop)
    rep.context.set_offline(False)
    while not stopped:
        rep.page.wait_for_timeout(50)


def lines(rep: Rep) -> list[tuple[str, int]]:
    with rep.app.app_context():
        return [(one.text, one.rev) for one in db.session.scalars(select(DailyLine))]


def arrives(rep: Rep, text: str = SAID, rev: int = 1) -> None:
    wait_for(lambda: lines(rep) == [(text, rev)])
    wait_for(lambda: stored(rep.page, "notes") == [])


def sign_out(rep: Rep, *, waits: str) -> None:
    rep.page.goto(f"{rep.server.url}/me")
    rep.page.locator("sign-out form button").click()
    dialog = rep.page.locator("sign-out dialog[open]")
    expect(dialog).to_contain_text(waits)
    expect(dialog.get_by_text("丢弃通话记录")).to_be_hidden()
    assert faults_in_sight(rep.page) == []
    dialog.locator("[value=keep]").click()
    rep.page.wait_for_url("**/sign-in*")


def another(rep: Rep) -> None:
    with rep.app.app_context():
        people.person("li", password=people.PASSWORD)


def test_a_line_typed_offline_is_sent_from_another_page_after_its_own_was_closed(rep):
    type_without_network(rep)
    rep.page.close()
    rep.context.set_offline(False)
    rep.page = rep.context.new_page()
    rep.page.goto(f"{rep.server.url}/deals")
    arrives(rep)
    expect(rep.page.locator("kept-texts")).to_be_hidden()
    rep.page.goto(f"{rep.server.url}/daily-reports")
    expect(line_of(rep.page).locator("textarea")).to_have_value(SAID)
    with rep.app.app_context():
        assert len(db.session.scalars(select(DailyLineSave)).all()) == 1


def test_it_survives_a_crash_of_the_page_and_a_later_start_of_the_browser(rep, start):
    start()
    sheet.sign_in(rep, rep.login)
    type_without_network(rep)
    with rep.page.expect_event("crash"), contextlib.suppress(Error):
        rep.context.new_cdp_session(rep.page).send("Page.crash", timeout=2000)
    rep.context.close()
    start()
    rep.page.goto(f"{rep.server.url}/me")
    arrives(rep)


def test_while_the_network_is_away_each_page_says_what_waits(rep):
    type_without_network(rep)
    without_server(rep)
    rep.page.goto(f"{rep.server.url}/deals")
    expect(rep.page.locator("kept-texts")).to_contain_text(
        "1 段写好的话还在这台设备上,连上服务器就会自动送。"
    )
    assert faults_in_sight(rep.page) == []
    rep.context.unroute("**/daily-reports")
    rep.page.evaluate("() => dispatchEvent(new Event('online'))")
    arrives(rep)
    expect(rep.page.locator("kept-texts")).to_be_hidden()


def test_the_answer_lost_it_is_one_save(rep):
    rep.page.goto(f"{rep.server.url}/daily-reports")

    def lose(route):
        if route.request.method != "POST":
            return route.continue_()
        route.fetch()
        return route.abort()

    rep.context.route("**/daily-reports", lose)
    line_of(rep.page).locator("textarea").fill(SAID)
    says(rep.page, "没有送到服务器,已存本机,会自动再试。")
    rep.context.unroute("**/daily-reports")
    says(rep.page, "已保存")
    arrives(rep)


def test_after_signing_out_nothing_of_it_can_be_read_and_nobody_else_sends_it(rep, start, tmp_path):
    another(rep)
    start()
    sheet.sign_in(rep, rep.login)
    type_without_network(rep)
    without_server(rep)
    sign_out(rep, waits="1 段写好的话")
    rep.context.close()
    assert readable(tmp_path / "profile", [SAID, "卡在报价"]) == {}
    start()
    sheet.sign_in(rep, "li")
    expect(rep.page.locator("body")).to_contain_text("Wang 有 1 条")
    rep.page.goto(f"{rep.server.url}/daily-reports")
    expect(line_of(rep.page).locator("textarea")).to_have_value("")
    assert lines(rep) == [] and len(stored(rep.page, "notes")) == 1
    rep.page.goto(f"{rep.server.url}/me")
    rep.page.locator("sign-out form button").click()
    rep.page.wait_for_url("**/sign-in*")
    sheet.sign_in(rep, rep.login)
    arrives(rep)


def test_a_line_that_came_too_late_is_shown_to_be_copied(rep):
    with rep.app.app_context():
        day = clock.today() - timedelta(days=1)
        calendar.except_day(clock.today(), "work", "", None)
        settings.put("daily_reports.line_until", "23:59", since=day, actor_id=None)
    type_without_network(rep, day=f"?day={day.isoformat()}")
    rep.page.close()
    with rep.app.app_context():
        settings.put("daily_reports.line_until", "00:00", since=day, actor_id=None)
    rep.context.set_offline(False)
    rep.context.grant_permissions(["clipboard-read", "clipboard-write"])
    rep.page = rep.context.new_page()
    rep.page.goto(f"{rep.server.url}/deals")
    card = rep.page.locator("kept-texts section")
    expect(card).to_contain_text("已经定稿了")
    expect(card).to_contain_text(SAID)
    assert faults_in_sight(rep.page) == []
    card.get_by_role("button", name="复制").click()
    assert rep.page.evaluate("() => navigator.clipboard.readText()") == SAID
    rep.page.reload()
    card.get_by_role("button", name="不要了").click()
    expect(rep.page.locator("kept-texts")).to_be_hidden()
    assert lines(rep) == [] and stored(rep.page, "notes") == []


def test_what_another_device_wrote_meanwhile_is_not_written_over_by_itself(rep):
    type_without_network(rep, "从手机写的")
    rep.page.close()
    with rep.app.app_context():
        writing.keep(rep.id, writing.Typed(clock.today(), "从电脑写的", 0))
    rep.context.set_offline(False)
    rep.page = rep.context.new_page()
    rep.page.goto(f"{rep.server.url}/deals")
    card = rep.page.locator("kept-texts section")
    expect(card).to_contain_text("从电脑写的")
    assert lines(rep) == [("从电脑写的", 1)]
    card.get_by_role("link", name="去看看").click()
    expect(line_of(rep.page).locator("textarea")).to_have_value("从手机写的")
    line_of(rep.page).get_by_role("button", name="保存").click()
    says(rep.page, "已保存")
    arrives(rep, "从手机写的", 2)


def test_answers_of_an_exam_are_sealed_told_of_at_sign_out_and_sent_when_their_taker_is_back(
    rep, start, tmp_path
):
    another(rep)
    with rep.app.app_context():
        paper()
    start()
    sheet.sign_in(rep, rep.login)
    page = begin(rep.server, rep.context)
    rep.context.set_offline(True)
    answer(page, 6, "三十七次")
    without_server(rep, "**/answers")
    page.close()
    sign_out(rep, waits="1 个考试答案")
    rep.context.close()
    assert readable(tmp_path / "profile", ["三十七次"]) == {}
    start()
    sheet.sign_in(rep, "li")
    rep.page.goto(f"{rep.server.url}/exams")
    assert len(stored(rep.page, "answers")) == 1
    rep.page.goto(f"{rep.server.url}/me")
    rep.page.locator("sign-out form button").click()
    rep.page.wait_for_url("**/sign-in*")
    with rep.app.app_context():
        assert db.session.scalars(select(AnswerEvent)).all() == []
    sheet.sign_in(rep, rep.login)
    with rep.app.app_context():
        wait_for(lambda: held() == {6: ["三十七次"]})
    rep.page.goto(f"{rep.server.url}/exams")
    rep.page.click("text=接着考")
    ready(rep.page)
    expect(rep.page.locator("#q6 input")).to_have_value("三十七次")


def test_the_search_finds_an_answer_while_its_taker_cannot_seal(rep, start, tmp_path):
    """The control: the same search, the same words, in a store that does not seal."""
    start()
    rep.page.goto(f"{rep.server.url}/sign-in")
    rep.page.evaluate(
        """async () => {
            const open = indexedDB.open('planted');
            open.onupgradeneeded = () => open.result.createObjectStore('answers');
            const db = await new Promise((done) => { open.onsuccess = () => done(open.result); });
            const tx = db.transaction('answers', 'readwrite');
            tx.objectStore('answers').put({ said: ['三十七次'] }, 1);
            await new Promise((done) => { tx.oncomplete = done; });
            db.close();
        }"""
    )
    rep.context.close()
    assert "三十七次" in readable(tmp_path / "profile", ["三十七次"])
