"""A month's pay of 300 people with all their calls, against the smallest question about the calls."""

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, insert, select, text

from app import clock
from app.extensions import db
from app.models import (
    Call,
    CountedShare,
    Deal,
    DealCredit,
    DealShare,
    DealStanding,
    Group,
    Lead,
    Membership,
    PayGrade,
    Person,
    Receipt,
    Target,
    Team,
)
from app.rules.measures import periods
from app.services.pay import facts, preview, side_by_side, worth
from app.services.people import working_days
from app.services.transaction import many, rows, write
from bench.finding import lead
from e2e.server import ROOT, Server
from tests.databases import database_url, postgresql_programs

PEOPLE, TEAMS, PER_DAY, DEALS_EACH, TRIES = 300, 10, 30, 4, 5
WANTED_S = 2
HIRED = date(2025, 1, 6)


def run() -> None:
    for name in ["sqlite", *(["postgresql"] if postgresql_programs() else [])]:
        with tempfile.TemporaryDirectory(dir=ROOT / "bench") as folder, database_url(name) as url:
            server = Server(Path(folder), url if name != "sqlite" else "")
            server.flask("db", "upgrade")
            with server.app().app_context():
                month = periods.containing(periods.MONTH, clock.today()).before()
                fill(month)
                measure(name, month)
                db.session.remove()
                db.engine.dispose()


def fill(month: periods.Period) -> None:
    working_days.fill()
    chance, at = random.Random(300), clock.bounds(month.first)[0]
    with write():
        hire(at)
        rows(insert(Lead), [lead(n, chance, [1]) for n in range(1, PEOPLE * 20 + 1)])
        for day in facts.working(month):
            many(
                Call, [made(person, n, day, chance) for person in numbers() for n in range(PER_DAY)]
            )
        sell(month, chance, at)
        rows(text("ANALYZE"))


def numbers() -> range:
    return range(1, PEOPLE + 1)


def hire(at: datetime) -> None:
    """Ten teams of thirty in two groups each; everybody formal, with a target."""
    groups = range(1, 2 * TEAMS + 1)
    period = periods.containing(periods.MONTH, clock.day_of(at)).code
    rows(insert(Team), [{"id": n, "name": f"team {n}"} for n in range(1, TEAMS + 1)])
    rows(insert(Group), [{"id": n, "name": f"g{n}", "team_id": (n + 1) // 2} for n in groups])
    rows(
        insert(Person),
        [
            {"id": n, "login": f"p{n}", "name": f"P{n}", "hired_on": HIRED, "created_at": at}
            for n in numbers()
        ],
    )
    rows(
        insert(Membership),
        [
            {"person_id": n, "since": HIRED, "team_id": (g + 1) // 2, "group_id": g}
            for n, g in ((n, (n - 1) % (2 * TEAMS) + 1) for n in numbers())
        ],
    )
    rows(insert(PayGrade), [{"person_id": n, "since": HIRED, "grade": "formal"} for n in numbers()])
    same = {"scope": "person", "measure": "amount", "period": period, "set_at": at, "rev": 1}
    rows(insert(Target), [{**same, "person_id": n, "hundredths": 2_000_000} for n in numbers()])


def made(person: int, n: int, day: date, chance: random.Random) -> dict[str, object]:
    at = clock.bounds(day)[0] + timedelta(hours=9, minutes=15 * n)
    connected = chance.random() < 0.3
    return {
        "uuid": f"{person}-{day}-{n}",
        "lead_id": (person - 1) * 20 + chance.randrange(20) + 1,
        "person_id": person,
        "direction": "out",
        "started_at": at,
        "day": day,
        "duration_s": 60 if connected else 0,
        "disposition": "interested" if connected else "no_answer",
        "connected": connected,
        "note": "",
        "flags": [],
        "later": [],
        "received_at": at,
        "device_at": "",
        "timed_by": "server",
    }


def sell(month: periods.Period, chance: random.Random, at: datetime) -> None:
    """Each a few deals, all his own, paid on the day."""
    days, count = facts.working(month), PEOPLE * DEALS_EACH
    deals = []
    for n in range(1, count + 1):
        day, fen = chance.choice(days), chance.randint(2_000_00, 20_000_00)
        deals.append((n, (n - 1) // DEALS_EACH + 1, day, fen))
    rows(
        insert(Deal),
        [
            {"id": n, "uuid": f"d{n}", "lead_id": n, "price_fen": fen, "signed_on": day}
            | {"counts_at": "first_receipt", "entered_at": at}
            for n, _, day, fen in deals
        ],
    )
    rows(
        insert(DealShare),
        [{"deal_id": n, "person_id": person, "share_bp": 10_000} for n, person, *_ in deals],
    )
    rows(
        insert(DealStanding),
        [
            {"deal_id": n, "lead_id": n, "net_fen": fen, "counted_on": day, "leads_first": True}
            for n, _, day, fen in deals
        ],
    )
    rows(
        insert(CountedShare),
        [
            {"deal_id": n, "person_id": person, "lead_id": n, "day": day, "share_bp": 10_000}
            | {"leads_first": True, "once": True}
            for n, person, day, _ in deals
        ],
    )
    rows(insert(Receipt), [receipt(*deal, at) for deal in deals])
    rows(
        insert(DealCredit),
        [
            {"receipt_id": n, "deal_id": n, "person_id": person, "day": day, "fen": fen}
            for n, person, day, fen in deals
        ],
    )


def receipt(n: int, person: int, day: date, fen: int, at: datetime) -> dict[str, object]:
    """Confirmed by somebody else."""
    said = {"id": n, "uuid": f"r{n}", "deal_id": n, "kind": "money", "fen": fen, "day": day}
    decided = {"decided_at": at, "decided_by_id": person % PEOPLE + 1}
    return {**said, "entered_at": at, "state": "confirmed", **decided}


def measure(name: str, month: periods.Period) -> None:
    calls = db.session.scalar(select(func.count()).select_from(Call))
    smallest = timed(lambda: db.session.execute(by_person_and_day()).all())
    lines = sum(len(one.lines) for one in preview.of(month.first).people)
    found = {
        "preview": timed(lambda: preview.of(month.first)),
        "beside the month before": timed(lambda: side_by_side.of(month.first)),
        "one more deal": timed(lambda: worth.of(1)),
    }
    print(
        f"{name:11} {PEOPLE} people, {calls:,} calls, {lines} lines; calls by person and day alone {smallest:.2f} s"
    )
    for what, seconds in found.items():
        wanted = f" (wanted ≤ {WANTED_S} s)" if what == "preview" else ""
        print(f"{name:11} {what:24} {seconds:5.2f} s{wanted}, {seconds / smallest:.1f} × that")


def by_person_and_day():
    """What nobody who pays by workload can do without."""
    return select(Call.person_id, Call.day, func.count()).group_by(Call.person_id, Call.day)


def timed(work: Callable[[], object]) -> float:
    times = []
    for _ in range(TRIES):
        db.session.rollback()
        begun = time.monotonic()
        work()
        times.append(time.monotonic() - begun)
    return statistics.median(times)
