"""One lead that comes in by the interface and goes out at once, with 10,000 others waiting, 20 people
and a ledger of 60 days, against the smallest view that inserts a row: one request after the other."""

import http.client
import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles

from flask import Flask
from sqlalchemy import insert, select, update

from app import clock
from app.extensions import db
from app.models import Call, HandOut, Lead, LeadMove, LeadPhone, Source
from app.services.arrivals import source_tokens
from app.services.transaction import write
from bench.sync import smallest
from e2e import people, race
from e2e.server import ROOT, Server
from tests.databases import database_url, postgresql_programs

PEOPLE, WAITING, DAYS, EACH = 20, 10_000, 60, 5
ROUNDS, IN_ROUND = 8, 50
GIVEN_UP = 5  # every fifth that waits was somebody's before
AT_MOST_MS = 100

Rows = list[dict[str, object]]


def run() -> None:
    for name in ["sqlite", *(["postgresql"] if postgresql_programs() else [])]:
        with tempfile.TemporaryDirectory(dir=ROOT / "bench") as folder, database_url(name) as url:
            measure(name, Path(folder), url)


def measure(name: str, folder: Path, url: str) -> None:
    server = Server(folder / "instance", url if name != "sqlite" else "")
    server.flask("db", "upgrade")
    app = server.app()
    token = prepare(app)
    server.start(workers=2)
    arrivals = ("/api/leads", {"Authorization": f"Bearer {token}"}, leads())
    try:
        with smallest(url if name != "sqlite" else f"sqlite:///{folder}/rows.db") as rows:
            plain = ("/rows", {}, iter(lambda: {}, None))
            rounds = [(times(rows, *plain), times(server.url, *arrivals)) for _ in range(ROUNDS)]
    finally:
        server.kill()
    show(name, rounds[1:])
    with app.app_context():
        gone = len(db.session.scalars(select(HandOut.id).where(HandOut.how == "arrival")).all())
    if gone != ROUNDS * IN_ROUND:
        raise SystemExit(f"{gone} of {ROUNDS * IN_ROUND} leads were handed out on arrival")


def times(url: str, path: str, headers: dict[str, str], bodies: Iterator[object]) -> list[float]:
    """Milliseconds of each request of a round, over one connection."""
    headers = {"Content-Type": "application/json", **headers}
    taken = []
    address = url.removeprefix("http://")
    with closing(http.client.HTTPConnection(address, timeout=30)) as connection:
        for _ in range(IN_ROUND):
            begun = time.perf_counter()
            connection.request("POST", path, json.dumps(next(bodies)), headers)
            with connection.getresponse() as answer:
                said = answer.read()
            taken.append((time.perf_counter() - begun) * 1000)
            if answer.status not in (200, 201):
                raise SystemExit(f"{answer.status}: {said.decode()}")
    return taken


def show(name: str, rounds: list[tuple[list[float], list[float]]]) -> None:
    """The median of the rounds; a ratio is taken within its round."""
    both = ([one for part in rounds for one in part[n]] for n in (0, 1))
    for label, taken in zip(("smallest view", "one arrival"), both, strict=True):
        p99 = quantiles(taken, n=100)[98]
        print(f"{name:11} {label:14} median {median(taken):6.1f} ms   p99 {p99:6.1f} ms")
    ratios = sorted(median(ours) / median(small) for small, ours in rounds)
    print(f"{name:11} {median(ratios):.1f} times it ({ratios[0]:.1f} to {ratios[-1]:.1f})", end="")
    print(f"; wanted at most {AT_MOST_MS} ms")


def leads() -> Iterator[dict[str, str]]:
    for n in range(ROUNDS * IN_ROUND):
        yield {"id": f"A-{n}", "phone": f"1390000{n:04}", "name": f"客户{n}", "note": "问费用"}


def prepare(app: Flask) -> str:
    with app.app_context(), write() as session:
        race.arrivals_at_any_hour(quota=ROUNDS * IN_ROUND)
        sources = [Source(name=name) for name in ("百度", "抖音", "展会")]
        session.add_all(sources)
        session.flush()
        reps = [people.person(f"rep{n}") for n in range(PEOPLE)]
        given(reps, [one.id for one in sources])
        wait(reps, [one.id for one in sources])
        boss = people.person("boss", "manager")
        return source_tokens.make("抖音", "", boss)[1]


def given(reps: list[int], sources: list[int]) -> None:
    """What everybody got and called on each of so many days."""
    ids = stored(PEOPLE * DAYS * EACH, sources)
    for n, lead_id in enumerate(ids):
        person, day = divmod(n // EACH, DAYS)
        at = clock.now() - timedelta(days=day + 1)
        enter(lead_id, reps[person], at, n % EACH + 1)
    flush()


def wait(reps: list[int], sources: list[int]) -> None:
    for n, lead_id in enumerate(stored(WAITING, sources)):
        if n % GIVEN_UP == 0:
            at = clock.now() - timedelta(days=n % 29 + 1)
            entries[LeadMove].append(move(lead_id, reps[n % PEOPLE], None, at, "recycled"))
    flush()


def stored(count: int, sources: list[int]) -> list[int]:
    last = max(db.session.scalars(select(Lead.id)), default=0)
    now = clock.now() - timedelta(days=70)
    rows = [race.lead_row(last + n, sources[n % len(sources)], now) for n in range(count)]
    db.session.execute(insert(Lead), rows)
    ids = list(db.session.scalars(select(Lead.id).where(Lead.id > last).order_by(Lead.id)))
    phones = [{"lead_id": one, "number": f"+86138{one:08}"} for one in ids]
    db.session.execute(insert(LeadPhone), phones)
    return ids


entries: dict[type, Rows] = {HandOut: [], LeadMove: [], Call: []}
owners: Rows = []


def enter(lead_id: int, person_id: int, at: datetime, number: int) -> None:
    day: date = clock.day_of(at)
    place = {"person_id": person_id, "day": day, "kind": "precise", "number": number}
    facts = {"lead_id": lead_id, "at": at, "how": "morning", "counts": True, "why": {}}
    entries[HandOut].append(place | facts)
    entries[LeadMove].append(move(lead_id, None, person_id, at, "hand_out"))
    called = {"lead_id": lead_id, "person_id": person_id, "started_at": at, "day": day}
    told = {"received_at": at, "timed_by": "server", "disposition": "busy", "connected": False}
    entries[Call].append({"uuid": f"call-{lead_id}", **called, **told})
    owners.append({"id": lead_id, "owner_id": person_id, "owned_since": at, "last_call_at": at})


def move(lead_id: int, giver: int | None, taker: int | None, at: datetime, rule: str) -> dict:
    hands = {"lead_id": lead_id, "from_id": giver, "to_id": taker}
    return hands | {"at": at, "rule": rule, "why": {}}


def flush() -> None:
    for table, rows in entries.items():
        if rows:
            db.session.execute(insert(table), rows)
        rows.clear()
    if owners:
        db.session.execute(update(Lead), owners)
    owners.clear()
