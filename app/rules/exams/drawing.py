"""Which questions of the bank an attempt gets (rules.md §7)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Wanted:
    """So many of these questions, by their numbers in the order of the lot."""

    count: int
    among: Sequence[int]


def draw(wanted: Sequence[Wanted], seen: Collection[int] = ()) -> list[list[int]]:
    """Questions for each draw, none twice, as many as there can be; those that were not seen in an
    earlier attempt go first."""
    lot = Lot(wanted)
    for fresh in (True, False):
        for nth, one in enumerate(wanted):
            lot.allowed[nth] = [q for q in one.among if not fresh or q not in seen]
        for nth, one in enumerate(wanted):
            while len(lot.drawn[nth]) < one.count and lot.take(nth, set()):
                pass
    return lot.drawn


class Lot:
    """Questions on their way to draws. A draw gets one that is free, or one of another draw that
    finds itself a different one: so a wide draw takes nothing that a narrow one needs."""

    def __init__(self, wanted: Sequence[Wanted]) -> None:
        self.drawn: list[list[int]] = [[] for _ in wanted]
        self.allowed: list[Sequence[int]] = [[] for _ in wanted]
        self.holder: dict[int, int] = {}

    def take(self, nth: int, asked: set[int]) -> bool:
        asked.add(nth)
        for question in self.allowed[nth]:
            if question not in self.holder:
                return self.give(question, nth)
        for question in self.allowed[nth]:
            other = self.holder[question]
            if other not in asked and self.take(other, asked):
                self.drawn[other].remove(question)
                return self.give(question, nth)
        return False

    def give(self, question: int, nth: int) -> bool:
        self.holder[question] = nth
        self.drawn[nth].append(question)
        return True
