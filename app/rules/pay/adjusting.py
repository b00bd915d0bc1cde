"""What arrives late: a closed month as it would be now, less what it stands at (rules.md §8)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from app.rules.pay.lines import Line

Kinds = Mapping[tuple[int, str], int]
Keys = Collection[tuple[int, str]]


@dataclass(frozen=True)
class Difference:
    """What somebody's lines of a kind in a closed month come to now, and what they stand at."""

    person: int
    kind: str
    now_fen: int
    stands_fen: int

    @property
    def fen(self) -> int:
        return self.now_fen - self.stands_fen


def differences(lines: Iterable[Line], stands: Kinds, left_out: Keys = ()) -> list[Difference]:
    """Every kind of everybody that comes to something else now, so that two part refunds add up to
    one whole. `stands`: fen by person and kind. `left_out`: lines, by person and key, that were
    refused or are still waited for; what became of them is said elsewhere."""
    now: dict[tuple[int, str], int] = dict.fromkeys(stands, 0)
    for one in lines:
        if (one.person, one.key) not in left_out:
            now[one.person, one.kind] = now.get((one.person, one.kind), 0) + one.fen
    found = [
        Difference(person, kind, fen, stands.get((person, kind), 0))
        for (person, kind), fen in sorted(now.items())
    ]
    return [one for one in found if one.fen]
