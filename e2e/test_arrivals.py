"""A platform brings a lead in, and the rep is told on his open sheet, nobody else."""

import json
import re
import time
import urllib.request

import pytest
from playwright.sync_api import Browser, Page, expect

from app.http.access import COOKIE
from app.services.arrivals import source_tokens
from app.services.transaction import write
from e2e import people, race, sheet
from e2e.conftest import PHONE, Rep
from e2e.faults import faults_in_sight

NAME = "[data-slot=lead] [data-field=name]"
BANNER = "[data-slot=arrival]"
WANG = {"id": "A-1", "phone": "13900139000", "name": "赵敏"}
QUESTION = re.compile(r"/arrivals\?since=")
LOOK = "() => document.dispatchEvent(new Event('visibilitychange'))"
COUNT_TONES = """() => {
    window.tones = 0;
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (...args) { window.tones += 1; return start.apply(this, args); };
}"""


@pytest.fixture
def token(rep: Rep) -> str:
    """So that leads go out on arrival at whatever hour and day the test runs."""
    with rep.app.app_context(), write():
        race.arrivals_at_any_hour()
        return source_tokens.make("抖音", "", people.person("boss", "manager"))[1]


def arrive(rep: Rep, token: str, **changes: str) -> dict[str, str]:
    request = urllib.request.Request(
        f"{rep.server.url}/api/leads",
        json.dumps({**WANG, **changes}).encode(),
        {"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def told(page: Page, name: str, seconds: float = 20) -> None:
    expect(page.locator(BANNER)).to_contain_text(name, timeout=seconds * 1000)


def asked(page: Page) -> None:
    """Until the page has asked once more and heard the answer."""
    with page.expect_response(QUESTION) as answer:
        page.evaluate(LOOK)
    answer.value.finished()
    page.wait_for_timeout(200)


def second_rep(rep: Rep, browser: Browser) -> Page:
    with rep.app.app_context():
        li = people.person("li")
        people.lead(99, li)
        cookie = people.session_of(li)
    context = browser.new_context(**PHONE, locale="zh-CN")
    context.add_cookies([{"name": COOKIE, "value": cookie, "url": rep.server.url}])
    page = context.new_page()
    page.goto(f"{rep.server.url}/today")
    expect(page.locator("[data-field=link_text]")).to_have_text("已联网")
    return page


def test_the_open_sheet_says_so_within_20_seconds_and_one_tap_opens_the_lead(rep, token, browser):
    other = second_rep(rep, browser)
    rep.open_today()
    expect(rep.page.locator(BANNER)).to_be_hidden()
    rep.page.mouse.wheel(0, 1500)
    assert arrive(rep, token)["state"] == "handed_out"
    begun = time.monotonic()
    told(rep.page, "新的精准资源:赵敏,抖音")
    assert time.monotonic() - begun < 20
    expect(rep.page.locator(BANNER)).to_be_in_viewport()
    assert faults_in_sight(rep.page) == []
    rep.page.click(f"{BANNER} button")
    expect(rep.page.locator(NAME)).to_have_text("赵敏")
    expect(rep.page.locator(NAME)).to_be_in_viewport()
    expect(rep.page.locator(BANNER)).to_be_hidden()
    asked(other)
    expect(other.locator(BANNER)).to_be_hidden()
    other.context.close()


def test_control_a_page_that_cannot_ask_is_not_told(rep, token):
    """The check above can fail."""
    rep.page.route(QUESTION, lambda route: route.abort())
    rep.open_today()
    assert arrive(rep, token)["state"] == "handed_out"
    with pytest.raises(AssertionError):
        told(rep.page, "赵敏")


def test_opened_once_it_stays_away_and_what_comes_next_is_told_again(rep, token):
    rep.open_today()
    arrive(rep, token)
    asked(rep.page)
    rep.page.reload()
    told(rep.page, "赵敏")
    rep.page.click(f"{BANNER} button")
    rep.page.reload()
    rep.page.wait_for_selector("#outcome[data-ready]", state="attached")
    asked(rep.page)
    expect(rep.page.locator(BANNER)).to_be_hidden()
    for n, name in enumerate(("钱多", "孙悦")):
        arrive(rep, token, id=f"B-{n}", phone=f"1390013900{n + 1}", name=name)
    asked(rep.page)
    told(rep.page, "钱多,抖音 · 另有 1 位")
    rep.page.click(f"{BANNER} button")
    told(rep.page, "孙悦")


def test_a_call_logged_from_the_list_takes_the_banner_away(rep, token):
    rep.open_today()
    arrive(rep, token)
    asked(rep.page)
    told(rep.page, "赵敏")
    rep.page.locator("[data-lead]", has_text="赵敏").first.click()
    expect(rep.page.locator(NAME)).to_have_text("赵敏")
    expect(rep.page.locator(BANNER)).to_be_visible()
    sheet.log(rep.page, "无人接听")
    expect(rep.page.locator(BANNER)).to_be_hidden()
    sheet.arrive(rep, 1)
    asked(rep.page)
    expect(rep.page.locator(BANNER)).to_be_hidden()


def test_it_sounds_once_for_who_wants_it_and_for_nobody_else(rep, token):
    rep.page.add_init_script(f"({COUNT_TONES})()")
    rep.open_today()
    rep.page.mouse.click(5, 5)
    arrive(rep, token)
    asked(rep.page)
    told(rep.page, "赵敏")
    assert rep.page.evaluate("() => window.tones") == 0
    rep.page.goto(f"{rep.server.url}/me")
    rep.page.get_by_label("响一声").check()
    rep.page.wait_for_function("() => window.tones === 2")
    rep.open_today()
    rep.page.mouse.click(5, 5)
    arrive(rep, token, id="B", phone="13900139001", name="钱多")
    asked(rep.page)
    rep.page.wait_for_function("() => window.tones === 2")
    asked(rep.page)
    assert rep.page.evaluate("() => window.tones") == 2
    rep.page.goto(f"{rep.server.url}/me")
    rep.page.get_by_label("响一声").uncheck()
    rep.page.reload()
    expect(rep.page.get_by_label("响一声")).not_to_be_checked()


def test_without_a_network_nothing_is_asked_and_back_again_it_is_told(rep, token):
    rep.open_today()
    rep.context.set_offline(True)
    expect(rep.page.locator("[data-field=link_text]")).to_have_text("离线")
    arrive(rep, token)
    questions: list[str] = []
    rep.page.on("request", lambda request: questions.append(request.url))
    rep.page.evaluate(LOOK)
    rep.page.wait_for_timeout(500)
    assert [url for url in questions if "/arrivals" in url] == []
    rep.context.set_offline(False)
    told(rep.page, "赵敏", seconds=25)
