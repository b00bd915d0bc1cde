"""Two computations of the same month side by side (rules.md §8, what if)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.rules.pay import lines
from app.rules.pay.engine import PersonsPay
from app.rules.pay.facts import GROUP, Facts, Worker
from app.rules.pay.lines import Line

CONTESTS = (lines.CHAMPION_AMOUNT, lines.CHAMPION_DEALS, lines.PK)


@dataclass(frozen=True)
class Compared:
    """What somebody gets by one plan and by another, in fen, in all and by kind of line."""

    worker: Worker
    kinds: Mapping[str, tuple[int, int]]

    @property
    def old_fen(self) -> int:
        return sum(old for old, _ in self.kinds.values())

    @property
    def new_fen(self) -> int:
        return sum(new for _, new in self.kinds.values())

    @property
    def fen(self) -> int:
        return self.new_fen - self.old_fen

    @property
    def changes(self) -> list[tuple[str, int]]:
        """By how much which kinds of line change."""
        return [(kind, new - old) for kind, (old, new) in self.kinds.items() if old != new]


@dataclass(frozen=True)
class Prize:
    """Who wins a contest by one plan and by another; nobody where it pays nothing."""

    kind: str
    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def changed(self) -> bool:
        return self.old != self.new


def compared(old: Sequence[PersonsPay], new: Sequence[PersonsPay]) -> list[Compared]:
    """Person by person; both computations have the same people."""
    return [
        Compared(one.worker, side_by_side(by_kind(one.lines), by_kind(other.lines)))
        for one, other in zip(old, new, strict=True)
    ]


def side_by_side(old: Mapping[str, int], new: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    return {kind: (old.get(kind, 0), new.get(kind, 0)) for kind in {**old, **new}}


def by_kind(written: Iterable[Line]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in written:
        found[one.kind] = found.get(one.kind, 0) + one.fen
    return found


def summed(some: Iterable[Compared]) -> list[Compared]:
    """Everybody's months together; who gains or loses most first, then by number."""
    of: dict[int, list[Compared]] = {}
    for one in some:
        of.setdefault(one.worker.number, []).append(one)
    people = [together(months[0].worker, months) for months in of.values()]
    return sorted(people, key=lambda one: (-abs(one.fen), one.worker.number))


def together(worker: Worker, some: Iterable[Compared]) -> Compared:
    kinds: dict[str, tuple[int, int]] = {}
    for one in some:
        for kind, (old, new) in one.kinds.items():
            before = kinds.get(kind, (0, 0))
            kinds[kind] = before[0] + old, before[1] + new
    return Compared(worker, kinds)


def prizes(facts: Facts, old: Sequence[PersonsPay], new: Sequence[PersonsPay]) -> list[Prize]:
    """The champions and the groups that won their PK; a contest that nobody won either way is
    left out."""
    found = [Prize(kind, winners(facts, kind, old), winners(facts, kind, new)) for kind in CONTESTS]
    return [one for one in found if one.old or one.new]


def winners(facts: Facts, kind: str, people: Sequence[PersonsPay]) -> tuple[str, ...]:
    """Names of the people, or of the groups, that a contest's lines are for, in their order."""
    won = [(one.worker, line) for one in people for line in one.lines if line.kind == kind]
    if kind == lines.PK:
        groups = sorted({int(line.key.rpartition(":")[2]) for _, line in won})
        return tuple(facts.names.get((GROUP, one), str(one)) for one in groups)
    return tuple(worker.name for worker, _ in won)
