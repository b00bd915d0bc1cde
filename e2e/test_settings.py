"""A number of the house is changed in a browser: looked at first, then kept."""

from playwright.sync_api import Browser, expect

from app.http.access import COOKIE
from e2e import people
from e2e.server import Server


def test_a_manager_looks_at_a_quota_before_changing_it(server: Server, browser: Browser):
    with server.app().app_context():
        people.person("wang")
        cookie = people.session_of(people.person("boss", "manager"))
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
    context.add_cookies([{"name": COOKIE, "value": cookie, "url": server.url}])
    page = context.new_page()
    page.goto(f"{server.url}/settings/quota.own_number/edit")
    expect(page.locator("#preview")).to_contain_text("没有人的配额会变。")
    page.select_option("[name=scope]", label="个人:Wang")
    page.fill("[name=value]", "77")
    page.fill("[name=note]", "展会")
    page.click("text=看看会怎样")
    expect(page.locator("#preview")).to_contain_text("77")
    assert "value=" not in page.url
    expect(page.locator("[name=note]")).to_have_value("展会")
    page.check("[name=how][value=back]")
    expect(page.locator("[name=value]")).to_be_hidden()
    page.check("[name=how][value=set]")
    page.click("main form >> text=保存")
    expect(page.locator("main")).to_contain_text("定好以后要改的")
    expect(page.locator("main")).to_contain_text("77 条")
    page.click("text=取消这次改动")
    expect(page.locator("main")).to_contain_text("还没有给谁单独设定过。")
    context.close()
