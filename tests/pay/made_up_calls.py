"""Calls and presence of made-up months (months.py)."""

from datetime import UTC, date, datetime, time
from fractions import Fraction
from random import Random

from tests.pay import days, model
from tests.pay.days import SHANGHAI, Period
from tests.pay.facts import CONNECTED, FORMAL, IN, Call, Person
from tests.pay.made_up_deals import LEADS
from tests.pay.made_up_people import A_DAY

NEVER_AGAIN = "do_not_call"
TALKS = tuple(code for code in CONNECTED if code != NEVER_AGAIN)
HALF = Fraction(1, 2)
Noted = tuple[tuple[str, date], Fraction]


def instant(day: date, n: int) -> datetime:
    """An instant of a company day; now and then a minute from its beginning or end."""
    if n % 5 == 0:
        return datetime.combine(day, time(15, 59), UTC)
    if n % 5 == 1:
        return datetime.combine(day - A_DAY, time(16, 1), UTC)
    return datetime.combine(day, time(9 + n // 60 % 10, n % 60), SHANGHAI)


BESIDE = ("in", "missed", "early", "before", "never")


def calls(chance: Random, person: Person, period: Period, level: bool) -> list[Call]:
    """As many as the quota asks for, one less, one more, a few or none; and others beside them."""
    own = [day for day in days.days(period.first, period.last) if person.employed_on(day)]
    if not own:
        return []
    if level:
        return [talk(person, own, n, LEADS) for n in range(chance.choice([3, 3, 3, 4]))]
    formal = [day for day in own if person.grade_on(day) == FORMAL]
    due = model.quota(person, period)
    n, known = chance.choice([0, 2, 4, due - 1, due, due + 1]), chance.choice([1, 2, 6])
    found = [talk(person, formal or own, i, LEADS[:known]) for i in range(n)]
    possible = {
        "early": [day for day in own if day not in formal],
        "before": [period.first - A_DAY] if person.employed_on(period.first - A_DAY) else [],
    }
    return found + [
        beside(kind, person, day, n)
        for n, kind in enumerate(chance.sample(BESIDE, chance.randint(0, 3)))
        for day in possible.get(kind, own)[:1]
    ]


def talk(person: Person, possible: list[date], n: int, known: tuple[str, ...]) -> Call:
    """The n-th of many, spread over days and leads."""
    day, code = possible[n * 3 % len(possible)], TALKS[n % len(TALKS)]
    return Call(person.login, known[n % len(known)], instant(day, n), code)


def beside(kind: str, person: Person, day: date, n: int) -> Call:
    """A call that may count elsewhere or nowhere."""
    never_again = f"1392{person.number:03d}{n:04d}"
    others = {
        "in": Call(person.login, LEADS[-1], instant(day, n), "interested", IN),
        "missed": Call(person.login, LEADS[-1], instant(day, n), "no_answer"),
        "never": Call(person.login, never_again, instant(day, n), NEVER_AGAIN),
    }
    return others.get(kind, Call(person.login, LEADS[-1], instant(day, n), "not_now"))


def presences(chance: Random, person: Person, period: Period) -> list[Noted]:
    """Nothing noted, a single day, or absence up to the half that bonuses ask about."""
    working = days.working_days(period)
    half = len(working) // 2
    single = [[(day, n)] for day in (period.first, period.last) for n in (0, HALF, 1)]
    long = [absence(working, *n) for n in ((half, 0), (half, 1), (half + 1, 0), (0, 1))]
    noted = chance.choice([[]] * 8 + [*single, *long, *long])
    noted = noted + chance.choice([[], [], [(free_day(period), 1)]])
    own = [(day, Fraction(n)) for day, n in noted if person.employed_on(day)]
    return [((person.login, day), n) for day, n in own]


def free_day(period: Period) -> date:
    all_days = days.days(period.first, period.last)
    return [day for day in all_days if day not in days.working_days(period)][-1]


def absence(working: tuple[date, ...], whole: int, halves: int) -> list[tuple]:
    gone = [(day, 0) for day in working[:whole]]
    return gone + [(day, HALF) for day in working[whole : whole + halves]]
