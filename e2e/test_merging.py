"""Two people at one customer, and two customers that are one, through the pages (rules.md §2)."""

import pytest
from playwright.sync_api import Page, expect

from app.http.access import COOKIE
from e2e import people, sheet


@pytest.fixture
def boss(rep, browser) -> Page:
    with rep.app.app_context():
        session = people.session_of(people.person("boss", "manager"))
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
    context.add_cookies([{"name": COOKIE, "value": session, "url": rep.server.url}])
    yield context.new_page()
    context.close()


def test_10_a_call_to_a_customer_who_was_merged_meanwhile_is_the_kept_ones(rep, boss):
    """sync.md, scenario 10: the phone still holds the one that is no more."""
    gone, kept = rep.leads[:2]
    rep.open_today()
    rep.context.set_offline(True)
    sheet.log(rep.page, "暂不需要", note="年后再说")
    boss.goto(f"{rep.server.url}/leads/{gone}/mergings/new?with={kept}")
    boss.locator(f"[name=kept][value='{kept}']").check()
    boss.get_by_role("button", name="合并成一条").click()
    assert "mergings" in boss.url  # without a reason nothing happens
    boss.fill("[name=reason]", "同一位老板的两个号码")
    boss.get_by_role("button", name="合并成一条").click()
    boss.wait_for_url(f"**/leads/{kept}")
    expect(boss.locator("main")).to_contain_text("同一位老板的两个号码")
    boss.goto(f"{rep.server.url}/leads/{gone}")
    boss.wait_for_url(f"**/leads/{kept}")
    name = boss.locator("h1").inner_text()
    rep.context.set_offline(False)
    sheet.arrive(rep, 1)
    rep.page.locator(".top__link").click()
    expect(rep.page.locator("#unsent")).to_contain_text(f"和{name}是同一位,已合并")
    [call] = sheet.calls(rep)
    assert (call.lead_id, call.named_lead_id, call.note) == (kept, gone, "年后再说")


def test_a_rep_asks_to_join_and_reads_what_the_supervisor_says(rep, boss):
    with rep.app.app_context():
        people.lead(77, people.person("李娜"))
    rep.page.goto(f"{rep.server.url}/own-leads/new")
    rep.page.fill("[name=number]", "138 0000 0077")
    rep.page.get_by_role("button", name="申请一起跟进").click()
    rep.page.wait_for_url("**/join-requests")
    expect(rep.page.locator("main")).to_contain_text("等主管裁定")
    expect(rep.page.locator("main")).not_to_contain_text("客户77")
    boss.goto(f"{rep.server.url}/clashes")
    expect(boss.locator("main")).to_contain_text("Wang 申请一起跟进")
    boss.fill("main [name=reason]", "他先认识的")
    boss.get_by_role("button", name="转给Wang").click()
    expect(boss.locator("main")).to_contain_text("没有撞单")
    rep.page.reload()
    expect(rep.page.locator("main")).to_contain_text("已转给你")
    expect(rep.page.locator("main")).to_contain_text("他先认识的")
