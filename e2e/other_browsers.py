"""The call sheet in Firefox or WebKitGTK, by hand: `python -m e2e.other_browsers firefox|webkit`.

Not part of the test suite: docs/browsers.md tells what to install. A call is logged and sent, the
server stops, the page starts from what the browser keeps, a call is logged, the server comes back.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.models import Call, SyncOp
from app.services.transaction import write
from e2e import people
from e2e.drivers import Driver, Firefox, WebKit
from e2e.server import Server

BROWSERS: dict[str, type[Firefox | WebKit]] = {"firefox": Firefox, "webkit": WebKit}
FACTS = """
    const worker = await navigator.serviceWorker?.getRegistration();
    return JSON.stringify({
        secure: isSecureContext, worker: worker?.active?.scriptURL.split("/").pop(),
        locks: !!navigator.locks, background_sync: "SyncManager" in window,
        keeps_for_good: await navigator.storage?.persisted?.(), offers_install: "onbeforeinstallprompt" in window,
        clipboard: !!navigator.clipboard,
    });
"""
KEPT = "return (await navigator.serviceWorker.getRegistration())?.active && !!(await caches.match('/today/shell'));"
HEAR = """
    window.faults = [];
    addEventListener("error", ({ message }) => faults.push(message));
    addEventListener("unhandledrejection", ({ reason }) => faults.push(String(reason)));
"""
READS = "return document.querySelector(arguments[0]).textContent.trim() === arguments[1];"
DIALOGS = ("incoming", "messages", "unsent"), ("ring", "message", "opens=unsent")
WAITING = "[data-field=waiting_text]"
FAULTS = "return [...window.faults, ...document.querySelectorAll('update-notice:not([hidden])')].map(String);"
PUT_AWAY = "return !document.querySelector('#outcome:modal');"


class Visit:
    """A rep's calls in one browser, with and without the server."""

    def __init__(self, name: str, folder: Path, shots: Path | None) -> None:
        self.kind, self.shots, self.folder = BROWSERS[name], shots, folder / "profile"
        self.folder.mkdir()
        self.server = served(folder / "instance")
        self.app = self.server.app()
        self.browser: Driver = self.kind(self.folder)
        print(name, self.browser.version, flush=True)

    def run(self) -> None:
        step("signs in", self.sign_in)
        step("the sheet fits 360 px", lambda: self.fits(360, 740))
        step("logs a call with two taps", lambda: self.log("无人接听", "outcome"))
        step("the server has it once", lambda: self.arrived("no_answer"))
        step("keeps the page", lambda: self.browser.until(KEPT, seconds=30))
        step("has", lambda: self.browser.script(FACTS))
        self.server.kill()
        step("starts with no server", lambda: self.again(""))
        step("logs a call with no server", lambda: self.log("占线", "outcome-alone"))
        step("one waits, also after another start", lambda: self.again("待上传 1"))
        if self.browser.keeps:
            step(
                "one waits after the browser was killed",
                lambda: self.again("待上传 1", killed=True),
            )
        self.server.start()
        step("the server has both once", lambda: self.arrived("no_answer", "busy"))
        step("logs a talk with all its fields", self.talk)
        step("it came too", lambda: self.arrived("no_answer", "busy", "interested"))
        step("opens what else there is", self.dialogs)
        step("the sheet fits 1280 px", lambda: self.fits(1280, 800))

    def sign_in(self) -> None:
        self.browser.open(f"{self.server.url}/sign-in?next=/today")
        self.browser.wide(360, 740)
        for name, text in {"login": "wang", "password": people.PASSWORD}.items():
            self.browser.write(self.browser.shown(f"[name={name}]"), text)
        self.photo("sign-in")
        self.browser.tap("form button[type=submit]")
        self.started()
        self.browser.until(READS, "[data-field=link_text]", "已联网")

    def started(self) -> None:
        self.browser.shown("[data-slot=lead]")
        self.browser.until("return !!document.querySelector('#outcome[data-ready]');")
        self.browser.script(HEAR)

    def fits(self, width: int, height: int) -> None:
        self.browser.wide(width, height)
        self.browser.until("return innerWidth === Number(arguments[0]);", str(width))
        self.photo(f"sheet-{width}")
        assert self.browser.script("return document.body.scrollWidth - innerWidth;") <= 0
        self.unfaulted()

    def again(self, waiting: str, killed: bool = False) -> None:
        """The page anew, with none but what the browser keeps; or the browser, with its profile."""
        if killed:
            self.browser.close()
            self.browser = self.kind(self.folder)
            self.browser.open(f"{self.server.url}/today")
            self.browser.wide(360, 740)
        else:
            self.browser.reload()
        self.started()
        self.browser.until(READS, WAITING, waiting)
        self.photo(f"alone-{waiting[-1:]}")

    def log(self, outcome: str, name: str) -> None:
        self.browser.tap("button[data-log]")
        self.photo(name)
        self.browser.tap("#outcome .key", outcome)
        self.browser.until(PUT_AWAY)
        self.photo(f"{name}-saved")
        self.unfaulted()

    def talk(self) -> None:
        self.browser.tap("button[data-log]")
        self.browser.tap("#outcome .key", "有意向")
        self.browser.tap("#outcome [data-ask=grade] label", "B")
        self.browser.tap("#outcome [data-list=times] label")
        self.browser.write(self.browser.shown("#outcome [name=note]"), "想要报价单")
        self.photo("talk")
        self.browser.tap("#outcome [data-save]")
        self.browser.until(PUT_AWAY)
        self.unfaulted()

    def dialogs(self) -> None:
        for name, opener in zip(*DIALOGS, strict=True):
            self.browser.tap(f"[data-{opener}]")
            self.browser.shown(f"#{name}:modal")
            self.photo(name)
            self.browser.tap(f"#{name} [data-closes]")
        self.unfaulted()

    def arrived(self, *wanted: str) -> None:
        """Nothing waits, and the server has these calls and not one more, also a while later."""
        self.browser.until(READS, WAITING, "", seconds=90)
        time.sleep(3)
        with self.app.app_context():
            calls = list(db.session.execute(select(Call.disposition, Call.note).order_by(Call.id)))
            records = db.session.scalars(select(SyncOp.seq)).all()
        assert [call.disposition for call in calls] == list(wanted), calls
        assert len(records) == len(wanted), records
        assert len(wanted) < 3 or calls[2].note == "想要报价单", calls

    def unfaulted(self) -> None:
        assert not (faults := self.browser.script(FAULTS)), faults

    def photo(self, name: str) -> None:
        if self.shots:
            self.shots.mkdir(parents=True, exist_ok=True)
            self.browser.photo(self.shots / f"{name}.png")


def step(says: str, act: Callable[[], Any]) -> None:
    """One line for each; what fails says how, and nothing comes after it."""
    try:
        found = act()
    except (AssertionError, RuntimeError) as fault:
        sys.exit(f"FAILS {says}: {fault}")
    print(f"ok    {says}{f': {found}' if found else ''}", flush=True)


def served(instance: Path) -> Server:
    """A server with a rep who has leads."""
    instance.mkdir()
    server = Server(instance)
    server.flask("db", "upgrade")
    with server.app().app_context():
        person_id = people.person("wang", password=people.PASSWORD)
        with write():
            [people.lead(number, person_id) for number in range(15)]
    server.start()
    return server


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("browser", choices=BROWSERS)
    words.add_argument("--shots", type=Path, help="a folder for pictures of the screen")
    given = words.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        visit = Visit(given.browser, Path(folder), given.shots)
        try:
            visit.run()
        finally:
            visit.browser.close()
            visit.server.close()


if __name__ == "__main__":
    main()
