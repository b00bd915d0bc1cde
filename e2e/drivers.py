"""Firefox and WebKitGTK, driven over their own wires: nothing but the browser has to be installed."""

import base64
import itertools
import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from e2e.server import free_port, wait_for

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
PREFERENCES = {
    "layout.css.devPixelsPerPx": "2.0",
    "ui.primaryPointerCapabilities": 1,
    "ui.allPointerCapabilities": 1,
    "dom.w3c_touch_events.enabled": 1,
    "intl.accept_languages": "zh-CN",
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
}
SCRIPT = """
    const done = [...arguments].pop();
    (async function () { %s }).apply(null, arguments).then(done, (fault) => done(`threw ${fault}`));
"""
SEEN = """
    const [selector, text] = arguments;
    const found = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
    return found.find((one) => one.textContent.includes(text));
"""


class Driver:
    """What a hand does in either browser; what it is called on the wire is below."""

    keeps = False
    process: subprocess.Popen[bytes]
    version: str

    def ask(self, name: str, path: str, body: dict[str, Any] | None = None) -> Any:
        raise NotImplementedError

    def wide(self, width: int, height: int) -> None:
        raise NotImplementedError

    def press(self, element: str) -> None:
        raise NotImplementedError

    def write(self, element: str, text: str) -> None:
        raise NotImplementedError

    def open(self, url: str) -> None:
        self.ask("Navigate", "url", {"url": url})

    def reload(self) -> None:
        """As the button does. WebDriver's own way does, in Firefox, without the service worker."""
        self.script("document.body.dataset.old = 1; setTimeout(() => location.reload());")
        self.until("return document.body && !document.body.dataset.old;")

    def script(self, code: str, *words: str) -> Any:
        """What an async function of this body gives."""
        body = {"script": SCRIPT % code, "args": words}
        return self.ask("ExecuteAsyncScript", "execute/async", body)

    def until(self, code: str, *words: str, seconds: float = 20) -> None:
        until = time.monotonic() + seconds
        while (found := self.script(code, *words)) is not True:
            assert time.monotonic() < until, f"not after {seconds} s, but {found}: {code} {words}"
            time.sleep(0.1)

    def shown(self, selector: str, text: str = "") -> str:
        """The browser's own number of the first such element that is seen."""
        until = time.monotonic() + 20
        while not (found := self.script(SEEN, selector, text)):
            assert time.monotonic() < until, f"nothing seen of {selector} {text}"
            time.sleep(0.1)
        return found[ELEMENT]

    def tap(self, selector: str, text: str = "") -> None:
        self.press(self.shown(selector, text))

    def photo(self, path: Path) -> None:
        """A moment later: WebKitGTK gives the picture before the last one."""
        time.sleep(0.6)
        path.write_bytes(base64.b64decode(self.ask("TakeScreenshot", "screenshot")))

    def close(self) -> None:
        self.process.kill()
        self.process.wait(20)


class Firefox(Driver):
    """Spoken to as geckodriver does, over Marionette."""

    keeps = True

    def __init__(self, folder: Path) -> None:
        port, self.numbers = free_port(), itertools.count()
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
            for name, value in {**PREFERENCES, "marionette.port": port}.items()
        ]
        (folder / "user.js").write_text("".join(lines))
        command = [
            *(os.environ.get("FIREFOX", "firefox-esr"), "--headless", "--no-remote"),
            *("--marionette", "--remote-allow-system-access", "--profile", str(folder)),
        ]
        screen = {"MOZ_HEADLESS_WIDTH": "3000", "MOZ_HEADLESS_HEIGHT": "2400"}
        self.process = started(command, folder, port, screen)
        self.wire = socket.create_connection(("127.0.0.1", port), 60).makefile("rwb")
        self._read()
        self.version = self.ask("NewSession", "", {})["capabilities"]["browserVersion"]

    def ask(self, name: str, path: str, body: dict[str, Any] | None = None) -> Any:
        return self._say(f"WebDriver:{name}", body or {"full": False})

    def _say(self, name: str, body: dict[str, Any]) -> Any:
        message = json.dumps([0, next(self.numbers), name, body]).encode()
        self.wire.write(b"%d:%s" % (len(message), message))
        self.wire.flush()
        _kind, _number, error, result = self._read()
        if error:
            raise RuntimeError(f"{name}: {error['error']}: {error['message']}")
        return result["value"] if set(result) == {"value"} else result

    def _read(self) -> list[Any]:
        size = b"".join(iter(lambda: self.wire.read(1), b":"))
        return json.loads(self.wire.read(int(size)))

    def wide(self, width: int, height: int) -> None:
        """No window of Firefox is as narrow as a phone: the page gets a part of it."""
        size = "const { style } = gBrowser.selectedBrowser; [style.maxWidth, style.maxHeight] = arguments;"
        self.ask("SetWindowRect", "", {"width": width + 300, "height": height + 300})
        self._say("Marionette:SetContext", {"value": "chrome"})
        self.ask("ExecuteScript", "", {"script": size, "args": [f"{width}px", f"{height}px"]})
        self._say("Marionette:SetContext", {"value": "content"})

    def press(self, element: str) -> None:
        self.ask("ElementClick", "", {"id": element})

    def write(self, element: str, text: str) -> None:
        self.ask("ElementSendKeys", "", {"id": element, "text": text})


class WebKit(Driver):
    """Spoken to over WebDriver; needs a display, xvfb-run gives one. What it keeps goes with it."""

    def __init__(self, folder: Path) -> None:
        port = free_port()
        self.session = f"http://127.0.0.1:{port}/session"
        self.process = started(["WebKitWebDriver", f"--port={port}"], folder, port, {})
        browser = str(next(Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser")))
        # Its full screen is a window without a toolbar, which may be as narrow as a phone.
        options = {"binary": browser, "args": ["--automation", "--full-screen"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        begun = self.ask("", "", {"capabilities": wanted})
        self.session += "/" + begun["sessionId"]
        self.version = begun["capabilities"]["browserVersion"]

    def ask(self, name: str, path: str, body: dict[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.session}/{path}".rstrip("/"), data)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{path}: {error.read().decode()}") from error

    def wide(self, width: int, height: int) -> None:
        self.ask("", "window/rect", {"width": width, "height": height})

    def press(self, element: str) -> None:
        self.ask("", f"element/{element}/click", {})

    def write(self, element: str, text: str) -> None:
        self.ask("", f"element/{element}/value", {"text": text})

    def close(self) -> None:
        request = urllib.request.Request(self.session, method="DELETE")
        with urllib.request.urlopen(request, timeout=20):
            super().close()


def started(
    command: list[str], folder: Path, port: int, more: dict[str, str]
) -> subprocess.Popen[bytes]:
    """The program with a home of its own, once it listens; what it says goes into a file there."""
    with (folder / "said").open("ab") as said:
        home = {**os.environ, **more, "HOME": str(folder)}
        process = subprocess.Popen(command, env=home, stdout=said, stderr=said)
    wait_for(lambda: socket.socket().connect_ex(("127.0.0.1", port)) == 0, 60)
    return process
