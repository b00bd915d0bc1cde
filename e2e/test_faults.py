"""Scenarios of sync.md in which the network, the server or another person does the unexpected."""

import json
import re
import time
from contextlib import contextmanager

import pytest
from playwright.sync_api import Route, expect

from app import clock
from app.extensions import db
from app.models import Call, Lead
from app.services.calls import typed
from app.services.leads import do_not_call, moves
from app.services.transaction import write
from e2e import people, sheet


def cards(rep):
    """The list of what needs a look, opened as with a thumb."""
    rep.page.locator(".top__link").click()
    return rep.page.locator("#unsent")


def test_7_another_user_on_the_phone_sees_a_name_and_a_number_no_more(rep):
    rep.open_today()
    rep.context.route("**/sync", lambda route: route.abort())
    sheet.log(rep.page, "暂不需要", note="秘密的话")
    sheet.waits(rep.page, 1)
    rep.page.goto(f"{rep.server.url}/me")
    rep.page.locator("sign-out form button").click()
    rep.page.locator("sign-out dialog[open] [value=keep]").click()
    rep.page.wait_for_url("**/sign-in*")
    rep.context.unroute("**/sync")
    with rep.app.app_context():
        people.person("li", password=people.PASSWORD)
    sheet.sign_in(rep, "li")
    expect(rep.page.locator("[data-notice=others]")).to_contain_text("Wang 有 1 条未上传的记录")
    expect(rep.page.locator("body")).not_to_contain_text("秘密的话")
    rep.page.wait_for_timeout(1500)
    assert sheet.calls(rep) == []


@pytest.mark.parametrize("fate", ["recycled", "do_not_call"])
def test_10_a_lead_that_went_meanwhile_keeps_the_call_and_says_so(rep, fate):
    rep.open_today()
    rep.context.set_offline(True)
    sheet.log(rep.page, "暂不需要", note="年后再说")
    with rep.app.app_context(), write():
        lead = db.session.get(Lead, rep.leads[0])
        if fate == "recycled":
            moves.release(lead, "recycled", {}, None)
        else:
            do_not_call.add(lead, None, "asked_in_writing")
    rep.context.set_offline(False)
    sheet.arrive(rep, 1)
    words = {"recycled": "已回收到公海", "do_not_call": "请不要再打"}
    expect(cards(rep)).to_contain_text(words[fate])
    [call] = sheet.calls(rep)
    assert (call.person_id, call.note, call.voided_at) == (rep.id, "年后再说", None)
    with rep.app.app_context():
        lead = db.session.get(Lead, rep.leads[0])
        assert (lead.owner_id, lead.grade) == (None, None)


def test_11_two_people_log_the_same_lead_and_the_later_call_stands(rep):
    """A colleague who has the lead meanwhile logs it first; both calls count."""
    rep.open_today()
    rep.context.set_offline(True)
    sheet.log(rep.page, "拒绝", note="不要了")
    with rep.app.app_context():
        other = people.person("li")
        with write():
            lead = db.session.get(Lead, rep.leads[0])
            moves.note(lead, other, "by_hand", {}, None)
            lead.owner_id, lead.owned_since, lead.rev = other, clock.now(), lead.rev + 1
        typed.log_now("li-logs-it", rep.leads[0], other, {"disposition": "not_now", "note": "李"})
    rep.context.set_offline(False)
    sheet.arrive(rep, 1)
    expect(cards(rep)).to_contain_text("已转给Li")
    assert [(call.person_id, call.disposition) for call in sheet.calls(rep)] == [
        (other, "not_now"),
        (rep.id, "refused"),
    ]
    with rep.app.app_context():
        lead = db.session.get(Lead, rep.leads[0])
        assert (lead.owner_id, lead.grade) == (other, db.session.get(Call, 1).grade)


def test_14_ten_minutes_of_a_broken_server_lose_nothing(rep):
    """With the pauses of ten minutes run through by hand: every trigger tries, nothing goes."""
    rep.open_today()
    tries = []

    def broken(route: Route) -> None:
        tries.append(route.request.post_data_json["first_seq"])
        route.fulfill(status=500, content_type="text/html", body="<h1>500</h1>")

    rep.context.route("**/sync", broken)
    for outcome in ("无人接听", "占线", "关机"):
        sheet.log(rep.page, outcome)
    for _ in range(10):
        rep.page.evaluate("() => dispatchEvent(new Event('online'))")
        rep.page.wait_for_timeout(100)
    expect(rep.page.locator("[data-field=link_text]")).to_have_text("连不上")
    sheet.waits(rep.page, 3)
    assert len(tries) > 3 and set(tries) == {1}
    rep.context.unroute("**/sync")
    sheet.arrive(rep, 3, seconds=75)
    assert sheet.dispositions(rep) == ["no_answer", "busy", "switched_off"]


def test_15_a_server_that_asks_for_patience_gets_it(rep):
    rep.open_today()
    asked = []

    def busy(route: Route) -> None:
        asked.append(time.monotonic())
        if len(asked) == 1:
            route.fulfill(status=429, headers={"retry-after": "4"}, body="")
        else:
            route.continue_()

    rep.context.route("**/sync", busy)
    sheet.log(rep.page, "无人接听")
    expect(rep.page.locator("[data-field=link_text]")).to_have_text("稍后传")
    rep.page.evaluate("() => dispatchEvent(new Event('online'))")
    sheet.arrive(rep, 1)
    assert asked[1] - asked[0] >= 4
    assert sheet.dispositions(rep) == ["no_answer"]


def test_16_what_is_too_large_is_listed_with_its_text_and_stops_nothing(rep):
    rep.open_today()
    long = "很长的备注" * 6000

    def swollen(route: Route) -> None:
        body = route.request.post_data_json
        for op in body["ops"]:
            if op["seq"] == 1:
                op["payload"]["note"] = long
        route.continue_(post_data=json.dumps(body))

    rep.context.route("**/sync", swollen)
    sheet.log(rep.page, "暂不需要", note="要留下的字")
    sheet.log(rep.page, "无人接听")
    sheet.arrive(rep, 2)
    assert sheet.statuses(rep) == ["too_large", "applied"]
    unsent = cards(rep)
    expect(unsent).to_contain_text("这条太长")
    expect(unsent.locator("copy-text").first).to_have_attribute("value", re.compile("要留下的字"))
    assert sheet.dispositions(rep) == ["no_answer"]


def test_17_a_full_storage_keeps_the_form_as_it_stands(rep):
    rep.open_today()
    rep.page.evaluate(
        """() => {
            window.full = true;
            for (const name of ['add', 'put']) {
                const real = IDBObjectStore.prototype[name];
                IDBObjectStore.prototype[name] = function (...given) {
                    if (window.full && this.name === 'outbox') throw new DOMException('full', 'QuotaExceededError');
                    return real.apply(this, given);
                };
            }
        }"""
    )
    rep.page.click("[data-log]")
    rep.page.locator("dialog.outcome button", has_text="暂不需要").first.click()
    rep.page.fill("dialog.outcome [name=note]", "别丢了")
    rep.page.click("dialog.outcome [data-save]")
    expect(rep.page.locator("dialog.outcome [data-failure]")).to_be_visible()
    expect(rep.page.locator("dialog.outcome [name=note]")).to_have_value("别丢了")
    rep.page.evaluate("() => { window.full = false; }")
    rep.page.click("dialog.outcome [data-save]")
    sheet.arrive(rep, 1)
    [call] = sheet.calls(rep)
    assert call.note == "别丢了"


def test_18_a_database_closed_under_the_page_is_opened_again(rep):
    rep.open_today()
    rep.page.evaluate(
        """() => {
            const real = IDBDatabase.prototype.transaction;
            let left = 1;
            IDBDatabase.prototype.transaction = function (...given) {
                if (left-- > 0) { this.close(); }
                return real.apply(this, given);
            };
        }"""
    )
    sheet.log(rep.page, "无人接听")
    sheet.arrive(rep, 1)
    assert sheet.dispositions(rep) == ["no_answer"]


def test_26_a_flapping_network_makes_no_storm(rep):
    rep.open_today()
    asked = []
    rep.page.on(
        "request",
        lambda request: (
            asked.append(request.url) if "/sync" in request.url or "/sheet" in request.url else None
        ),
    )
    begun = time.monotonic()
    for n in range(8):
        rep.context.set_offline(True)
        if n < 3:
            sheet.log(rep.page, "无人接听")
        rep.page.wait_for_timeout(1000)
        rep.context.set_offline(False)
        rep.page.wait_for_timeout(1000)
    seconds = time.monotonic() - begun
    sheet.arrive(rep, 3)
    assert len(asked) <= 30 * max(seconds, 60) / 60
    assert sheet.dispositions(rep) == ["no_answer"] * 3


def test_27_a_call_corrected_while_it_is_on_its_way(rep):
    """What was typed last is what the server has; the record that was sent stays as it was sent."""
    rep.open_today()
    held, free = [], []
    rep.context.route("**/sync", lambda route: route.continue_() if free else held.append(route))
    sheet.log(rep.page, "无人接听")
    while not held:
        rep.page.wait_for_timeout(50)
    rep.page.click("[data-undo]")
    free.append(True)
    for route in held:
        route.continue_()
    sheet.arrive(rep, 2)
    [call] = sheet.calls(rep)
    assert call.voided_because == "undone"
    assert sheet.statuses(rep) == ["applied", "applied"]


@contextmanager
def sheet_comes_later(rep):
    """The page as the server made it, and whoever uses it then: its sheet comes after that."""
    free, held = [], []
    rep.context.route("**/sheet", lambda route: route.continue_() if free else held.append(route))
    rep.page.goto(f"{rep.server.url}/today")
    yield
    free.append(True)
    for route in held:
        route.continue_()


def test_a_tap_before_the_sheet_is_read_is_not_lost(rep):
    """On a PC the outcomes stand there from the start; the sheet comes a moment later."""
    rep.page.set_viewport_size({"width": 1280, "height": 800})
    with sheet_comes_later(rep):
        rep.page.locator("#outcome .key", has_text="占线").click()
        assert sheet.numbers(rep) == []
    sheet.arrive(rep, 1)
    assert sheet.dispositions(rep) == ["busy"]


@pytest.mark.parametrize(
    ("control", "opened"),
    [
        (".lead [data-message]", "#messages[open]"),
        (".lead [data-skip]", "#reason[open]"),
        (".lead [data-log]", "#outcome:modal"),
        (".lead [data-dial]", "#reason[open], [data-slot=call]:not([hidden])"),
    ],
)
def test_what_is_tapped_before_the_sheet_is_read_opens_with_it(rep, control, opened):
    with sheet_comes_later(rep):
        rep.page.click(control)
        expect(rep.page.locator(opened)).to_have_count(0)
    expect(rep.page.locator(opened).first).to_be_visible()
