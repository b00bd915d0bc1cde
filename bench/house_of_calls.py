"""A house with years of calls, made inside the database: everybody makes 30 on each working day, of
customers that he holds for some weeks, three of ten are connected, one of forty came in."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import text

from app import clock
from app.extensions import db
from app.services.people import working_days
from app.services.transaction import rows, write
from bench.house_of_leads import make_histories, make_leads

EACH_DAY, HELD, NEW_A_DAY = 30, 60, 4
GROUP, TEAM, SOURCES = 6, 24, 8
FIRST_SLOT, APART_S = 9 * 3600, 900
LEADS_TO_A_DEAL = 30

PEOPLE = """
INSERT INTO person (id, login, name, language, theme, hired_on, created_at)
VALUES (:id, :login, :login, 'zh', 'auto', :hired, :now)
"""
ROLES = "INSERT INTO role_grant (person_id, role, since) VALUES (:id, 'rep', :hired)"
PLACES = """
INSERT INTO membership (person_id, since, team_id, group_id) VALUES (:id, :hired, :team, :group)
"""
CALLS = """
INSERT INTO call (id, uuid, lead_id, person_id, direction, started_at, day, duration_s, disposition,
 connected, grade, wechat, note, flags, later, received_at, device_at, timed_by)
SELECT (d.n * :people + p.id) * :calls + s.n, d.n || '-' || p.id || '-' || s.n,
 CASE WHEN (d.n + p.id + s.n) % 50 = 0 THEN p.id % :people + 1 ELSE p.id END * :each
 + d.n * :new + (s.n * 7 + d.n * 11) % :held,
 p.id, CASE WHEN (d.n * 3 + p.id + s.n * 7) % 40 = 0 THEN 'in' ELSE 'out' END,
 {at}, d.day, 40, CASE WHEN {on} THEN 'interested' ELSE 'no_answer' END, {on},
 CASE WHEN {on} AND (d.n + s.n + p.id) % 5 = 0 THEN 'A' END,
 CASE WHEN {on} AND (d.n + s.n * 3 + p.id) % 17 = 0 THEN 'added' END,
 '', '[]', '[]', {at}, '', 'server'
FROM day_of_work d CROSS JOIN person p CROSS JOIN number s
WHERE s.n < :calls AND d.n >= :from AND d.n < :until ORDER BY d.n, s.n, p.id
"""
CONNECTED = "(d.n * 31 + p.id * 17 + s.n * 13) % 10 < 3"
MOMENT = {
    "sqlite": "datetime(d.begins, '+' || (s.n * :apart + p.id) || ' seconds') || '.000000'",
    "postgresql": "d.begins + (s.n * :apart + p.id) * interval '1 second'",
}
HELPERS = ("day_of_work", "number")
AT_ONCE = 50


def fill(calls: int, people: int) -> None:
    """So many calls by so many people, the last of them today."""
    days = list(days_of_work(calls // (people * EACH_DAY)))
    each = len(days) * NEW_A_DAY + HELD
    with write():
        if db.engine.dialect.name == "postgresql":
            rows(text("SET LOCAL session_replication_role = replica"))
        make_helpers(days, each)
        make_people(people, days[0])
        make_leads({"each": each, "held": HELD, "new": NEW_A_DAY, "sources": SOURCES})
        make_calls(days, people, each)
        make_histories()
        make_deals(people + 1)
        for table in HELPERS:
            rows(text(f"DROP TABLE {table}"))
        rows(text("DELETE FROM stale_day"))
        rows(text("INSERT INTO stale_day (day) SELECT DISTINCT day FROM call"))
    finish()


def days_of_work(count: int) -> Iterator[date]:
    found, day = [], clock.today()
    while len(found) < count:
        if day == clock.today() or working_days.around(day).is_working(day):
            found.append(day)
        day -= timedelta(days=1)
    return reversed(found)


def make_helpers(days: list[date], numbers: int) -> None:
    kind = "timestamptz" if db.engine.dialect.name == "postgresql" else "text"
    rows(text(f"CREATE TABLE day_of_work (n integer, day date, begins {kind})"))
    rows(text("CREATE TABLE number (n integer)"))
    begins = [clock.bounds(day)[0] + timedelta(seconds=FIRST_SLOT) for day in days]
    rows(
        text("INSERT INTO day_of_work VALUES (:n, :day, :begins)"),
        [
            {
                "n": n,
                "day": day.isoformat(),
                "begins": f"{at:%Y-%m-%d %H:%M:%S}+00"[: 22 if kind == "timestamptz" else 19],
            }
            for n, (day, at) in enumerate(zip(days, begins, strict=True))
        ],
    )
    rows(text("INSERT INTO number VALUES (:n)"), [{"n": n} for n in range(numbers)])


def make_people(people: int, hired: date) -> None:
    who = [
        {"id": n, "login": f"rep{n}", "hired": hired.isoformat(), "now": clock.now()}
        | {"team": n // TEAM + 1, "group": n // GROUP + 1}
        for n in range(1, people + 1)
    ]
    for n in range(people // TEAM + 1):
        rows(text("INSERT INTO team (id, name) VALUES (:n, :name)"), {"n": n + 1, "name": f"{n}队"})
    for n in range(people // GROUP + 1):
        group = {"n": n + 1, "team": n * GROUP // TEAM + 1, "name": f"{n}组"}
        rows(text("INSERT INTO sales_group (id, team_id, name) VALUES (:n, :team, :name)"), group)
    for n in range(1, SOURCES + 1):
        rows(text("INSERT INTO source (id, name) VALUES (:n, :name)"), {"n": n, "name": f"来源{n}"})
    for statement in (PEOPLE, ROLES, PLACES):
        rows(text(statement), who)


def make_calls(days: list[date], people: int, each: int) -> None:
    at = MOMENT[db.engine.dialect.name]
    statement = text(CALLS.format(at=at, on=CONNECTED))
    amounts = {"people": people, "calls": EACH_DAY, "each": each, "new": NEW_A_DAY, "held": HELD}
    for first in range(0, len(days), AT_ONCE):
        part = {"from": first, "until": first + AT_ONCE, "apart": APART_S}
        rows(statement, amounts | part)


DEALS = """
INSERT INTO deal (id, uuid, lead_id, price_fen, signed_on, counts_at, note, entered_at,
 withdrawn_because, rev)
SELECT min(c.id), 'deal-' || min(c.id), c.lead_id, 500000, min(c.day), 'first_receipt', '',
 min(c.started_at), '', 1
FROM call c WHERE c.lead_id % :per = 0 AND c.connected GROUP BY c.lead_id
"""
SHARES = """
INSERT INTO deal_share (id, deal_id, person_id, share_bp)
SELECT d.id, d.id, c.person_id, 10000 FROM deal d JOIN call c ON c.id = d.id
"""
STANDINGS = """
INSERT INTO deal_standing (deal_id, lead_id, net_fen, counted_on, leads_first)
SELECT id, lead_id, price_fen, signed_on, TRUE FROM deal
"""
WON = """
UPDATE lead SET won_on = (SELECT s.counted_on FROM deal_standing s WHERE s.lead_id = lead.id)
WHERE id IN (SELECT lead_id FROM deal_standing)
"""
COUNTED = """
INSERT INTO counted_share (deal_id, person_id, lead_id, day, share_bp, leads_first, once)
SELECT d.id, s.person_id, d.lead_id, d.signed_on, s.share_bp, TRUE, TRUE
FROM deal d JOIN deal_share s ON s.deal_id = d.id
"""
RECEIPTS = """
INSERT INTO receipt (id, deal_id, uuid, kind, day, fen, goods, note, state, entered_at, decided_at,
 decided_because, decided_by_id)
SELECT id, id, 'receipt-' || id, 'money', signed_on, price_fen, '', '', 'confirmed', entered_at,
 entered_at, '', (SELECT max(id) FROM person) FROM deal
"""
CREDITS = """
INSERT INTO deal_credit (receipt_id, deal_id, person_id, day, fen)
SELECT d.id, d.id, s.person_id, d.signed_on, d.price_fen
FROM deal d JOIN deal_share s ON s.deal_id = d.id
"""


def make_deals(cashier: int) -> None:
    """One customer in so many signs, on the day on which he was first reached."""
    who = {"id": cashier, "login": "cashier", "hired": clock.today().isoformat()}
    rows(text(PEOPLE), who | {"now": clock.now()})
    rows(text(DEALS), {"per": LEADS_TO_A_DEAL})
    for statement in (SHARES, STANDINGS, COUNTED, WON, RECEIPTS, CREDITS):
        rows(text(statement))


def finish() -> None:
    """What a database in use has: fresh statistics, pages known to be visible to all and written long
    ago, and connections that did not write all of it."""
    db.session.remove()
    vacuum = "VACUUM ANALYZE" if db.engine.dialect.name == "postgresql" else "ANALYZE"
    with db.engine.connect() as connection:
        connection = connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.exec_driver_sql(vacuum)
        if db.engine.dialect.name == "postgresql":
            connection.exec_driver_sql("CHECKPOINT")
    db.engine.dispose()
