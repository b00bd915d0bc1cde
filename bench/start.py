"""The sheet started cold with the server gone and the network off, 60 leads on the phone: how long
until the first number stands there, also on a processor six times slower; and how long saving takes."""

import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import BrowserContext, Page, sync_playwright

from app.http.access import COOKIE
from e2e import people, sheet
from e2e.conftest import PHONE, started
from e2e.server import BROWSER, ROOT, Server

PROFILE = {"executable_path": BROWSER, "locale": "zh-CN", **PHONE}
SHOWN = """() => {
    const number = document.querySelector('.dial__number');
    return number?.checkVisibility() && number.textContent.trim() && performance.now();
}"""
SAVE = """() => {
    document.querySelector('[data-log]').click();
    window.begun = performance.now();
    document.querySelector('dialog.outcome .key[value=no_answer]').click();
}"""
SAVED = "() => document.querySelector('[data-undo]')?.checkVisibility() && performance.now() - window.begun"
HIDE = "() => document.querySelector('[data-slot=toast]').replaceChildren()"


def run() -> None:
    with tempfile.TemporaryDirectory(dir=ROOT / "bench") as folder, sync_playwright() as playwright:
        server = Server(Path(folder) / "instance")
        server.flask("db", "upgrade")
        profile = str(Path(folder) / "profile")
        browser = playwright.chromium.launch_persistent_context(profile, **PROFILE)
        server.start()
        try:
            saved = visit(browser, server)
        finally:
            browser.close()
            server.kill()
        for slower in (1, 6):
            browser = playwright.chromium.launch_persistent_context(profile, **PROFILE)
            print(
                f"cold offline start, processor {slower} times slower: {start(browser, server, slower):.2f} s"
            )
            browser.close()
        print(f"a call saved and told so: {saved:.0f} ms")


def visit(browser: BrowserContext, server: Server) -> float:
    app = server.app()
    with app.app_context():
        person_id = people.person("rep")
        for number in range(62):
            people.lead(number, person_id)
        cookie = people.session_of(person_id)
    kept = {"name": COOKIE, "value": cookie, "url": server.url, "expires": 4_000_000_000}
    browser.add_cookies([kept])
    page = browser.pages[0]
    page.goto(f"{server.url}/today")
    started(page)
    saved = median(save(page) for _ in range(9))
    ready(page)
    return saved


def save(page: Page) -> float:
    """Milliseconds from the tap on an outcome to the word that it is kept."""
    page.evaluate(SAVE)
    saved = wait_for(page, SAVED)
    sheet.waits(page, 0)
    page.evaluate(HIDE)
    return saved


def ready(page: Page) -> None:
    page.wait_for_function("() => navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    started(page)


def start(browser: BrowserContext, server: Server, slower: int) -> float:
    """Seconds from the tap on the icon's address to a number on the screen."""
    browser.set_offline(True)
    page = browser.pages[0]
    link = browser.new_cdp_session(page)
    link.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(f"{server.url}/today", wait_until="commit")
    return wait_for(page, SHOWN) / 1000


def wait_for(page: Page, number: str) -> float:
    """The first number that this is in the page, looked at with every frame."""
    return float(page.wait_for_function(number, polling="raf", timeout=20_000).json_value())
