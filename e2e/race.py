"""Many people claiming at once, and the checker that finds a lead given twice."""

import http.client
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date

from flask import Flask
from sqlalchemy import insert, select

from app import clock
from app.extensions import db
from app.http.access import COOKIE
from app.models import HandOut, Lead, LeadPhone, Person, RoleGrant, Source
from app.services import settings
from app.services.accounts import sessions
from app.services.transaction import write

HEADERS = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}


def prepare(app: Flask, people: int, leads: int) -> list[str]:
    """People and waiting precise leads; returns a session cookie for each of the people."""
    with app.app_context(), write() as session:
        now = clock.now()
        quota_of(leads)
        every_day_is_worked()
        sources = [Source(name=name) for name in ("百度", "抖音", "展会")]
        session.add_all(sources)
        session.flush()
        rows = [lead_row(n, sources[n % 3].id, now) for n in range(leads)]
        session.execute(insert(Lead), rows)
        ids = list(session.scalars(select(Lead.id)))
        phones = [{"lead_id": i, "number": f"+86138{n:08}"} for n, i in enumerate(ids)]
        session.execute(insert(LeadPhone), phones)
        return [cookie_of(f"rep{n}") for n in range(people)]


def quota_of(leads: int) -> None:
    for step in ("first_month", "after_first_month", "later"):
        settings.put(f"quota.{step}", leads, since=date(2020, 1, 1), actor_id=None)


def arrivals_at_any_hour(quota: int = 10) -> None:
    """So that a lead goes out on arrival whenever the test runs."""
    quota_of(quota)
    every_day_is_worked()
    for key, value in (("run_at", "00:00"), ("arrivals_until", "23:59:59")):
        settings.put(f"allocation.{key}", value, since=date(2020, 1, 1), actor_id=None)


def every_day_is_worked() -> None:
    """So that the test also runs on a Sunday."""
    today = clock.today()
    from_table = db.metadata.tables["calendar_day"]
    db.session.execute(from_table.delete().where(from_table.c.day == today))
    db.session.execute(from_table.insert().values(day=today, exception="work", note="test"))


def lead_row(number: int, source_id: int, now: object) -> dict[str, object]:
    return {
        "name": f"客户{number}",
        "kind": "precise",
        "source_id": source_id,
        "arrived_at": now,
        "waiting_since": now,
        "stage_since": now,
        "created_at": now,
    }


def cookie_of(login: str) -> str:
    person = Person(login=login, name=login, hired_on=date(2026, 1, 5), created_at=clock.now())
    person.role_grants = [RoleGrant(role="rep", since=person.hired_on)]
    db.session.add(person)
    db.session.flush()
    return sessions.start(person, browser="race", address="127.0.0.1", installed=False)


def claim_until_refused(port: int, cookie: str) -> int:
    headers = {**HEADERS, "Cookie": f"{COOKIE}={cookie}", "HX-Request": "true"}
    got = 0
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        while claim(connection, headers):
            got += 1
    return got


def claim(connection: http.client.HTTPConnection, headers: dict[str, str]) -> bool:
    connection.request("POST", "/claims", "kind=precise", headers)
    with connection.getresponse() as answer:
        answer.read()
        return answer.status == 200


def race(port: int, cookies: list[str], at_once: int = 48) -> int:
    with ThreadPoolExecutor(at_once) as pool:
        return sum(pool.map(lambda cookie: claim_until_refused(port, cookie), cookies))


def given_twice(app: Flask) -> list[int]:
    """Leads that more than one row of the ledger hands out."""
    with app.app_context():
        ids = Counter(db.session.scalars(select(HandOut.lead_id)))
        return [lead for lead, times in ids.items() if times > 1]


def owned(app: Flask) -> int:
    with app.app_context():
        return len(db.session.scalars(select(Lead.id).where(Lead.owner_id.is_not(None))).all())
