"""A month for tests of pay, each part with one line: October 2026 has 18 working days."""

from dataclasses import replace
from datetime import date
from itertools import count

from app.rules.defaults.plan import SAMPLE_PLAN
from app.rules.measures import periods
from app.rules.pay import engine
from app.rules.pay.facts import Credit, Facts, Sold, Worker
from app.rules.pay.month import Month
from app.rules.pay.plan import read

PLAN = read(SAMPLE_PLAN)
MONTH = periods.read("2026-10")
QUARTER = periods.read("2026-Q4")
WORKING = [
    day
    for day in (date.fromordinal(n) for n in range(QUARTER.first.toordinal(), 740_000))
    if day <= QUARTER.last
    and (day.weekday() < 5 or day == date(2026, 10, 10))
    and not date(2026, 10, 1) <= day <= date(2026, 10, 7)
]
DAYS = [day for day in WORKING if day <= MONTH.last]
LONG_AGO = date(2025, 1, 6)
receipts = count(1)


def october(day: int) -> date:
    return date(2026, 10, day)


def worker(number: int, grade: str = "formal", **facts) -> Worker:
    """Somebody of team 1 without a group, in this grade since he was hired, unless said otherwise."""
    hired_on = facts.pop("hired_on", LONG_AGO)
    place = facts.pop("group", None)
    return Worker(
        **{
            "number": number,
            "login": f"w{number}",
            "name": f"W{number}",
            "hired_on": hired_on,
            "grades": [(hired_on, grade)],
            "places": [(hired_on, 1, place)],
            **facts,
        }
    )


def credit(who: Worker, fen: int, day: date = DAYS[3]) -> Credit:
    number = next(receipts)
    return Credit(who.number, day, fen, number, number)


def sold(who: Worker, share_bp: int = 10_000, day: date = DAYS[3], *, first: bool = True) -> Sold:
    return Sold(who.number, day, share_bp, next(receipts), first)


def facts(*workers: Worker, **others) -> Facts:
    """Full workload for everybody, unless units are given."""
    units = {(one.number, DAYS[0]): 120 for one in workers}
    given = {
        "units": units,
        "names": {("group", 1): "A", ("group", 2): "B", ("group", 3): "C", ("team", 1): "一队"},
        "team_starts": {1: LONG_AGO},
        "minimum_wage_fen": 220_000,
        **others,
    }
    return Facts(month=MONTH, quarter=QUARTER, working=WORKING, workers=workers, **given)


def goal(who: Worker, fen: int, period: str = "2026-10") -> dict:
    return {("person", who.number, "amount", period): fen}


def paid(known: Facts, who: Worker, kind: str, plan=PLAN) -> list[int]:
    """The fen of his lines of a kind, in their order."""
    return [line.fen for line in lines(known, who, plan) if line.kind == kind]


def lines(known: Facts, who: Worker, plan=PLAN):
    found = {one.worker.number: one.lines for one in engine.computed(Month(known, plan))}
    return found.get(who.number, [])


def cliff():
    return replace(PLAN, commission=replace(PLAN.commission, way="cliff"))
