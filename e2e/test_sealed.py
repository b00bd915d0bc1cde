"""What somebody reads who has the disk of a phone after its rep signed out (sync.md, privacy)."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from e2e import people, sheet
from e2e.conftest import PHONE, Rep, started
from e2e.server import BROWSER, wait_for
from e2e.storage import stored

PROFILE = {"executable_path": BROWSER, "locale": "zh-CN", **PHONE}
PERSONAL = ["客户1", "火锅店", "8613800000", "13800000", "报价太高", "想到一半"]
KEY = "async () => (await (await caches.match('/sheet/key')).json()).key"
KEPT = "async () => Boolean(await caches.match('/sheet/key'))"
PLANT = """async () => {
    const open = indexedDB.open('planted');
    open.onupgradeneeded = () => open.result.createObjectStore('rows');
    const db = await new Promise((done) => { open.onsuccess = () => done(open.result); });
    const tx = db.transaction('rows', 'readwrite');
    tx.objectStore('rows').put({ note: '报价太高' }, 1);
    await new Promise((done) => { tx.oncomplete = done; });
    db.close();
}"""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def start(rep: Rep, playwright, profile):
    """Starts the phone's browser on its own profile; what one start leaves, the next one finds."""
    begun: list[BrowserContext] = []

    def start() -> None:
        begun.append(playwright.chromium.launch_persistent_context(str(profile), **PROFILE))
        rep.page, rep.context = begun[-1].pages[0], begun[-1]

    yield start
    for context in begun:
        context.close()


def readable(profile: Path, words: list[str]) -> dict[str, list[str]]:
    """The words that stand somewhere in the files of a profile, as any program may write them."""
    found: dict[str, list[str]] = {}
    for path in profile.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        for word in words:
            if any(word.encode(coding) in data for coding in ("utf-8", "utf-16-le")):
                found.setdefault(word, []).append(str(path.relative_to(profile)))
    return found


def a_morning(rep: Rep) -> None:
    """One call that arrived, two that wait, and a note half typed."""
    rep.open_today()
    rep.ready_for_offline()
    rep.page.reload()
    started(rep.page)
    sheet.log(rep.page, "暂不需要", note="报价太高")
    sheet.arrive(rep, 1)
    rep.context.route("**/sync", lambda route: route.abort())
    sheet.log(rep.page, "暂不需要", note="报价太高,年后再说")
    sheet.log(rep.page, "无人接听")
    rep.page.click("[data-log]")
    rep.page.locator("dialog.outcome button", has_text="暂不需要").first.click()
    rep.page.fill("dialog.outcome [name=note]", "想到一半")
    rep.page.keyboard.press("Escape")


def look_somebody_up(rep: Rep) -> None:
    rep.page.goto(f"{rep.server.url}/leads")
    rep.page.fill("[name=q]", "第7火锅店")
    rep.page.click("form[role=search] button")
    expect(rep.page.locator("main tbody tr")).to_have_count(1)
    assert rep.page.url == f"{rep.server.url}/leads"
    rep.page.locator("main a", has_text="客户7").first.click()
    expect(rep.page.locator("main")).to_contain_text("火锅店")


def sign_out_and_keep(rep: Rep) -> None:
    rep.page.goto(f"{rep.server.url}/me")
    rep.page.locator("sign-out form button").click()
    dialog = rep.page.locator("sign-out dialog[open]")
    expect(dialog).to_contain_text("2")
    dialog.locator("[value=keep]").click()
    rep.page.wait_for_url("**/sign-in*")


def test_after_sign_out_nothing_on_the_disk_tells_of_a_customer(rep, start, profile):
    start()
    sheet.sign_in(rep, rep.login)
    a_morning(rep)
    look_somebody_up(rep)
    key = rep.page.evaluate(KEY)
    assert readable(profile, [key]), (
        "while somebody is signed in, his key is here: the search works"
    )
    sign_out_and_keep(rep)
    waiting = stored(rep.page, "outbox")
    assert [row["seq"] for row in waiting] == [2, 3]
    assert not any("payload" in row or "lead" in row for row in waiting)
    rep.context.close()
    assert readable(profile, [*PERSONAL, key]) == {}


def test_the_sealed_outbox_is_sent_at_the_same_users_next_sign_in(rep, start):
    start()
    sheet.sign_in(rep, rep.login)
    a_morning(rep)
    sign_out_and_keep(rep)
    rep.context.close()
    start()
    sheet.sign_in(rep, rep.login)
    sheet.arrive(rep, 3)
    notes = [call.note for call in sheet.calls(rep)]
    assert notes == ["报价太高", "报价太高,年后再说", ""]
    assert sheet.numbers(rep) == [1, 2, 3]


def test_somebody_else_on_the_phone_gets_no_key_to_what_waits(rep, start):
    with rep.app.app_context():
        people.person("li", password=people.PASSWORD)
    start()
    sheet.sign_in(rep, rep.login)
    a_morning(rep)
    mine = rep.page.evaluate(KEY)
    sign_out_and_keep(rep)
    sheet.sign_in(rep, "li")
    expect(rep.page.locator("body")).to_contain_text("Wang 有 2 条")
    wait_for(lambda: rep.page.evaluate(KEPT))
    assert rep.page.evaluate(KEY) != mine
    asked = rep.page.evaluate("async () => (await (await fetch('/sheet/key')).json()).key")
    assert asked != mine
    assert len(stored(rep.page, "outbox")) == 2
    assert len(sheet.calls(rep)) == 1


def test_the_first_tap_on_a_new_phone_waits_for_no_key(rep):
    rep.context.route("**/sheet/key", lambda route: route.abort())
    rep.page.goto(f"{rep.server.url}/today")
    started(rep.page)
    sheet.log(rep.page, "无人接听")
    sheet.arrive(rep, 1)
    assert rep.page.locator("[data-key]").count() == 0


def test_the_search_finds_a_customer_who_was_kept_open(rep, start, profile):
    """The control: the same search, and a store that does not seal."""
    start()
    rep.page.goto(f"{rep.server.url}/sign-in")
    rep.page.evaluate(PLANT)
    rep.context.close()
    assert "报价太高" in readable(profile, PERSONAL)
