"""Months made up for tests of pay: a team of two groups with round numbers."""

from datetime import date, timedelta

from app.rules.defaults.plan import SAMPLE_PLAN
from app.rules.measures import periods
from app.rules.pay import plan
from app.rules.pay.facts import FORMAL, Credit, Facts, Sold, Worker

MONTH = periods.read("2026-11", ("month",))
QUARTER = periods.read("2026-Q4", ("quarter",))
HIRED = date(2026, 1, 5)
TODAY = date(2026, 11, 23)
TEAM, A, B = 1, 11, 12
PLAN = plan.read(SAMPLE_PLAN)
DAYS = [QUARTER.first + timedelta(n) for n in range((QUARTER.last - QUARTER.first).days + 1)]
WORKING = [day for day in DAYS if day.weekday() < 5]


def worker(number: int, grade: str = FORMAL, group: int | None = A, **facts: object) -> Worker:
    said = {"hired_on": HIRED, "grades": ((HIRED, grade),), "places": ((HIRED, TEAM, group),)}
    return Worker(number, f"p{number}", f"P{number}", **said | facts)


def credit(person: int, fen: int, day: date = date(2026, 11, 10)) -> Credit:
    return Credit(person, day, fen, receipt=1, deal=1)


def sold(person: int, share_bp: int = 10_000, *, first: bool = True) -> Sold:
    return Sold(person, date(2026, 11, 10), share_bp, deal=1, first=first)


def facts(*workers: Worker, **said: object) -> Facts:
    """`units`: by person, all on one day; `target`: of every person's month, in fen."""
    units, target = said.pop("units", {}), said.pop("target", 0)
    return Facts(
        MONTH,
        QUARTER,
        WORKING,
        workers,
        units={(number, date(2026, 11, 10)): n for number, n in units.items()},
        team_starts={TEAM: HIRED},
        names={("group", A): "A组", ("group", B): "B组", ("team", TEAM): "一队"},
        targets={("person", one.number, "amount", MONTH.code): target for one in workers if target},
        **said,
    )
