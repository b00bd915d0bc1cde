"""A run that hands out 10,000 and 100,000 leads to 20 people, against the same rows written bare."""

import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, insert, select, text, update

from app import clock
from app.extensions import db
from app.models import AllocationRun, HandOut, Lead, LeadMove, Person, RoleGrant, Source
from app.models.allocation import BY_HAND
from app.services import settings
from app.services.hand_outs import runs
from app.services.people import working_days
from app.services.transaction import rows, write
from e2e.server import ROOT, Server
from tests.databases import database_url, postgresql_programs

PEOPLE, SOURCES = 20, 4
WANTED = {10_000: 1, 100_000: 10}


def run() -> None:
    for name in ["sqlite", *(["postgresql"] if postgresql_programs() else [])]:
        for leads in WANTED:
            with (
                tempfile.TemporaryDirectory(dir=ROOT / "bench") as folder,
                database_url(name) as url,
            ):
                server = Server(Path(folder), url if name != "sqlite" else "")
                server.flask("db", "upgrade")
                with server.app().app_context():
                    measure(name, leads)
                    db.engine.dispose()


def measure(name: str, leads: int) -> None:
    at = last_morning()
    prepare(leads, at)
    seconds, run_id = timed(lambda: runs.hand_out(BY_HAND, None, at))
    done = db.session.get_one(AllocationRun, run_id)
    owned = db.session.scalar(select(func.count()).where(Lead.owner_id.is_not(None)))
    if (done.handed_out, owned) != (leads, leads):
        raise SystemExit(f"{done.handed_out} handed out, {owned} owned of {leads}")
    bare, _ = timed(lambda: the_same_rows_bare(leads, at))
    print(
        f"{name:11} {leads:7,} leads to {PEOPLE} people in {seconds:5.2f} s"
        f" (wanted ≤ {WANTED[leads]} s), {seconds / bare:.1f} × the same rows written bare"
    )


def timed(work: Callable[[], object]) -> tuple[float, object]:
    begun = time.monotonic()
    result = work()
    return time.monotonic() - begun, result


def last_morning() -> object:
    day = working_days.around(clock.today()).previous(clock.today())
    return clock.bounds(day)[0] + timedelta(hours=9)


def prepare(leads: int, at) -> None:
    hired = clock.day_of(at) - timedelta(days=100)
    with write() as session:
        session.add_all(Source(id=n, name=f"source {n}") for n in range(1, SOURCES + 1))
        for n in range(1, PEOPLE + 1):
            made = Person(id=n, login=f"p{n}", name=f"P{n}", hired_on=hired, created_at=at)
            made.role_grants = [RoleGrant(role="rep", since=hired)]
            session.add(made)
        session.flush()
        rows(insert(Lead), [lead(n, at) for n in range(1, leads + 1)])
        rows(text("ANALYZE"))  # as a database does by itself when it has stood for a while
    for n in range(1, PEOPLE + 1):
        settings.put(
            "quota.own_number", leads, since=hired, actor_id=None, scope=f"person:{n}", note="bench"
        )


def lead(n: int, at) -> dict[str, object]:
    arrived = at - timedelta(seconds=n)
    texts = dict.fromkeys(("company", "industry", "region", "wechat", "qq", "email", "note"), "")
    times = dict.fromkeys(("arrived_at", "created_at", "waiting_since", "stage_since"), arrived)
    facts = {"id": n, "name": f"客户{n}", "kind": "precise", "source_id": n * n % SOURCES + 1}
    states = {"rev": 1, "stage": "development", "wechat_state": "", "do_not_call": False}
    return {**texts, **times, **facts, **states}


def the_same_rows_bare(leads: int, at) -> None:
    """As many leads updated and entries and moves inserted, with nothing decided."""
    day = clock.day_of(at) - timedelta(days=1)
    same = {"at": at, "why": {"code": "hand_out", "params": {"k": 1}}}
    with write():
        rows(update(Lead).values(rev=Lead.rev + 1, owned_since=at))
        entry = {"day": day, "kind": "precise", "how": "claim", "counts": True, "run_id": None}
        numbered = ({"lead_id": n, "person_id": 1, "number": n} for n in range(1, leads + 1))
        rows(insert(HandOut), [{**entry, **same, **one} for one in numbered])
        move = {"from_id": None, "to_id": 1, "rule": "claim", "actor_id": None}
        rows(insert(LeadMove), [{**move, **same, "lead_id": n} for n in range(1, leads + 1)])
