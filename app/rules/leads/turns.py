"""Whose turn it is in a run: of the sources, and of the reps (rules.md §2.2).

Shares are compared as whole numbers over one common denominator: exact like fractions, and fast.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from math import lcm

NO_TIE, BY_SOURCE, BY_NUMBER = "none", "source", "number"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A precise lead in the pool: waiting since it arrived, or was returned or recycled. `barred`
    are the numbers of the people it may not go to."""

    lead: int
    source: str
    since: datetime
    barred: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Rep:
    """An eligible rep at the start of a run; `of_source`: leads had of each source this month."""

    number: int
    entitlement: int
    carry: Fraction = Fraction(0)
    of_source: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Queue:
    """What waits of one source, oldest first."""

    source: str
    leads: deque[Waiting]
    size: int
    gone: int = 0


@dataclass(slots=True)
class Place:
    """A rep in the line; `behind` and `share` are multiples of one over the line's denominator."""

    rep: Rep
    behind: int
    share: int
    of_source: dict[str, int]
    got: int = 0


class Sources:
    """The sources of what waits take turns in proportion to how much of each is waiting."""

    def __init__(self, waiting: Iterable[Waiting]) -> None:
        by_source: defaultdict[str, list[Waiting]] = defaultdict(list)
        for lead in sorted(waiting, key=lambda lead: (lead.since, lead.lead)):
            by_source[lead.source].append(lead)
        self.queues = [Queue(name, deque(q), len(q)) for name, q in sorted(by_source.items())]
        self.total = sum(queue.size for queue in self.queues)

    def turn(self, k: int) -> Queue | None:
        """The source of the k-th hand-out: the one furthest behind its share, tie by name."""
        self.queues = [queue for queue in self.queues if queue.leads]
        total = self.total
        return max(self.queues, key=lambda q: q.size * k - q.gone * total, default=None)


class Line:
    """The reps of a run, each with a share in proportion to the entitlement."""

    def __init__(self, reps: Sequence[Rep]) -> None:
        self.total = sum(rep.entitlement for rep in reps)
        self.one = lcm(self.total or 1, *(rep.carry.denominator for rep in reps))
        ordered = sorted(reps, key=lambda rep: rep.number)
        self.places = [self.place(rep) for rep in ordered if rep.entitlement > 0]

    def place(self, rep: Rep) -> Place:
        behind, share = rep.carry * self.one, rep.entitlement * self.one // self.total
        return Place(rep, int(behind), share, dict(rep.of_source))

    def turn(self, k: int, source: str, barred: Collection[int]) -> tuple[Place | None, int, str]:
        """Who gets the k-th hand-out, how much was due to him in all (in units of one over the
        denominator, before what he got), and what broke a tie."""
        places = [p for p in self.places if p.rep.number not in barred] if barred else self.places
        if not places:
            return None, 0, NO_TIE
        most = max([p.behind + k * p.share for p in places])
        level = [p for p in places if p.behind + k * p.share == most]
        chosen, tie = level[0], NO_TIE
        if len(level) > 1:
            chosen, tie = fewest_of(source, level)
        return chosen, most + chosen.got * self.one, tie

    def give(self, place: Place, source: str) -> None:
        """Notes that the lead went to this place; a rep without entitlement left steps out."""
        place.got += 1
        place.behind -= self.one
        place.of_source[source] = place.of_source.get(source, 0) + 1
        if place.got == place.rep.entitlement:
            self.places.remove(place)


def fewest_of(source: str, level: Sequence[Place]) -> tuple[Place, str]:
    """Among equals the one with the fewest leads of this source, then the lower number."""
    fewest = min(place.of_source.get(source, 0) for place in level)
    left = [place for place in level if place.of_source.get(source, 0) == fewest]
    return left[0], BY_NUMBER if len(left) > 1 else BY_SOURCE


def order_of_sources(sizes: Mapping[str, int]) -> list[str]:
    """The sources in the order in which they come to turn for the first hand-out of a run, given
    how many leads of each wait: the most first, tie by name (rules.md §2.2)."""
    return sorted(sizes, key=lambda name: (-sizes[name], name))
