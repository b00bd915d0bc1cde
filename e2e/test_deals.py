"""A deal from the call, also without a network: on this phone at once, with the server once
(rules.md §5; sync.md, scenario 1)."""

from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.extensions import db
from app.models import Deal
from app.services.deals import products
from e2e import people, sheet
from e2e.conftest import PHONE, Rep, started
from e2e.server import BROWSER

NAME = "[data-slot=lead] [data-field=name]"
REMINDER = "[data-notice=won]"
PROFILE = {"executable_path": BROWSER, "locale": "zh-CN", **PHONE}


def agree(page: Page, **typed: str) -> None:
    """The call is logged, and the form that comes up by itself is filled in."""
    sheet.log(page, "成交", note="年费版,下周付")
    enter(page, **typed)


def enter(page: Page, **typed: str) -> None:
    dialog = page.locator("#deal")
    expect(dialog).to_be_visible()
    for name, text in {"price": "1.2万", **typed}.items():
        dialog.locator(f"[name={name}]").fill(text)
    dialog.get_by_role("button", name="保存成单").click()
    expect(dialog).to_be_hidden()


def deals(rep: Rep) -> list[Deal]:
    with rep.app.app_context():
        return list(db.session.scalars(select(Deal).order_by(Deal.id)))


def test_killed_and_started_without_a_network_the_deal_arrives_once_after_its_call(
    rep, server, playwright, tmp_path
):
    folder = str(tmp_path / "profile")
    context = playwright.chromium.launch_persistent_context(folder, **PROFILE)
    context.add_cookies(rep.context.cookies())
    rep.page = context.pages[0]
    rep.open_today()
    rep.ready_for_offline()
    context.set_offline(True)
    rep.page.reload()
    started(rep.page)
    agree(rep.page, received="5000")
    sheet.waits(rep.page, 2)
    context.close()

    server.kill()
    context = playwright.chromium.launch_persistent_context(folder, **PROFILE)
    rep.page = context.pages[0]
    rep.page.goto(f"{server.url}/today")
    started(rep.page)
    sheet.waits(rep.page, 2)
    expect(rep.page.locator(REMINDER)).to_be_hidden()
    server.start()
    sheet.arrive(rep, 2, seconds=70)
    context.close()
    [deal] = deals(rep)
    [call] = sheet.calls(rep)
    assert (deal.price_fen, deal.call_id, deal.lead_id) == (12_000_00, call.id, call.lead_id)
    assert sheet.statuses(rep) == ["applied", "applied"]


def test_put_off_it_is_remembered_and_entered_with_one_tap(rep):
    rep.open_today()
    rep.ready_for_offline()
    rep.context.set_offline(True)
    who = rep.page.locator(NAME).inner_text()
    sheet.log(rep.page, "成交", note="x")
    rep.page.locator("#deal [name=price]").fill("12800")
    rep.page.get_by_role("button", name="以后再录").click()
    expect(rep.page.locator(REMINDER)).to_contain_text(who)
    rep.context.set_offline(False)
    sheet.arrive(rep, 1)
    rep.page.reload()
    started(rep.page)
    expect(rep.page.locator(REMINDER)).to_contain_text(who)
    rep.page.click(f"{REMINDER} [data-won]")
    expect(rep.page.locator("#deal [name=price]")).to_have_value("12800")
    rep.page.get_by_role("button", name="保存成单").click()
    expect(rep.page.locator(REMINDER)).to_be_hidden()
    sheet.arrive(rep, 2)
    assert [deal.price_fen for deal in deals(rep)] == [12_800_00]
    rep.page.goto(f"{rep.server.url}/deals")
    expect(rep.page.locator("#agreed-title")).to_have_count(0)


def test_taken_back_within_ten_seconds_it_is_withdrawn_and_nothing_typed_is_lost(rep):
    rep.open_today()
    agree(rep.page)
    rep.page.click("[data-undo]")
    expect(rep.page.locator(REMINDER)).to_be_visible()
    sheet.arrive(rep, 3)
    assert [deal.withdrawn_because for deal in deals(rep)] == ["undone"]
    rep.page.click(f"{REMINDER} [data-won]")
    expect(rep.page.locator("#deal [name=price]")).to_have_value("1.2万")


def test_a_customer_entered_without_a_network_has_his_deal(rep):
    rep.open_today()
    rep.ready_for_offline()
    rep.context.set_offline(True)
    rep.page.locator("[data-slot=claim] [data-enter]").click()
    form = rep.page.locator("#own-lead")
    form.locator("[name=number]").fill("139 8888 7777")
    form.locator("[name=name]").fill("赵铁柱")
    form.get_by_role("button", name="保存,现在打").click()
    expect(rep.page.locator(NAME)).to_have_text("赵铁柱")
    agree(rep.page)
    rep.context.set_offline(False)
    sheet.arrive(rep, 3)
    with rep.app.app_context():
        assert [deal.lead.name for deal in db.session.scalars(select(Deal))] == ["赵铁柱"]


def test_a_product_no_longer_sold_leaves_it_to_the_supervisor_and_says_so(rep):
    with rep.app.app_context():
        boss = people.person("boss", "manager")
        told = {"sold": True, "by_id": boss}
        product = products.keep(None, "年费版", 12_000_00, 0, **told)
    rep.open_today()
    rep.ready_for_offline()
    rep.context.set_offline(True)
    sheet.log(rep.page, "成交", note="x")
    rep.page.select_option("#deal [name=product]", str(product))
    enter(rep.page)
    with rep.app.app_context():
        products.keep(product, "年费版", 12_000_00, 0, sold=False, by_id=boss)
    rep.context.set_offline(False)
    sheet.arrive(rep, 2)
    rep.page.click("[data-opens=unsent] >> nth=0")
    expect(rep.page.locator("[data-card]")).to_contain_text("“年费版”已经停售")
    assert sheet.statuses(rep) == ["applied", "parked"]


def test_what_cannot_be_is_said_and_nothing_is_saved(rep):
    rep.open_today()
    sheet.log(rep.page, "成交", note="x")
    dialog = rep.page.locator("#deal")
    for price in ("", "很多", "0"):
        dialog.locator("[name=price]").fill(price)
        dialog.get_by_role("button", name="保存成单").click()
        expect(dialog).to_be_visible()
    expect(dialog.locator("[data-field=refused]")).to_have_text("请核对这一项。")
    sheet.arrive(rep, 1)
    assert deals(rep) == []
