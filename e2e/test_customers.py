"""Finding a customer and working on his page, in a browser (rules.md §2)."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from app.extensions import db
from app.http.access import COOKIE
from app.models import Lead
from e2e import people
from e2e.conftest import PHONE
from e2e.server import Server


@pytest.fixture
def open_as(server: Server, browser: Browser) -> Iterator[Callable[..., Page]]:
    contexts = []

    def opened(login: str, *roles: str, **device: object) -> Page:
        with server.app().app_context():
            cookie = people.session_of(people.person(login, *roles))
        context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", **device)
        context.add_cookies([{"name": COOKIE, "value": cookie, "url": server.url}])
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def made(server: Server, number: int, login: str | None = None, **facts: object) -> int:
    with server.app().app_context():
        owner = db.session.scalar(db.select(people.Person.id).where(people.Person.login == login))
        return people.lead(number, owner, **facts)


def test_what_is_typed_finds_at_once_and_stays_out_of_the_address(server, open_as):
    page = open_as("boss", "manager")
    made(server, 11)
    made(server, 22)
    page.goto(f"{server.url}/leads")
    page.fill("[name=q]", "第11火")
    expect(page.locator("#found")).not_to_contain_text("客户22")
    expect(page.locator("#found")).to_contain_text("客户11")
    page.select_option("[name=kind]", "ordinary")
    expect(page).to_have_url(f"{server.url}/leads?kind=ordinary")
    expect(page.locator("#found")).not_to_contain_text("客户22")


def test_filters_live_in_the_address_and_can_be_kept_as_a_view(server, open_as):
    page = open_as("boss", "manager")
    made(server, 1, grade="A")
    made(server, 2, grade="B")
    page.goto(f"{server.url}/leads")
    page.select_option("[name=grade]", "B")
    expect(page.locator("#found")).not_to_contain_text("客户1")
    expect(page).to_have_url(f"{server.url}/leads?grade=B")
    page.click("text=存为视图")
    page.fill("[name=name]", "我的 B 类")
    page.click(".views__keep button")
    expect(page.locator(".view--own")).to_have_text("我的 B 类")
    page.goto(f"{server.url}/leads")
    page.click("text=我的 B 类")
    expect(page.locator("#found")).not_to_contain_text("客户1")
    page.go_back()
    expect(page.locator("#found")).to_contain_text("客户1")


def test_a_rep_sets_grade_and_next_call_and_notes_on_a_phone(server, open_as):
    page = open_as("wang", **PHONE)
    lead = made(server, 1, "wang")
    page.goto(f"{server.url}/leads/{lead}")
    page.check("[name=value][value=B]", force=True)
    expect(page.locator(".timeline")).to_contain_text("改了等级")
    page.fill("[name=text] >> nth=0", "下周要开店")
    page.click("text=记下备注")
    expect(page.locator(".timeline")).to_contain_text("下周要开店")
    page.click("text=不是打电话,是别的联系")
    page.check("[name=answered]")
    page.click("text=记下联系")
    expect(page.locator(".timeline")).to_contain_text("有回复")
    expect(page.locator("body")).to_have_js_property("scrollWidth", 360)
    with server.app().app_context():
        assert db.session.get_one(Lead, lead).grade == "B"


def test_a_manager_looks_at_a_number_once_and_it_is_written_down(server, open_as):
    open_as("wang")
    page = open_as("boss", "manager")
    lead = made(server, 1, "wang")
    page.goto(f"{server.url}/leads/{lead}")
    expect(page.locator("#customer")).to_contain_text("138****0001")
    page.click("text=看完整号码")
    expect(page.locator("#customer")).to_contain_text("138 0000 0001")
    page.reload()
    expect(page.locator("#customer")).not_to_contain_text("138 0000 0001")
    page.goto(f"{server.url}/reveals")
    expect(page.locator("main")).to_contain_text("Boss")


def test_ticked_customers_go_to_a_colleague_with_a_reason(server, open_as):
    for login in ("wang", "li"):
        open_as(login)
    page = open_as("boss", "manager")
    leads = [made(server, n, "wang") for n in (1, 2, 3)]
    page.goto(f"{server.url}/leads")
    for lead in leads[:2]:
        page.check(f"[name=lead][value='{lead}']")
    page.click("text=交接勾选的客户")
    page.check("label:has-text('Li') input", force=True)
    expect(page.locator("#plan")).to_contain_text("2 条")
    page.fill("[name=reason]", "病假一周")
    page.click("text=现在交接")
    expect(page.locator("#flash")).to_contain_text("2 条已交给同事")
    with server.app().app_context():
        owners = [db.session.get_one(Lead, lead).owner.login for lead in leads]
    assert owners == ["li", "li", "wang"]
