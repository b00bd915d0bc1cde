"""10,000 records from 20 phones, 30 % of the requests going wrong and the server killed at random:
none lost, none doubled, in order. A naive client and a forgetful server must both be caught."""

import json
import random
import subprocess
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from app.extensions import db
from app.models import Call
from e2e import people
from e2e.server import ROOT, Server

PHONES, RECORDS, LEADS = 20, 500, 50


@dataclass(frozen=True)
class Tally:
    lost: int
    doubled: int
    out_of_order: int

    @property
    def clean(self) -> bool:
        return self == Tally(0, 0, 0)


def run() -> None:
    whole = play("outbox", PHONES, RECORDS, kills=True)
    naive = play("naive", 4, 50)
    forgetful = play("outbox", 4, 50, app="bench.forgetful:app")
    print(f"1,000 waiting records at 300 ms round trip: {send_waiting():.1f} s")
    if not whole.clean or naive.clean or forgetful.clean:
        raise SystemExit("records were lost, doubled or out of order, or a control was not caught")


def play(
    use: str, phones: int, records: int, *, kills: bool = False, app: str = "wsgi:app"
) -> Tally:
    with tempfile.TemporaryDirectory(dir=ROOT / "bench") as folder:
        server = Server(Path(folder))
        given = prepare(server, phones) | {"use": use, "records": records, "faults": 0.3}
        server.start(workers=2, app=app)
        killed, begun = Killer(server), time.monotonic()
        if kills:
            killed.start()
        try:
            node(given | {"timeFactor": 0.02})
        finally:
            killed.stop()
            seconds = time.monotonic() - begun
            server.kill()
        found = tally(server, phones, records)
        name = f"{use} at {app.split(':')[0]}"
        print(
            f"{name:26} {phones * records} records in {seconds:.0f} s, {killed.times} kills: {found}"
        )
        return found


def prepare(server: Server, phones: int) -> dict[str, object]:
    server.flask("db", "upgrade")
    with server.app().app_context():
        _epoch, *lines = people.epoch_and_people(phones, LEADS)
    each = [dict(zip(("id", "cookie", "lead"), line.split(","), strict=True)) for line in lines]
    everybody = [one | {"id": int(one["id"]), "lead": int(one["lead"])} for one in each]
    return {"url": server.url, "people": everybody, "leads": LEADS}


def node(given: dict[str, object]) -> str:
    command = ["node", "bench/phones.js", json.dumps(given)]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


class Killer(threading.Thread):
    """Kills the server every few seconds and starts it again."""

    def __init__(self, server: Server) -> None:
        super().__init__(daemon=True)
        self.server, self.times, self.ended = server, 0, threading.Event()

    def run(self) -> None:
        chance = random.Random(1)  # noqa: S311
        while not self.ended.wait(chance.uniform(3, 8)):
            self.server.kill()
            self.times += 1
            time.sleep(chance.uniform(0, 1))
            self.server.start(workers=2)

    def stop(self) -> None:
        self.ended.set()
        if self.is_alive():
            self.join()


def tally(server: Server, phones: int, records: int) -> Tally:
    """By the notes of the calls: `person-number`, as each phone saved them."""
    assert server.made is not None
    with server.made.app_context():
        rows = db.session.execute(select(Call.person_id, Call.note).order_by(Call.id)).all()
    times = Counter(note for _, note in rows)
    numbers: dict[int, list[int]] = {}
    for person_id, note in rows:
        numbers.setdefault(person_id, []).append(int(note.split("-")[1]))
    return Tally(
        lost=phones * records - len(times),
        doubled=sum(n - 1 for n in times.values()),
        out_of_order=sum(
            later < earlier
            for each in numbers.values()
            for earlier, later in zip(each, each[1:], strict=False)
        ),
    )


def send_waiting() -> float:
    with tempfile.TemporaryDirectory(dir=ROOT / "bench") as folder:
        server = Server(Path(folder))
        given = prepare(server, 1) | {"use": "waiting", "records": 1000, "delay": 300}
        server.start(workers=2)
        try:
            return float(json.loads(node(given))["seconds"])
        finally:
            server.kill()
