"""How soon leads are called (rules.md §6): a median, which neither adds up nor needs a second look."""

import sys
from array import array
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, LargeBinary, String, cast, func, union_all

from app.extensions import db
from app.models import FirstCall
from app.rules.measures import dictionary as of
from app.rules.measures.dictionary import median
from app.rules.measures.periods import Period
from app.services.measures.cutting import Cut, Rows, keyed
from app.services.measures.questions import AGAIN, of_each
from app.services.measures.stretches import Counts, Found, Stretch
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
        {key: {of.SPEED: median(some, SECONDS)} for key, some in one.items()} for one in found
    ]
    return lines, [
        {of.SPEED: median(chain(*one.values()), SECONDS)} if one else {} for one in found
    ]


def waits(stretch: Stretch, cut: Cut) -> list[Waits]:
    found: list[Waits] = [{} for _ in stretch.periods]
    for one, n, said in rows(together(stretch, cut, db.engine.dialect.name)).all():
        found[n][one] = sorted(unpacked(said))
    return found


@lru_cache(AGAIN)
def together(stretch: Stretch, cut: Cut, dialect: str) -> CompoundSelect[Any]:
    """All times of each come in one value: to number them in their order takes a database several
    times as long."""
    query, key = keyed(FIRST_CALLED, cut)
    times = packed(FirstCall.working_s, dialect)
    return union_all(*of_each(stretch, query, key, [times], called_in))


def packed(number: Any, dialect: str) -> Any:
    """PostgreSQL need not write numbers in letters: four bytes each, the highest first."""
    if dialect == "postgresql":
        return func.string_agg(func.int4send(number), cast(b"", LargeBinary))
    return func.aggregate_strings(cast(number, String), SPACE)


def unpacked(said: str | bytes) -> Iterable[int]:
    if isinstance(said, str):
        return map(int, said.split())
    found = array("i", said)
    if sys.byteorder == "little":
        found.byteswap()
    return found


def called_in(days: Period) -> ColumnElement[bool]:
    return FirstCall.day.between(days.first, days.last)
