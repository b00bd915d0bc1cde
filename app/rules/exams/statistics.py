"""How a question did: facility and discrimination, exact (rules.md §7).

Discrimination after Kelley: the part of the points that the best 27 in 100 earned, less that of the
weakest 27. Best and weakest by what else they earned, so that a question does not judge itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

EDGE = Fraction(27, 100)


@dataclass(frozen=True)
class Sat:
    """A question in one attempt: the part of its points that was earned, and the part of the other
    points of that attempt; both from 0 to 1."""

    earned: Fraction
    rest: Fraction


@dataclass(frozen=True)
class Statistics:
    attempts: int
    facility: Fraction
    discrimination: Fraction


def of(sat: Sequence[Sat], least: int) -> Statistics | None:
    """None before `least` attempts: a few say nothing."""
    if len(sat) < least or not sat:
        return None
    facility = sum((one.earned for one in sat), Fraction(0)) / len(sat)
    return Statistics(len(sat), facility, discrimination(sat))


def discrimination(sat: Sequence[Sat]) -> Fraction:
    """From -1 to 1; below 0 the weak do better than the good: something is wrong with it."""
    size = EDGE * len(sat)
    ranked = sorted(sat, key=lambda one: one.rest)
    weakest = groups(ranked)
    return mean(reversed(weakest), size) - mean(weakest, size)


def groups(ranked: Sequence[Sat]) -> list[list[Fraction]]:
    """What was earned, those alike in the rest together."""
    return [[one.earned for one in same] for _, same in groupby(ranked, lambda one: one.rest)]


def mean(alike: Iterable[list[Fraction]], size: Fraction) -> Fraction:
    """What the first `size` earned on average. Of those alike across the edge each counts in part:
    no order among them decides."""
    total, room = Fraction(0), size
    for same in alike:
        part = min(room, Fraction(len(same)))
        total += sum(same, Fraction(0)) * part / len(same)
        room -= part
    return total / size
