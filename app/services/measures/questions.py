"""What is asked of the database for a measure (rules.md §6)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, func, literal_column, union_all

from app.rules.measures.dictionary import part_of
from app.rules.measures.periods import Period
from app.services.measures.cutting import EVERYBODY, Cut
from app.services.measures.stretches import Counts, Found, Stretch
from app.services.transaction import rows

AGAIN = 512
"""So many questions are asked again and again: to make one takes as long as to have it answered."""

MOST_NAMES = 2
NO_NUMBER: Any = literal_column("0")


@dataclass(frozen=True, eq=False)
class Question:
    """Queries whose rows say for whom, in which period, and how many of each of the `names` there
    are, in so many parts of one; of two names at most. `then`: what is made of the answer."""

    selects: Sequence[Select[Any]]
    names: tuple[str, ...]
    per: int = 1
    then: Callable[[list[Found]], list[Found]] = list

    def numbered(self, nth: int) -> list[Select[Any]]:
        """Its queries with as many numbers as any has, and at the end which question it is."""
        filled = [NO_NUMBER] * (MOST_NAMES - len(self.names))
        return [one.add_columns(*filled, literal_column(str(nth))) for one in self.selects]


Which = Callable[[Period], ColumnElement[bool]]
"""Which rows lie in a period."""
Asks = Callable[[Stretch, Cut], Question]


@lru_cache(AGAIN)
def question(asks: Asks, stretch: Stretch, cut: Cut, _today: date) -> Question:
    """The same as long as the day is: what is over, and who is where, changes with it."""
    return asks(stretch, cut)


def of_each(
    stretch: Stretch, query: Select[Any], key: Any, counts: Sequence[Any], which: Which
) -> list[Select[Any]]:
    """For each period the key of a query, its number, and the counts of the rows that lie in it: each
    reads its own part of an index, and none asks of every row where it lies."""
    of_lines = query.having(func.count() > 0) if key is EVERYBODY else query.group_by(key)
    return [
        of_lines.add_columns(literal_column(str(n)), *counts).where(which(one))
        for n, one in enumerate(stretch.periods)
    ]


def in_one(
    stretch: Stretch, query: Select[Any], key: Any, counts: Sequence[Any], day: Any
) -> list[Select[Any]]:
    """The same from one reading: where rows are few, and dear to join."""
    nth = stretch.nth(day)
    return [query.add_columns(nth, *counts).where(stretch.has(day)).group_by(key, nth)]


def within(day: Any) -> Which:
    return lambda period: day.between(period.first, period.last)


def answers(stretch: Stretch, asked: Sequence[Question]) -> list[list[Found]]:
    """What was found for each question of each period. One query asks all of them: to ask and to read
    takes as long for one as for many."""
    found: list[list[Found]] = [[{} for _ in stretch.periods] for _ in asked]
    query = at_once(tuple(asked))
    for key, nth, *counts, which in rows(query).all() if query is not None else ():
        found[which][nth][key] = told(asked[which], counts)
    return [one.then(of) for one, of in zip(asked, found, strict=True)]


@lru_cache(AGAIN)
def at_once(asked: tuple[Question, ...]) -> CompoundSelect[Any] | None:
    selects = [select for nth, one in enumerate(asked) for select in one.numbered(nth)]
    return union_all(*selects) if selects else None


def told(asked: Question, counts: Sequence[int]) -> Counts:
    known = zip(asked.names, counts, strict=False)
    if asked.per == 1:
        return dict(known)
    return {name: part_of(many, asked.per) for name, many in known}
