"""People of made-up months (months.py)."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from random import Random

from tests.pay import days
from tests.pay.days import Period
from tests.pay.facts import FORMAL, PROBATION, SUPERVISOR, Person

LOGINS = ("wang", "li", "zhang", "chen", "zhao", "sun", "qian", "zhou")
TEAMS, GROUPS = ("T1", "T1", "T2"), ("A", "A", "B", "B", "C", "")
PLACES = tuple(product(TEAMS, GROUPS))
A_DAY = timedelta(1)


def months_back(day: date, n: int) -> date:
    months = 12 * day.year + day.month - 1 - n
    return day.replace(year=months // 12, month=months % 12 + 1)


def inside(period: Period) -> list[date]:
    """The days of a month at which something may turn."""
    working = days.working_days(period)
    days_of_it = {period.first, period.last, working[0], working[-1], working[-1] + A_DAY}
    days_of_it |= {working[1], working[len(working) // 2], working[-3], working[-2]}
    return sorted(day for day in days_of_it if day in period)


def hire_days(period: Period, young: bool) -> list[date]:
    """In the month and before it; in a young team, none before the two months of rules.md §8.7."""
    two_ago = months_back(period.first, 2)
    near = [two_ago, two_ago + A_DAY, two_ago + A_DAY, period.first - A_DAY]
    long_ago = [months_back(period.first, 12), two_ago - A_DAY] * 3
    return near + inside(period) if young else near + long_ago + inside(period)


def person(chance: Random, number: int, period: Period, young: bool) -> Person:
    hired_on = chance.choice(hire_days(period, young))
    leaving = [day for day in [period.first - A_DAY, *inside(period)] if day >= hired_on]
    left_on = chance.choice([None] * 9 + leaving + leaving[-3:])
    place = chance.choice(PLACES)
    return Person(
        login=LOGINS[number - 1],
        number=number,
        hired_on=hired_on,
        grades=chance.choice(careers(hired_on, turning(period, hired_on, left_on))),
        places=((hired_on, place),),
        left_on=left_on,
    )


def turning(period: Period, hired_on: date, left_on: date | None) -> list[date]:
    """The days at which somebody's grade or place may change."""
    return [day for day in inside(period) if hired_on < day <= (left_on or period.last)]


def careers(hired_on: date, later: list[date]) -> list[tuple[tuple[date, str], ...]]:
    """A grade from the first day on, or formal after a probation."""
    grades = [FORMAL] * 4 + [PROBATION, PROBATION, SUPERVISOR]
    converted = [((hired_on, PROBATION), (day, FORMAL)) for day in later]
    return [((hired_on, grade),) for grade in grades] + converted


def moved(chance: Random, person: Person, period: Period) -> Person:
    """To another group or team, and perhaps up to supervisor, where there is a day for it."""
    later = turning(period, person.hired_on, person.left_on)
    if not later:
        return person
    place = chance.choice([place for place in PLACES if place != person.places[0][1]])
    places = [person.places, (*person.places, (chance.choice(later), place))]
    since, grade = person.grades[-1]
    rise = [day for day in later if day > since] if grade == FORMAL else []
    grades = [person.grades, *((*person.grades, (day, SUPERVISOR)) for day in rise[-2:])]
    return replace(person, places=chance.choice(places), grades=chance.choice(grades))


def predecessor(person: Person, period: Period) -> Person:
    """Came a year ago and left before the month: of a young team only he is old."""
    hired_on, left_on = months_back(period.first, 12), period.first - A_DAY
    places = ((hired_on, person.places[0][1]),)
    return replace(
        person, hired_on=hired_on, left_on=left_on, grades=((hired_on, FORMAL),), places=places
    )


def level_person(chance: Random, number: int, period: Period, young: bool) -> Person:
    """One of many alike, among whom only the hire date or the number can decide."""
    hired_on = months_back(period.first, 2) + chance.choice([A_DAY, 2 * A_DAY]) * young
    return Person(
        login=LOGINS[number - 1],
        number=number,
        hired_on=hired_on,
        grades=((hired_on, chance.choice([FORMAL, PROBATION])),),
        places=((hired_on, ("T1", chance.choice("ABC"))),),
        left_on=chance.choice([None] * 4 + [days.working_days(period)[-1]]),
    )
