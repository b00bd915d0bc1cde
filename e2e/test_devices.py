"""Scenarios of sync.md in which the device itself is wiped, cloned, old, or wrong about the time."""

import json
import shutil
from datetime import timedelta

from playwright.sync_api import Route, expect

from app import clock
from e2e import sheet
from e2e.conftest import PHONE, started
from e2e.server import BROWSER

PROFILE = {"executable_path": BROWSER, "locale": "zh-CN", **PHONE}
SAVE_MANY = """async ({ lead, count }) => {
    const url = document.querySelector('script[src*="today/page.js"]').src.replace('today/page.js', 'sync/client.js');
    const { openClient } = await import(url);
    const { user, login, name } = document.getElementById('today').dataset;
    const client = await openClient({ user: { id: Number(user), login, name }, page: null });
    for (let n = 0; n < count; n++) {
        await client.save('call.log', { lead, leadRev: 1, payload: { disposition: 'no_answer', duration_s: 5, note: '' } });
    }
    client.close();
}"""


def save_many(rep, count: int) -> None:
    """As many calls on the first lead, by the page's own module."""
    rep.page.evaluate(SAVE_MANY, {"lead": rep.leads[0], "count": count})


def test_19_a_wiped_store_with_4_unsent_is_told_to_the_rep_with_their_numbers(rep):
    rep.open_today()
    sheet.log(rep.page, "无人接听")
    sheet.arrive(rep, 1)
    batches = []

    def one_batch(route: Route) -> None:
        batches.append(route.request.post_data_json["ops"])
        if len(batches) == 1:
            route.continue_()
        else:
            route.abort()

    rep.context.set_offline(True)
    save_many(rep, 54)
    rep.context.route("**/sync", one_batch)
    rep.context.set_offline(False)
    sheet.waits(rep.page, 4)
    assert len(sheet.numbers(rep)) == 51
    rep.page.goto(f"{rep.server.url}/me")
    rep.page.evaluate(
        """async () => {
            for (const { name } of await indexedDB.databases()) {
                await new Promise((done) => { const gone = indexedDB.deleteDatabase(name); gone.onsuccess = gone.onblocked = done; });
            }
        }"""
    )
    rep.context.unroute("**/sync")
    rep.open_today()
    notice = rep.page.locator("[data-notice=lost]")
    expect(notice).to_contain_text("有 4 条记录没有送到(第 52 到 55 条)")
    notice.locator("button").click()
    expect(notice).to_be_hidden()
    sheet.log(rep.page, "占线")
    sheet.arrive(rep, 52)
    assert len(sheet.devices(rep)) == 2


def test_20_an_update_while_a_form_is_open_and_5_wait_loses_neither(rep, tmp_path):
    rep.open_today()
    rep.ready_for_offline()
    rep.page.reload()
    started(rep.page)
    rep.context.set_offline(True)
    for _ in range(5):
        sheet.log(rep.page, "无人接听")
    rep.page.click("[data-log]")
    rep.page.locator("dialog.outcome button", has_text="暂不需要").first.click()
    rep.page.fill("dialog.outcome [name=note]", "填到一半")
    rep.context.route("**/sync", lambda route: route.abort())
    rep.context.set_offline(False)
    rep.server.update(tmp_path / "newer")
    rep.page.evaluate("() => navigator.serviceWorker.getRegistration().then((r) => r.update())")
    banner = rep.page.locator("update-notice")
    expect(banner).to_be_visible(timeout=15000)
    rep.page.keyboard.press("Escape")
    with rep.page.expect_navigation():
        banner.locator("button").click()
    started(rep.page)
    sheet.waits(rep.page, 5)
    rep.page.click("[data-log]")
    rep.page.locator("dialog.outcome button", has_text="暂不需要").first.click()
    expect(rep.page.locator("dialog.outcome [name=note]")).to_have_value("填到一半")
    rep.context.unroute("**/sync")
    sheet.arrive(rep, 5, seconds=75)


def test_21_what_a_client_60_days_old_sends_is_still_taken(rep):
    """Its records come in the form of then, from a version that nobody knows any more."""
    rep.open_today()

    def aged(route: Route) -> None:
        body = route.request.post_data_json
        body["client"] = "000000000000"
        for op in body["ops"]:
            op["at"] = (clock.now() - timedelta(days=60)).isoformat()
            op["age_ms"] = None
        route.continue_(post_data=json.dumps(body))

    rep.context.route("**/sync", aged)
    sheet.log(rep.page, "无人接听")
    sheet.arrive(rep, 1)
    [call] = sheet.calls(rep)
    assert call.started_at < clock.now() - timedelta(days=59)
    assert (call.timed_by, sheet.statuses(rep)) == ("offset", ["applied"])


def test_22_a_clock_three_hours_ahead_and_then_right(rep):
    rep.page.clock.install(time=clock.now() + timedelta(hours=3))
    rep.open_today()
    begun = clock.now() - timedelta(seconds=30)
    expect(rep.page.locator("[data-slot=unsent]")).to_contain_text(
        "手机的钟差了 180 分钟", timeout=9000
    )
    rep.context.set_offline(True)
    sheet.log(rep.page, "无人接听")
    rep.page.clock.set_system_time(clock.now())
    sheet.log(rep.page, "占线")
    rep.context.set_offline(False)
    rep.page.clock.run_for(3000)
    sheet.arrive(rep, 2)
    first, second = sheet.calls(rep)
    assert [first.disposition, second.disposition] == ["no_answer", "busy"]
    assert begun <= first.started_at <= second.started_at <= clock.now()


def test_23_a_cloned_profile_forks_and_both_send_everything_once(rep, playwright, server, tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    context = playwright.chromium.launch_persistent_context(str(one), **PROFILE)
    context.add_cookies(rep.context.cookies())
    rep.page = context.pages[0]
    rep.open_today()
    sheet.log(rep.page, "无人接听")
    sheet.arrive(rep, 1)
    context.close()
    shutil.copytree(one, two, ignore=shutil.ignore_patterns("Singleton*"), symlinks=True)
    for folder, outcome, count in ((one, "占线", 2), (two, "关机", 3)):
        context = playwright.chromium.launch_persistent_context(str(folder), **PROFILE)
        rep.page = context.pages[0]
        rep.open_today()
        sheet.log(rep.page, outcome)
        sheet.arrive(rep, count)
        context.close()
    assert sorted(sheet.dispositions(rep)) == ["busy", "no_answer", "switched_off"]
    assert len(sheet.devices(rep)) == 2


def test_24_a_server_one_hour_back_gets_everything_again(rep, tmp_path):
    """Backed up while it runs, then put back: the calls since come back by themselves."""
    rep.open_today()
    sheet.log(rep.page, "无人接听")
    sheet.arrive(rep, 1)
    rep.server.flask("backup", str(tmp_path / "hour.backup"))
    for outcome in ("占线", "关机"):
        sheet.log(rep.page, outcome)
    sheet.arrive(rep, 3)
    rep.server.kill()
    rep.server.flask("restore", str(tmp_path / "hour.backup"))
    assert sheet.dispositions(rep) == ["no_answer"]
    rep.server.start()
    rep.page.reload()
    sheet.arrive(rep, 3, seconds=60)
    assert sheet.dispositions(rep) == ["no_answer", "busy", "switched_off"]


def test_25_a_place_without_a_worker_says_so_and_keeps_what_is_typed(rep):
    rep.page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined })"
    )
    rep.open_today()
    expect(rep.page.locator("[data-notice=place]")).to_contain_text("离线启动在这里不可用")
    rep.page.click("[data-log]")
    rep.page.locator("dialog.outcome button", has_text="暂不需要").first.click()
    rep.page.fill("dialog.outcome [name=note]", "打到一半")
    expect(rep.page.locator("dialog.outcome")).to_contain_text("已记下")
    rep.page.reload()
    started(rep.page)
    rep.page.click("[data-log]")
    expect(rep.page.locator("dialog.outcome [name=note]")).to_have_value("打到一半")
    rep.page.click("dialog.outcome [data-save]")
    sheet.arrive(rep, 1)
    rep.page.locator(".top__link").click()
    expect(rep.page.locator("#unsent")).not_to_contain_text("可以离线启动")


REFUSES = """(types) => {
    const { register } = ServiceWorkerContainer.prototype;
    ServiceWorkerContainer.prototype.register = function (url, options) {
        const fault = new TypeError("threw an exception during script evaluation");
        return types.includes(options.type) ? Promise.reject(fault) : register.call(this, url, options);
    };
}"""


def test_a_browser_without_module_workers_starts_offline_and_sends(rep, server):
    """Firefox before 147; the worker's own part in sending is missing there, the page does it."""
    rep.page.add_init_script(f"({REFUSES})(['module'])")
    rep.open_today()
    rep.ready_for_offline()
    server.kill()
    rep.page.reload()
    started(rep.page)
    assert rep.page.evaluate("navigator.serviceWorker.controller.scriptURL").endswith("?classic")
    sheet.log(rep.page, "无人接听")
    sheet.waits(rep.page, 1)
    server.start()
    sheet.arrive(rep, 1, seconds=70)
    assert sheet.dispositions(rep) == ["no_answer"]


def test_a_browser_that_refuses_the_worker_promises_no_offline_start(rep):
    rep.page.add_init_script(f"({REFUSES})(['module', 'classic'])")
    rep.open_today()
    expect(rep.page.locator("[data-notice=place]")).to_contain_text("不能离线启动")
    rep.page.locator(".top__link").click()
    expect(rep.page.locator("#unsent")).to_contain_text("不能离线启动")
    expect(rep.page.locator("#unsent")).not_to_contain_text("正在准备")


def test_29_after_the_lease_the_sheet_is_hidden_and_the_outbox_stays(rep):
    rep.open_today()
    rep.ready_for_offline()
    rep.page.reload()
    started(rep.page)
    rep.context.set_offline(True)
    sheet.log(rep.page, "无人接听")
    sheet.waits(rep.page, 1)
    rep.page.clock.install(time=clock.now() + timedelta(days=5))
    rep.page.reload()
    sheet.waits(rep.page, 1)
    expect(rep.page.locator("[data-slot=lead]")).to_be_hidden()
    expect(rep.page.locator("body")).not_to_contain_text("火锅店")
    rep.context.set_offline(False)
    rep.page.clock.set_system_time(clock.now())
    rep.page.reload()
    sheet.arrive(rep, 1)
    assert sheet.dispositions(rep) == ["no_answer"]
