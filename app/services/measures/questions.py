"""What is asked of the database for a measure (rules.md §6)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, Select, union_all

from app.rules.measures.dictionary import part_of
from app.services.measures.cutting import Cut
from app.services.measures.stretches import Counts, Found, Stretch
from app.services.transaction import rows

AGAIN = 512
"""So many questions are asked again and again: to make one takes as long as to have it answered."""


@dataclass(frozen=True)
class Question:
    """Queries whose rows say for whom, in which period, and how many of each of the `names` there
    are, in so many parts of one. `then`: what is made of the answer."""

    selects: Sequence[Select[Any]]
    names: tuple[str, ...]
    per: int = 1
    then: Callable[[list[Found]], list[Found]] = list

    @cached_property
    def statement(self) -> CompoundSelect[Any]:
        return union_all(*self.selects)


Asks = Callable[[Stretch, Cut], Question]


@lru_cache(AGAIN)
def question(asks: Asks, stretch: Stretch, cut: Cut, _today: date) -> Question:
    """The same as long as the day is: what is over, and who is where, changes with it."""
    return asks(stretch, cut)


def answer(stretch: Stretch, asked: Question) -> list[Found]:
    """What was found of each period."""
    found: list[Found] = [{} for _ in stretch.periods]
    for key, n, *counts in rows(asked.statement).all() if asked.selects else ():
        found[n][key] = told(asked, counts)
    return asked.then(found)


def told(asked: Question, counts: Sequence[int]) -> Counts:
    if asked.per == 1:
        return dict(zip(asked.names, counts, strict=True))
    parts = zip(asked.names, counts, strict=True)
    return {name: part_of(many, asked.per) for name, many in parts}
