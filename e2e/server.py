"""A real server for browser tests: gunicorn on a free port, with a database of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from flask import Flask

from app import create_app
from app.extensions import db
from e2e.warm import Forked, Warm

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
BROWSERS = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
BROWSER = next((path for path in BROWSERS if Path(path).exists()), BROWSERS[-1])
"""The same engine either way; the one without windows takes less of the machine."""


class Server:
    """Started, killed and started again on the same port and database."""

    def __init__(self, instance: Path, database_url: str = "", warm: Warm | None = None) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "LIANXIAN_INSTANCE": str(instance),
            "DATABASE_URL": database_url,
        }
        self.instance = instance
        self.root = ROOT
        self.made: Flask | None = None
        self.warm = warm
        self.process: subprocess.Popen[bytes] | Forked | None = None

    def flask(self, *words: str) -> str:
        command = [str(PROGRAMS / "flask"), *words]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    def start(self, workers: int = 1, app: str = "wsgi:app") -> None:
        arguments = [
            *("--bind", f"127.0.0.1:{self.port}", "--workers", str(workers), "--threads", "4"),
            *("--worker-tmp-dir", "/dev/shm", "--log-level", "warning", app),
        ]
        if self.warm is not None and self.root == ROOT:
            self.process = self.warm.start(arguments, self.environment)
        else:
            self.process = self.cold(arguments)
        wait_for(self.answers)

    def cold(self, arguments: list[str]) -> subprocess.Popen[bytes]:
        command = [str(PROGRAMS / "gunicorn"), *arguments]
        where = {"cwd": self.root, "env": self.environment}
        return subprocess.Popen(command, start_new_session=True, **where)

    def kill(self) -> None:
        """As when the power fails: no process of the server sees it coming."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def answers(self) -> bool:
        try:
            return urllib.request.urlopen(f"{self.url}/healthz", timeout=1).status == 200
        except (urllib.error.URLError, OSError):
            return False

    def app(self) -> Flask:
        """The app on the same database, for looking and for preparing."""
        os.environ["LIANXIAN_INSTANCE"] = self.environment["LIANXIAN_INSTANCE"]
        os.environ["DATABASE_URL"] = self.environment["DATABASE_URL"]
        self.made = create_app()
        return self.made

    def update(self, folder: Path) -> None:
        """As when a new version is put in place: the program anew, with one file of it changed."""
        for part in ("app", "static", "templates", "migrations"):
            shutil.copytree(ROOT / part, folder / part)
        shutil.copy(ROOT / "wsgi.py", folder)
        with (folder / "static/js/app.js").open("a") as file:
            file.write("\n// newer\n")
        self.kill()
        self.root = folder
        self.start()

    def close(self) -> None:
        self.kill()
        if self.made is not None:
            with self.made.app_context():
                db.session.remove()
                db.engine.dispose()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            raise TimeoutError("the server did not come up")
        time.sleep(0.05)
