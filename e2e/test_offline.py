"""The scenarios of sync.md, each with what the user sees, in a real browser at a real server."""

import json
import threading

import pytest
from playwright.sync_api import Route, expect
from sqlalchemy import update

from app import clock
from app.extensions import db
from app.http.access import COOKIE
from app.models import Lead, UserSession
from app.services.leads import moves
from app.services.transaction import write
from e2e import people, sheet
from e2e.conftest import PHONE, started
from e2e.server import BROWSER
from e2e.storage import stored


def test_1_a_call_saved_offline_outlives_the_browser(rep, server, playwright, tmp_path):
    """Saved offline, browser killed, started offline: still there, later sent once."""
    profile = {"executable_path": BROWSER, "locale": "zh-CN", **PHONE}
    folder = str(tmp_path / "profile")
    context = playwright.chromium.launch_persistent_context(folder, **profile)
    context.add_cookies(rep.context.cookies())
    page = context.pages[0]
    page.goto(f"{server.url}/today")
    started(page)
    rep.page = page
    rep.ready_for_offline()
    context.set_offline(True)
    sheet.log(page, "无人接听")
    sheet.waits(page, 1)
    context.close()

    server.kill()
    context = playwright.chromium.launch_persistent_context(folder, **profile)
    rep.page = page = context.pages[0]
    page.goto(f"{server.url}/today")
    sheet.waits(page, 1)
    server.start()
    sheet.arrive(rep, 1, seconds=70)
    context.close()
    assert sheet.dispositions(rep) == ["no_answer"]


def test_2_an_answer_lost_after_the_commit_doubles_nothing(rep):
    rep.open_today()
    lost = []

    def commit_and_lose(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch())
        route.abort("connectionreset")

    rep.context.route("**/sync", commit_and_lose)
    sheet.log(rep.page, "无人接听")
    sheet.arrive(rep, 1)
    assert lost
    assert sheet.dispositions(rep) == ["no_answer"]
    assert sheet.statuses(rep) == ["applied"]


@pytest.mark.parametrize("moment", ["before", "after"])
def test_3_a_server_killed_before_or_after_the_commit(rep, moment):
    rep.open_today()
    killed = []

    def kill(route: Route) -> None:
        if killed:
            route.continue_()
            return
        killed.append(moment)
        if moment == "after":
            route.fetch()
        rep.server.kill()
        route.abort("connectionreset")

    rep.context.route("**/sync", kill)
    sheet.log(rep.page, "无人接听")
    while not killed or rep.server.process is not None:
        rep.page.wait_for_timeout(100)
    sheet.waits(rep.page, 1)
    rep.server.start()
    sheet.arrive(rep, 1, seconds=60)
    assert sheet.dispositions(rep) == ["no_answer"]


PORTALS = [
    {"status": 200, "content_type": "text/html", "body": "<h1>Wi-Fi sign-in</h1>"},
    {"status": 302, "headers": {"location": "http://127.0.0.1:9/portal"}},
    {"status": 511, "content_type": "text/html", "body": "sign in to the network"},
    {"status": 200, "content_type": "application/json", "body": '{"proto":1,"results":[{"id"'},
    {"status": 200, "content_type": "application/json", "body": '{"proto":1,"results":[]}'},
]


@pytest.mark.parametrize("portal", PORTALS, ids=["html", "redirect", "511", "cut", "too-few"])
def test_4_a_portal_deletes_nothing(rep, portal):
    rep.open_today()
    rep.context.route("**/sync", lambda route: route.fulfill(**portal))
    sheet.log(rep.page, "无人接听")
    sheet.waits(rep.page, 1)
    expect(rep.page.locator("[data-slot=top]")).not_to_contain_text("已联网")
    rep.context.unroute("**/sync")
    sheet.arrive(rep, 1, seconds=70)
    assert sheet.dispositions(rep) == ["no_answer"]


def test_5_an_expired_session_asks_to_sign_in_and_then_sends_in_order(rep):
    rep.open_today()
    rep.context.set_offline(True)
    for outcome in ("无人接听", "占线", "关机"):
        sheet.log(rep.page, outcome)
    with rep.app.app_context(), write():
        db.session.execute(update(UserSession).values(revoked_at=clock.now()))
    rep.context.set_offline(False)
    expect(rep.page.locator("main")).to_contain_text("登录后上传 3 条记录", timeout=15000)
    sheet.sign_in(rep, rep.login)
    sheet.arrive(rep, 3)
    assert sheet.dispositions(rep) == ["no_answer", "busy", "switched_off"]


def test_6_a_session_renewed_in_another_tab_is_not_noticed(rep):
    rep.open_today()
    with rep.app.app_context():
        fresh = people.session_of(rep.id)
        with write():
            db.session.execute(
                update(UserSession).where(UserSession.browser != "x").values(browser="old")
            )
    rep.context.add_cookies([{"name": COOKIE, "value": fresh, "url": rep.server.url}])
    sheet.log(rep.page, "无人接听")
    sheet.arrive(rep, 1)
    assert sheet.dispositions(rep) == ["no_answer"]


@pytest.mark.parametrize("choice", ["send", "keep", "discard"])
def test_8_signing_out_with_unsent_records_asks(rep, choice):
    rep.open_today()
    rep.ready_for_offline()
    rep.context.route("**/sync", lambda route: route.abort())
    sheet.log(rep.page, "无人接听")
    sheet.waits(rep.page, 1)
    rep.page.goto(f"{rep.server.url}/me")
    rep.page.locator("sign-out form button").click()
    dialog = rep.page.locator("sign-out dialog[open]")
    expect(dialog).to_contain_text("1")
    if choice == "send":
        rep.context.unroute("**/sync")
    if choice == "discard":
        dialog.locator("summary").click()
        expect(dialog.locator("[value=discard]")).to_be_disabled()
        dialog.locator("input").fill("1")
    dialog.locator(f"[value={choice}]").click()
    rep.page.wait_for_url("**/sign-in*")
    rep.context.unroute("**/sync")
    assert "客户" not in json.dumps(stored(rep.page, "sheet"), ensure_ascii=False)
    assert stored(rep.page, "drafts") == []
    assert len(stored(rep.page, "outbox")) == (0 if choice == "send" else 1)
    sheet.sign_in(rep, rep.login)
    sheet.arrive(rep, 1)
    kinds = {"send": ["no_answer"], "keep": ["no_answer"], "discard": []}
    assert sheet.dispositions(rep) == kinds[choice]
    assert sheet.numbers(rep) == [1]


def test_9_a_lead_that_went_to_another_keeps_the_call_and_says_so(rep):
    rep.open_today()
    rep.context.set_offline(True)
    sheet.log(rep.page, "暂不需要", note="年后再说")
    with rep.app.app_context():
        other = people.person("li")
        with write():
            lead = db.session.get(Lead, rep.leads[0])
            moves.note(lead, other, "by_hand", {}, None)
            lead.owner_id, lead.owned_since, lead.rev = other, clock.now(), lead.rev + 1
    rep.context.set_offline(False)
    sheet.arrive(rep, 1)
    rep.page.locator(".top__link").click()
    expect(rep.page.locator("#unsent")).to_contain_text("已转给Li")
    [call] = sheet.calls(rep)
    assert (call.person_id, call.disposition, call.note) == (rep.id, "not_now", "年后再说")
    with rep.app.app_context():
        assert db.session.get(Lead, rep.leads[0]).grade is None


def test_12_two_tabs_and_the_worker_send_each_record_once(rep):
    rep.open_today()
    rep.ready_for_offline()
    rep.context.set_offline(True)
    for _ in range(4):
        sheet.log(rep.page, "无人接听")
    second = rep.context.new_page()
    second.goto(f"{rep.server.url}/today")
    sheet.waits(second, 4)
    rep.context.set_offline(False)
    for page in (rep.page, second):
        page.evaluate("() => dispatchEvent(new Event('online'))")
    sheet.arrive(rep, 4)
    sheet.waits(second, 0)
    assert sheet.dispositions(rep) == ["no_answer"] * 4
    assert sheet.numbers(rep) == [1, 2, 3, 4]


def test_13_a_poisoned_record_stops_nothing(rep):
    rep.open_today()
    poisoned = []

    def poison(route: Route) -> None:
        body = json.loads(route.request.post_data)
        for op in body["ops"]:
            if op["seq"] == 2:
                op["payload"]["disposition"] = "nonsense"
                poisoned.append(op["id"])
        route.continue_(post_data=json.dumps(body))

    rep.context.route("**/sync", poison)
    for _ in range(3):
        sheet.log(rep.page, "无人接听")
    sheet.arrive(rep, 3)
    assert poisoned
    assert sheet.statuses(rep) == ["applied", "parked", "applied"]
    rep.page.locator(".top__link").click()
    expect(rep.page.locator("#unsent")).to_contain_text("主管")


def test_28_airplane_mode_and_a_cold_start(rep, playwright, server, tmp_path):
    profile = {"executable_path": BROWSER, "locale": "zh-CN", **PHONE}
    folder = str(tmp_path / "profile")
    context = playwright.chromium.launch_persistent_context(folder, **profile)
    context.add_cookies(rep.context.cookies())
    rep.page = context.pages[0]
    rep.open_today()
    rep.ready_for_offline()
    context.close()
    server.kill()
    context = playwright.chromium.launch_persistent_context(folder, **profile)
    context.set_offline(True)
    page = context.pages[0]
    page.goto(f"{server.url}/today")
    expect(page.locator("[data-slot=lead]")).to_be_visible()
    expect(page.locator("[data-field=phone_shown]").first).to_contain_text("138")
    context.close()


def test_30_a_double_tap_is_one_record(rep):
    rep.open_today()
    rep.page.click("[data-log]")
    rep.page.locator("dialog.outcome button", has_text="无人接听").first.dblclick()
    sheet.arrive(rep, 1)
    threading.Event().wait(1)
    assert sheet.dispositions(rep) == ["no_answer"]
