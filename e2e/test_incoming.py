"""A customer rings: found, logged and counted as it should be, with and without a network."""

from datetime import datetime, timedelta
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from app import clock
from app.services import scripts
from app.services.transaction import write
from e2e import people, sheet
from e2e.conftest import PHONE, started

PC = {"viewport": {"width": 1280, "height": 900}, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
NAME = "[data-slot=lead] [data-field=name]"


def ring(page: Page, digits: str = "") -> None:
    page.click("[data-ring]")
    expect(page.locator("#incoming")).to_be_visible()
    if digits:
        page.fill("[data-digits]", digits)


def pick(page: Page, name: str) -> None:
    page.locator(".caller", has=page.get_by_text(name, exact=True)).first.click()
    expect(page.locator(NAME)).to_have_text(name)
    expect(page.locator(".lead__ringing")).to_be_visible()


def foreign(rep, number: int, owner: str = "bob", **facts: object) -> int:
    with rep.app.app_context():
        return people.lead(number, people.person(owner) if owner else None, **facts)


def on_a_pc(rep, browser) -> Page:
    context = browser.new_context(**PC)
    context.add_cookies(rep.context.cookies())
    rep.context.close()
    rep.context, rep.page = context, context.new_page()
    rep.open_today()
    return rep.page


def test_a_customer_of_the_sheet_rings_without_a_network(rep):
    """Offline it searches the own sheet and says so; sent once, as no dial, at its own time."""
    rep.open_today()
    rep.ready_for_offline()
    rep.context.set_offline(True)
    rep.page.reload()
    started(rep.page)
    tapped = clock.now()
    ring(rep.page, "0007")
    expect(rep.page.locator("#incoming [data-field=scope]")).to_have_text(
        "现在连不上,只能查你自己名单上的客户。"
    )
    expect(rep.page.locator(".caller")).to_have_count(1)
    rep.page.wait_for_timeout(1500)
    pick(rep.page, "客户7")
    sheet.log(rep.page, "暂不需要", note="问费用")
    sheet.waits(rep.page, 1)
    expect(rep.page.locator("[data-slot=top] [data-field=calls]")).to_have_text("0")
    expect(rep.page.locator("[data-list=next]")).not_to_contain_text("客户7")
    rep.context.set_offline(False)
    sheet.arrive(rep, 1)
    [call] = sheet.calls(rep)
    assert (call.direction, call.disposition, call.note) == ("in", "not_now", "问费用")
    assert call.lead_id == rep.leads[7]
    assert abs(call.started_at - tapped) < timedelta(seconds=1.2)
    assert call.duration_s >= 1
    expect(rep.page.locator("[data-slot=top] [data-field=calls]")).to_have_text("0")


def test_nobody_of_the_sheet_without_a_network_says_what_to_do(rep):
    rep.open_today()
    rep.ready_for_offline()
    rep.context.set_offline(True)
    ring(rep.page, "9999")
    expect(rep.page.locator("#incoming")).to_contain_text("联网后自动核对")
    expect(rep.page.locator(".caller")).to_have_count(0)


def test_a_colleagues_customer_is_found_by_his_number_and_stays_the_colleagues(rep):
    theirs = foreign(rep, 4321)
    rep.open_today()
    ring(rep.page, "4321")
    caller = rep.page.locator(".caller")
    expect(caller).to_contain_text("归Bob")
    expect(caller).to_contain_text("138****4321")
    pick(rep.page, "客户4321")
    expect(rep.page.locator("[data-slot=lead] .dial")).to_be_hidden()
    expect(rep.page.locator("[data-slot=lead]")).to_contain_text("归Bob")
    sheet.log(rep.page, "拒绝", note="打到我这里了")
    sheet.arrive(rep, 1)
    [call] = sheet.calls(rep)
    assert (call.lead_id, call.direction, call.person_id) == (theirs, "in", rep.id)
    assert sheet.statuses(rep) == ["applied"]
    expect(rep.page.locator("[data-notice=cards]")).to_be_hidden()
    expect(rep.page.locator(NAME)).to_have_text("客户0")


def test_with_an_empty_sheet_the_button_is_there_and_works(server, browser):
    app = server.app()
    with app.app_context():
        person_id, bob = people.person("wang", password=people.PASSWORD), people.person("bob")
        with write():
            people.lead(4321, bob)
    context = browser.new_context(**PHONE, locale="zh-CN", timezone_id="Asia/Shanghai")
    rep = sheet.Rep(person_id, "wang", [], context, context.new_page(), server, app)
    sheet.sign_in(rep, "wang")
    expect(rep.page.locator("[data-ring]")).to_be_in_viewport()
    rep.page.wait_for_selector("#outcome[data-ready]", state="attached")
    ring(rep.page, "9999")
    expect(rep.page.locator("#incoming")).to_contain_text("现在就录入")
    rep.page.fill("[data-digits]", "4321")
    pick(rep.page, "客户4321")
    sheet.log(rep.page, "暂不需要", note="")
    sheet.arrive(rep, 1)
    assert [call.direction for call in sheet.calls(rep)] == ["in"]
    expect(rep.page.locator("[data-slot=lead]")).to_be_hidden()
    context.close()


def test_who_was_called_in_vain_rings_back(rep):
    rep.open_today()
    sheet.log(rep.page, "无人接听")
    sheet.arrive(rep, 1)
    rep.page.reload()
    started(rep.page)
    rep.ready_for_offline()
    rep.context.set_offline(True)
    ring(rep.page)
    expect(rep.page.locator(".caller").first).to_contain_text("客户0")
    expect(rep.page.locator(".caller").first).to_contain_text("无人接听")
    pick(rep.page, "客户0")
    sheet.log(rep.page, "暂不需要", note="刚才在开车")
    rep.context.set_offline(False)
    sheet.arrive(rep, 2)
    assert [call.direction for call in sheet.calls(rep)] == ["out", "in"]
    assert {call.lead_id for call in sheet.calls(rep)} == {rep.leads[0]}


def test_what_never_connected_is_no_outcome_of_a_call_that_came_in(rep):
    rep.open_today()
    ring(rep.page, "0007")
    pick(rep.page, "客户7")
    rep.page.click("[data-slot=call]")
    dialog = rep.page.locator("dialog.outcome")
    expect(dialog.get_by_role("button", name="有意向")).to_be_visible()
    expect(dialog.get_by_role("button", name="无人接听")).to_be_hidden()
    expect(dialog).to_contain_text("距来电")


def test_a_call_that_was_on_waits_with_its_own_time_while_another_customer_rings(rep, browser):
    page = on_a_pc(rep, browser)
    sheet.dial(page)
    dialled = clock.now()
    page.locator("dialog.outcome button", has_text="有意向").first.click()
    page.fill("dialog.outcome [name=note]", "问费用")
    ring(page, "0007")
    pick(page, "客户7")
    page.locator("dialog.outcome button", has_text="暂不需要").first.click()
    page.click("dialog.outcome [data-save]")
    expect(page.locator(NAME)).to_have_text("客户0")
    expect(page.locator("dialog.outcome [name=note]")).to_have_value("问费用")
    expect(page.locator("dialog.outcome [data-field=elapsed]")).to_be_visible()
    page.locator("dialog.outcome [data-list=times] label").first.click()
    page.click("dialog.outcome [data-save]")
    sheet.arrive(rep, 2)
    kept = {call.lead_id: call for call in sheet.calls(rep)}
    assert kept[rep.leads[7]].direction == "in"
    first = kept[rep.leads[0]]
    assert (first.direction, first.disposition) == ("out", "interested")
    assert "问费用" in first.note
    assert abs(datetime.fromisoformat(first.device_at) - dialled) < timedelta(seconds=2)


def test_a_call_taken_back_keeps_its_direction_and_its_time(rep):
    rep.open_today()
    ring(rep.page, "0007")
    tapped = clock.now()
    pick(rep.page, "客户7")
    sheet.log(rep.page, "拒绝", note="")
    rep.page.wait_for_timeout(1200)
    rep.page.click("[data-undo]")
    expect(rep.page.locator(NAME)).to_have_text("客户7")
    expect(rep.page.locator(".lead__ringing")).to_be_visible()
    rep.page.click("[data-slot=call]")
    rep.page.click("dialog.outcome [data-change]")
    rep.page.locator("dialog.outcome button", has_text="暂不需要").first.click()
    rep.page.click("dialog.outcome [data-save]")
    sheet.arrive(rep, 3)
    again = sheet.calls(rep)[-1]
    assert (again.direction, again.disposition) == ("in", "not_now")
    assert abs(datetime.fromisoformat(again.device_at) - tapped) < timedelta(seconds=1)


def test_a_page_thrown_away_during_the_call_still_knows_who_rang(rep):
    foreign(rep, 4321)
    rep.open_today()
    rep.ready_for_offline()
    ring(rep.page, "4321")
    pick(rep.page, "客户4321")
    rep.page.wait_for_timeout(300)
    rep.context.set_offline(True)
    rep.page.reload()
    started(rep.page)
    expect(rep.page.locator(NAME)).to_have_text("客户4321")
    rep.page.locator("dialog.outcome button", has_text="暂不需要").first.click()
    rep.page.click("dialog.outcome [data-save]")
    rep.context.set_offline(False)
    sheet.arrive(rep, 1)
    assert [call.direction for call in sheet.calls(rep)] == ["in"]


def test_the_wrong_one_picked_is_changed_without_a_trace(rep):
    rep.open_today()
    ring(rep.page, "0007")
    pick(rep.page, "客户7")
    rep.page.click("[data-another]")
    rep.page.fill("[data-digits]", "0008")
    pick(rep.page, "客户8")
    rep.page.click("[data-cancel]")
    expect(rep.page.locator(".lead__ringing")).to_be_hidden()
    expect(rep.page.locator(NAME)).to_have_text("客户0")
    rep.page.wait_for_timeout(500)
    assert sheet.calls(rep) == []


@pytest.fixture
def writes(rep):
    with rep.app.app_context():
        scripts.fill()
    return rep


def test_a_text_message_is_filled_in_also_without_a_network(writes):
    writes.open_today()
    writes.ready_for_offline()
    writes.context.set_offline(True)
    writes.page.reload()
    started(writes.page)
    writes.page.click("[data-message]")
    first = writes.page.locator(".message").first
    expect(first).to_contain_text("没打通")
    expect(first).to_contain_text("客户0您好,我是连线展会的Wang。")
    href = first.locator("a").get_attribute("href")
    assert href.startswith("sms:13800000000?&body=")
    assert "客户0您好,我是连线展会的Wang。" in unquote(href)


def test_on_a_pc_a_text_message_is_copied(writes, browser):
    page = on_a_pc(writes, browser)
    writes.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("[data-message]")
    expect(page.locator(".message a").first).to_be_hidden()
    page.locator(".message copy-text button").first.click()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith("客户0您好,我是连线展会的Wang。")


def test_the_keys_of_a_pc_work_and_never_while_one_types(writes, browser):
    page = on_a_pc(writes, browser)
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    for key in ["1–9", "c", "n", "i", "u", "/", "?"]:
        expect(page.locator("#help kbd", has_text=key).first).to_be_visible()
    page.keyboard.press("i")
    expect(page.locator("#incoming")).to_be_hidden()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).to_be_focused()
    page.keyboard.type("i1u?n")
    expect(page.locator("[data-search]")).to_have_value("i1u?n")
    expect(page.locator("dialog:modal")).to_have_count(0)
    page.locator("[data-search]").blur()
    page.keyboard.press("1")
    expect(page.locator("dialog.outcome form")).to_have_attribute("data-chosen", "")
    page.keyboard.press("i")
    expect(page.locator("[data-digits]")).to_be_focused()
    page.keyboard.type("0007")
    page.keyboard.press("Enter")
    expect(page.locator(NAME)).to_have_text("客户7")
    page.keyboard.press("9")
    page.wait_for_timeout(300)
    assert sheet.calls(writes) == []
    page.keyboard.press("5")
    page.keyboard.press("n")
    sheet.arrive(writes, 1)
    page.keyboard.press("u")
    sheet.arrive(writes, 2)
    [call] = sheet.calls(writes)
    assert (call.direction, call.voided_because) == ("in", "undone")


def test_on_a_wide_screen_list_customer_and_script_stand_side_by_side(writes, browser):
    page = on_a_pc(writes, browser)
    for width in (1100, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        parts = [
            page.locator(f".today__{name}").bounding_box() for name in ("list", "customer", "words")
        ]
        ends = [part["x"] + part["width"] for part in parts]
        assert ends[0] <= parts[1]["x"] and ends[1] <= parts[2]["x"]
        assert len({round(part["y"]) for part in parts}) == 1
        assert ends[2] <= width
    page.mouse.wheel(0, 4000)
    page.wait_for_timeout(300)
    expect(page.locator("[data-ring]")).to_be_in_viewport()


def test_a_number_called_too_often_says_so_before_dialling_without_a_network_too(rep):
    with rep.app.app_context():
        people.calls(rep.leads[0], rep.id, hours_ago=(3, 2))
    rep.open_today()
    rep.context.set_offline(True)
    rep.page.locator("[data-lead]", has_text="客户0").first.click() if rep.page.locator(
        NAME
    ).inner_text() != "客户0" else None
    warning = rep.page.locator("[data-field=often_text]")
    expect(warning).to_be_hidden()
    rep.page.click("[data-log]")
    rep.page.locator("dialog.outcome button", has_text="约好再打").first.click()
    rep.page.locator("dialog.outcome [data-list=times] label", has_text="选时间").click()
    tonight = clock.now().astimezone(clock.SHANGHAI).strftime("%Y-%m-%dT23:59")
    rep.page.fill("dialog.outcome [name=follow_up_at]", tonight)
    rep.page.click("dialog.outcome [data-save]")
    rep.page.locator("[data-list=later] [data-lead]", has_text="客户0").click()
    expect(rep.page.locator(NAME)).to_have_text("客户0")
    expect(warning).to_contain_text("24 小时内打过 3 次")
    rep.page.locator("[data-dial]").first.click()
    expect(rep.page.locator("#reason")).to_contain_text("先问主管")
    rep.page.locator("#reason header button").click()
    expect(rep.page.locator("[data-slot=call]")).to_be_hidden()
