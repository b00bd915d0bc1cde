"""How soon leads are called (rules.md §6): a median, which neither adds up nor needs a second look."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import chain

from sqlalchemy import ColumnElement, String, cast, func, union_all

from app.models import FirstCall
from app.rules.measures import dictionary as of
from app.rules.measures.dictionary import median
from app.rules.measures.periods import Period
from app.services.measures.cutting import Cut, Rows, keyed
from app.services.measures.stretches import Counts, Found, Stretch, of_each
from app.services.transaction import rows

Waits = dict[int | None, list[int]]
SECONDS = 60
SPACE = " "
FIRST_CALLED = Rows(FirstCall.person_id, FirstCall.day, FirstCall.lead_id, FirstCall)


def speed(stretch: Stretch, cut: Cut) -> list[Found]:
    """The median working time from arrival to first call, in minutes, of precise leads first called
    in the period, for who called (rules.md §6)."""
    return speeds(stretch, cut)[0]


def speeds(stretch: Stretch, cut: Cut) -> tuple[list[Found], list[Counts]]:
    """The same, and that of all lines together: each first call stands in one of them."""
    found = waits(stretch, cut)
    lines: list[Found] = [
        {key: {of.SPEED: middle(some)} for key, some in one.items()} for one in found
    ]
    return lines, [{of.SPEED: middle(chain(*one.values()))} if one else {} for one in found]


def middle(seconds: Iterable[int]) -> Fraction:
    return median(seconds) / SECONDS


def waits(stretch: Stretch, cut: Cut) -> list[Waits]:
    """All times come in one text for each: to number them in their order takes a database several
    times as long."""
    query, key = keyed(FIRST_CALLED, cut)
    waited = func.aggregate_strings(cast(FirstCall.working_s, String), SPACE)
    selects = of_each(stretch, query, key, [waited], called_in)
    found: list[Waits] = [{} for _ in stretch.periods]
    for one, n, said in rows(union_all(*selects)).all():
        found[n][one] = sorted(map(int, said.split()))
    return found


def called_in(days: Period) -> ColumnElement[bool]:
    return FirstCall.day.between(days.first, days.last)
