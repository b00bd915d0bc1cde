"""Whether the bank has enough questions for a paper (rules.md §7)."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """So many questions out of those that fit, by their numbers."""

    fitting: frozenset[int]
    count: int


@dataclass(frozen=True)
class Lack:
    """A line, counted from one, that can fall short: `there` are left for it in the worst case."""

    place: int
    there: int
    wanted: int


def left_for(line: Line, before: Sequence[Line]) -> int:
    """How many fit and are left, whichever the lines before it have drawn: none is drawn twice."""
    taken = sum(min(one.count, len(one.fitting & line.fitting)) for one in before)
    return max(len(line.fitting) - taken, 0)


def lacks(lines: Sequence[Line]) -> list[Lack]:
    """The lines that can fall short when all are drawn one after the other."""
    found = []
    for place, line in enumerate(lines, 1):
        left = left_for(line, lines[: place - 1])
        if left < line.count:
            found.append(Lack(place, left, line.count))
    return found
