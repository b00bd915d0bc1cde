from playwright.sync_api import expect

from app import clock
from app.services.transaction import write
from e2e import people, sheet
from e2e.conftest import PHONE, started


def test_a_reps_morning_with_the_network_off_for_half_of_it(server, browser):
    """Sign in, claim, ten calls, five of them without a network: ten on the server, in order."""
    app = server.app()
    with app.app_context(), write():
        person_id = people.person("wang", password=people.PASSWORD)
        for number in range(15):
            people.lead(number)
    context = browser.new_context(**PHONE, locale="zh-CN", timezone_id="Asia/Shanghai")
    page = context.new_page()
    page.goto(f"{server.url}/today")
    page.fill("[name=login]", "wang")
    page.fill("[name=password]", people.PASSWORD)
    page.click("form button")
    page.wait_for_url("**/today")
    page.locator("[data-claim=ordinary] button").click()
    started(page)

    rep = sheet.Rep(person_id, "wang", [], context, page, server, app)
    begun = clock.now()
    outcomes = ["无人接听", "占线", "接通秒挂", "关机", "无人接听"]
    for outcome in outcomes:
        sheet.log(page, outcome)
    sheet.arrive(rep, 5)
    context.set_offline(True)
    for outcome in outcomes:
        sheet.log(page, outcome)
    sheet.waits(page, 5)
    expect(page.locator("[data-field=calls]")).to_have_text("10")
    context.set_offline(False)
    sheet.arrive(rep, 10)

    codes = ["no_answer", "busy", "hung_up", "switched_off", "no_answer"]
    assert sheet.dispositions(rep) == codes * 2
    assert sheet.numbers(rep) == list(range(1, 11))
    times = [call.started_at for call in sheet.calls(rep)]
    assert times == sorted(times)
    assert begun <= times[0] and times[-1] <= clock.now()
    page.goto(f"{server.url}/board")
    expect(page.locator("main")).to_contain_text("10")
    context.close()


def test_the_outcome_sheet_is_open_when_the_rep_comes_back_from_the_phone(rep):
    rep.open_today()
    rep.page.evaluate(
        "() => { window.dialled = 0; addEventListener('click', (e) => { if (e.target.closest('[data-dial]')) { window.dialled += 1; e.preventDefault(); } }); }"
    )
    sheet.dial(rep.page)
    come_back(rep.page)
    expect(rep.page.locator("dialog.outcome[open]")).to_be_visible()
    expect(rep.page.locator("dialog.outcome [data-field=elapsed]")).to_contain_text("0:0")


def come_back(page) -> None:
    """As when the phone's own dialler was in front for a moment."""
    for state in ("hidden", "visible"):
        page.evaluate(
            """(state) => {
                Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
                document.dispatchEvent(new Event('visibilitychange'));
            }""",
            state,
        )


def test_ten_seconds_to_take_a_call_back(rep):
    rep.open_today()
    name = rep.page.locator("[data-slot=lead] [data-field=name]").inner_text()
    sheet.log(rep.page, "拒绝", note="不要了")
    rep.page.click("[data-undo]")
    expect(rep.page.locator("[data-slot=lead] [data-field=name]")).to_have_text(name)
    sheet.waits(rep.page, 0)
    [call] = sheet.calls(rep)
    assert call.voided_because == "undone"


def test_what_an_outcome_needs_is_asked_for_in_words(rep):
    rep.open_today()
    rep.page.click("[data-log]")
    rep.page.locator("dialog.outcome button", has_text="有意向").first.click()
    rep.page.click("dialog.outcome [data-save]")
    expect(rep.page.locator("[data-error=follow_up]")).to_be_visible()
    assert sheet.calls(rep) == []
