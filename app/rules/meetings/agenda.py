"""What a meeting talks about in its turn, for how long, and with which figures (rules.md §9)."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.rules.measures.periods import DAY, MONTH, WEEK
from app.rules.meetings.kinds import EVENING, MONTHLY, MORNING, WEEKLY

OPEN_ITEMS, FIGURES, GOALS, WORK, OTHER = "open_items", "figures", "goals", "work", "other"
SHARING, TOMORROW = "sharing", "tomorrow"
BEST_CASE, PK, NEXT_WEEK = "best_case", "pk", "next_week"
CAUSES, AWARDS, NEXT_MONTH = "causes", "awards", "next_month"

POINTS: dict[str, tuple[tuple[str, int], ...]] = {
    MORNING: ((OPEN_ITEMS, 2), (FIGURES, 3), (GOALS, 5), (WORK, 3), (OTHER, 2)),
    EVENING: ((OPEN_ITEMS, 2), (FIGURES, 6), (SHARING, 6), (TOMORROW, 4), (OTHER, 2)),
    WEEKLY: ((OPEN_ITEMS, 3), (FIGURES, 5), (BEST_CASE, 4), (PK, 3), (NEXT_WEEK, 5)),
    MONTHLY: ((OPEN_ITEMS, 2), (FIGURES, 5), (CAUSES, 5), (AWARDS, 3), (NEXT_MONTH, 5)),
}
MEASURES: dict[str, tuple[str, ...]] = {
    MORNING: ("calls", "connect_rate", "workload", "deals", "amount"),
    EVENING: ("calls", "connect_rate", "workload", "deals", "amount"),
    WEEKLY: ("calls", "workload", "conversion", "deals", "amount"),
    MONTHLY: ("calls", "workload", "conversion", "deals", "amount"),
}
PERIODS = {MORNING: DAY, EVENING: DAY, WEEKLY: WEEK, MONTHLY: MONTH}


@dataclass(frozen=True, slots=True)
class Point:
    code: str
    minutes: int


def points(kind: str, minutes: int) -> list[Point]:
    """The agenda of a meeting of so many minutes: shares as they are shipped fit 15 and 20, another
    length is divided in the same proportion by largest remainder; each point has a minute."""
    codes, shares = zip(*POINTS[kind], strict=True)
    whole = sum(shares)
    found = [minutes * share // whole for share in shares]
    order = sorted(range(len(shares)), key=lambda n: -(minutes * shares[n] % whole))
    for n in order[: minutes - sum(found)]:
        found[n] += 1
    while 0 in found:
        found[found.index(max(found))] -= 1
        found[found.index(0)] = 1
    return [Point(*one) for one in zip(codes, found, strict=True)]


def as_json(found: Sequence[Point]) -> list[dict[str, object]]:
    return [{"point": one.code, "minutes": one.minutes} for one in found]


def from_json(kept: Sequence[dict[str, object]]) -> list[Point]:
    """An agenda as it stood when the meeting opened."""
    return [Point(str(one["point"]), int(str(one["minutes"]))) for one in kept]
