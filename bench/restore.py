"""Backup, an hour of calls, restore: every call comes back from the devices; counts equal.

The phones run the real outbox module. Nobody tells them of the restore: some have calls that wait,
some are looked at again, some are opened anew. A client that ignores the epoch must be caught.
"""

import json
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from app.extensions import db
from app.models import Call
from bench.faults import prepare
from e2e.server import ROOT, Server
from tests.databases import database_url, postgresql_programs

PHONES = 9
BEFORE, HOUR, AWAY = 6, 20, 3
STILL_S, PATIENCE_S = 5, 60
PLAN = {"before": BEFORE, "hour": HOUR, "away": AWAY, "timeFactor": 0.02}
MADE = PHONES * (BEFORE + HOUR)

Tell = Callable[[str], None]
Said = tuple[int, str, str | None, bool]


@dataclass(frozen=True)
class Tally:
    """What the calls said at four moments: whose it is, its note, its grade, whether taken back."""

    backup: Counter[Said]
    failure: Counter[Said]
    restored: Counter[Said]
    back: Counter[Said]

    @property
    def lost(self) -> int:
        return MADE - len({(one[0], one[1]) for one in self.back})

    @property
    def doubled(self) -> int:
        return self.back.total() - len({(one[0], one[1]) for one in self.back})

    @property
    def different(self) -> int:
        """Calls that were there when the server failed, and say something else or nothing now."""
        return (self.failure - self.back).total()

    @property
    def whole(self) -> bool:
        return (self.lost, self.doubled, self.different) == (0, 0, 0)


def run() -> None:
    print(f"{'':22} {'made':>6} {'backup':>7} {'failure':>8} {'restored':>9} {'came back':>10}")
    kinds = ["sqlite", *(["postgresql"] if postgresql_programs() else [])]
    held = [play(kind, "heeding").whole for kind in kinds]
    caught = play("sqlite", "heedless").lost > 0
    if not all(held) or not caught:
        raise SystemExit("calls did not come back as they were, or the control was not caught")
    print(
        "Backup, an hour of calls, restore: every call comes back from the devices; counts equal."
    )


def play(kind: str, client: str) -> Tally:
    with tempfile.TemporaryDirectory(dir=ROOT / "bench") as folder, database_url(kind) as url:
        server = Server(Path(folder) / "instance", url if kind != "sqlite" else "")
        given = {**prepare(server, PHONES), **PLAN, "client": client}
        try:
            with phones(given) as tell:
                found = fail_and_restore(server, tell, Path(folder) / "one.backup")
        finally:
            server.close()
    show(f"{client}, {kind}", found)
    return found


def fail_and_restore(server: Server, tell: Tell, file: Path) -> Tally:
    server.start(workers=2)
    tell("before")
    server.flask("backup", str(file))
    backup = said(server)
    tell("hour")
    failure = said(server)
    server.kill()
    tell("away")
    server.flask("restore", str(file))
    restored = said(server)
    server.start(workers=2)
    tell("back")
    return Tally(backup, failure, restored, said_at_last(server))


@contextmanager
def phones(given: dict[str, object]) -> Iterator[Tell]:
    """Phones in a process of their own; what it yields tells them a word and waits till it is done."""
    command = ["node", "bench/hours.js", json.dumps(given)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    process = subprocess.Popen(command, cwd=ROOT, text=True, bufsize=1, **pipes)

    def tell(word: str) -> None:
        with suppress(BrokenPipeError):
            process.stdin.write(f"{word}\n")
        if process.stdout.readline() != "done\n":
            raise SystemExit(f"the phones failed at {word!r}")

    try:
        yield tell
    finally:
        process.kill()
        process.wait()


def said(server: Server) -> Counter[Said]:
    assert server.made is not None
    with server.made.app_context():
        db.session.rollback()
        query = select(Call.person_id, Call.note, Call.grade, Call.voided_at.is_not(None))
        return Counter(tuple(row) for row in db.session.execute(query))


def said_at_last(server: Server) -> Counter[Said]:
    """What is there once nothing has come in for a while."""
    now, until = said(server), time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        time.sleep(STILL_S)
        before, now = now, said(server)
        if now == before:
            break
    return now


def show(name: str, found: Tally) -> None:
    counts = f"{found.backup.total():7} {found.failure.total():8} {found.restored.total():9}"
    faults = f"{found.lost} lost, {found.doubled} doubled, {found.different} changed"
    print(f"{name:22} {MADE:6} {counts} {found.back.total():10}   {faults}")
