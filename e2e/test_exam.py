"""A paper taken on a phone in a lift: the network comes and goes, the tab is killed, the PC goes on
(rules.md §7)."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect
from sqlalchemy import func, select, update

from app import clock
from app.extensions import db
from app.http.access import COOKIE
from app.models import AnswerEvent, Attempt, AttemptQuestion, Paper, PaperDraw
from app.rules.exams.question import Option, Question
from app.services.accounts import sessions
from app.services.questions import bank
from app.services.transaction import write
from e2e import people
from e2e.conftest import PHONE
from e2e.server import Server, wait_for
from e2e.storage import stored

QUESTIONS = 6
RIGHT, WRONG = "先打约好的", "先打新来的"


def paper(offline: bool = False) -> int:
    """Five questions with one right option each, and one to write; a pass at 80 %."""
    told = {"minutes": 30, "pass_percent": 80, "retakes": 2, "retake_days": 1}
    with write() as session:
        for nth in range(1, QUESTIONS):
            options = (Option(RIGHT, True), Option(WRONG))
            bank.create(Question("single", f"第{nth}题:先打谁?", options), 1, None)
        bank.create(Question("fill_in", "每天最多打 ____ 次。", answers=(("3",),)), 1, None)
        now = clock.now()
        made = Paper(title="工作流程", made_at=now, published_at=now, offline=offline, **told)
        made.draws = [
            PaperDraw(place=1, kind="single", count=QUESTIONS - 1),
            PaperDraw(place=2, kind="fill_in", count=1),
        ]
        session.add(made)
        session.flush()
        return made.id


@pytest.fixture
def alice(server: Server) -> Iterator[int]:
    with server.app().app_context():
        yield people.person("alice", password=people.PASSWORD)


@pytest.fixture
def device(server: Server, browser: Browser, alice: int) -> Iterator[Callable[..., BrowserContext]]:
    """device(): another one of hers, signed in."""
    contexts = []

    def another(**of: object) -> BrowserContext:
        context = browser.new_context(**of, locale="zh-CN", timezone_id="Asia/Shanghai")
        cookie = {"name": COOKIE, "value": people.session_of(alice), "url": server.url}
        context.add_cookies([cookie])
        contexts.append(context)
        return context

    yield another
    for context in contexts:
        context.close()


def begin(server: Server, context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto(f"{server.url}/exams")
    page.click("text=开始考试")
    ready(page)
    return page


def ready(page: Page) -> None:
    page.wait_for_selector("take-paper[data-ready]")


def answer(page: Page, place: int, text: str) -> None:
    page.click(f"[data-to='{place}']")
    section = page.locator(f"#q{place}")
    if section.locator("input[type=radio]").count():
        section.locator("label", has_text=text).click()
    else:
        section.locator("input").fill(text)
    expect(section.locator("[data-saved]")).to_have_text(text_of(page), timeout=15_000)


def text_of(page: Page) -> str:
    online = page.evaluate("() => navigator.onLine")
    return "已送到 ✓" if online else "已存在这台设备上"


def marks(page: Page) -> list[str]:
    return page.locator("[data-to]").evaluate_all(
        "(all) => all.map((one) => one.dataset.answered ?? '')"
    )


def all_arrived(page: Page, count: int) -> None:
    expect(page.locator("[data-answered=sent]")).to_have_count(count, timeout=20_000)


def held() -> dict[int, list[str]]:
    db.session.rollback()
    rows = db.session.scalars(select(AnswerEvent).order_by(AnswerEvent.id))
    return {row.place: row.said for row in rows}


def attempt() -> Attempt:
    db.session.rollback()
    return db.session.scalars(select(Attempt)).one()


def hand_in(page: Page) -> None:
    page.click("[data-onward]")
    page.wait_for_url("**/hand-in")
    page.locator("form button").last.click()
    page.wait_for_selector("text=正确答案要等")


def test_a_paper_survives_the_lift_and_goes_on_at_the_desk(server, device):
    paper()
    phone = device(**PHONE)
    page = begin(server, phone)
    answer(page, 1, RIGHT)
    phone.set_offline(True)
    answer(page, 2, RIGHT)
    expect(page.locator("[data-state]")).to_contain_text("没有网络")
    answer(page, 3, WRONG)
    address = page.url
    page.close()
    phone.set_offline(False)

    page = phone.new_page()
    page.goto(address)
    ready(page)
    all_arrived(page, 3)
    phone.set_offline(True)
    answer(page, 3, RIGHT)
    answer(page, 6, "3")
    phone.set_offline(False)
    all_arrived(page, 4)

    desk = device(viewport={"width": 1280, "height": 780}).new_page()
    desk.goto(address)
    ready(desk)
    all_arrived(desk, 4)
    assert desk.locator("#q3 input:checked").get_attribute("value") == held()[3][0]
    answer(desk, 4, RIGHT)
    answer(desk, 5, WRONG)
    desk.click("[data-to='4']")

    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    all_arrived(page, 6)
    answer(page, 5, RIGHT)
    hand_in(page)
    assert (attempt().score, attempt().ended_how, len(held())) == ("600", "handed_in", QUESTIONS)
    assert attempt().passed_at is not None
    desk.wait_for_timeout(200)
    desk.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    desk.wait_for_selector("text=通过了")


def test_a_page_that_crashes_keeps_what_was_tapped_before(server, device):
    paper()
    phone = device(**PHONE)
    page = begin(server, phone)
    phone.set_offline(True)
    answer(page, 1, RIGHT)
    answer(page, 6, "3")
    address = page.url
    with page.expect_event("crash"):
        crash(phone, page)
    page.close()
    phone.set_offline(False)
    page = phone.new_page()
    page.goto(f"{server.url}/exams")
    expect(page.locator("unsent-answers")).to_have_text("答案都送到了。", timeout=15_000)
    page.goto(address)
    ready(page)
    all_arrived(page, 2)


def crash(context: BrowserContext, page: Page) -> None:
    with contextlib.suppress(Error):
        context.new_cdp_session(page).send("Page.crash", timeout=2000)


def test_a_paper_that_may_be_kept_opens_in_the_lift(server, device):
    paper(offline=True)
    phone = device(**PHONE)
    page = begin(server, phone)
    page.wait_for_function(
        "() => caches.keys().then((names) => names.some((n) => n.startsWith('lianxian-attempts-')))"
    )
    worker_is_ready(page)
    answer(page, 1, RIGHT)
    address = page.url
    page.close()
    phone.set_offline(True)
    page = phone.new_page()
    page.goto(address)
    ready(page)
    assert marks(page)[0] == "sent"
    left = page.locator("[data-clock]").inner_text()
    assert left.startswith(("29:", "30:00"))
    answer(page, 2, RIGHT)
    page.reload()
    ready(page)
    assert marks(page)[:3] == ["sent", "kept", ""]
    phone.set_offline(False)
    all_arrived(page, 2)
    assert set(held()) == {1, 2}


def test_one_that_may_not_be_kept_is_not(server, device):
    paper()
    page = begin(server, device(**PHONE))
    worker_is_ready(page)
    answer(page, 1, RIGHT)
    names = page.evaluate("() => caches.keys()")
    assert names and not [name for name in names if name.startswith("lianxian-attempts-")]


def worker_is_ready(page: Page) -> None:
    """The worker that keeps the sheet is the one that opens a paper."""
    page.wait_for_function(
        "() => caches.keys().then((names) => names.some((n) => n.startsWith('lianxian-shell-')))"
    )
    page.wait_for_function("() => navigator.serviceWorker.ready.then((r) => Boolean(r.active))")


def test_signed_out_in_the_midst_nothing_is_lost(server, device, alice):
    paper()
    phone = device(**PHONE)
    page = begin(server, phone)
    answer(page, 1, RIGHT)
    with write():
        sessions.revoke_all(alice)
    page.click("[data-to='2']")
    page.locator("#q2 label", has_text=RIGHT).click()
    expect(page.locator("[data-state]")).to_contain_text("登录过期了")
    page.click("[data-state] a")
    page.fill("[name=login]", "alice")
    page.fill("[name=password]", people.PASSWORD)
    page.click("form button")
    ready(page)
    all_arrived(page, 2)


def test_to_the_last_second_and_what_comes_later_is_kept_as_late(server, device):
    paper()
    phone = device(**PHONE)
    page = begin(server, phone)
    shorten(6)
    page.reload()
    ready(page)
    answer(page, 1, RIGHT)
    phone.set_offline(True)
    answer(page, 2, RIGHT)
    expect(page.locator("[data-state]")).to_contain_text("由培训师决定", timeout=15_000)
    assert page.locator("#q2 input:disabled").count() == 2
    phone.set_offline(False)
    page.wait_for_selector("text=这次没通过", timeout=20_000)
    late = db.session.scalars(select(AnswerEvent.late).order_by(AnswerEvent.id)).all()
    assert (attempt().score, attempt().ended_how, late) == ("100", "time", [False, True])


def shorten(seconds: int) -> None:
    with write() as session:
        session.execute(update(Attempt).values(ends_at=clock.now() + timedelta(seconds=seconds)))


def test_two_taps_on_start_in_two_tabs_are_one_attempt(server, device):
    paper()
    phone = device(**PHONE)
    first, second = phone.new_page(), phone.new_page()
    for page in (first, second):
        page.goto(f"{server.url}/exams")
    for page in (first, second):
        page.click("text=开始考试", no_wait_after=True)
    for page in (first, second):
        ready(page)
    assert first.url == second.url
    asked = db.session.scalar(select(func.count()).select_from(AttemptQuestion))
    assert attempt().nth == 1 and asked == QUESTIONS


def test_a_device_that_was_wiped_goes_on_under_a_new_number(server, device):
    paper()
    phone = device(**PHONE)
    page = begin(server, phone)
    answer(page, 1, RIGHT)
    page.close()
    page = phone.new_page()
    page.goto(f"{server.url}/me")
    page.evaluate(
        """async () => { for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name); }"""
    )
    page.goto(f"{server.url}/exams")
    page.click("text=接着考")
    ready(page)
    answer(page, 1, WRONG)
    wait_for(lambda: held()[1] != [] and len(stored(page, "answers")) == 1)
    devices = db.session.scalars(select(AnswerEvent.device).distinct()).all()
    assert len(devices) == 2
