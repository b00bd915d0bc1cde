"""Which of many answers holds, in whatever order they arrived (rules.md §7)."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Arrived:
    """An answer as it arrived, `nth` of all; `seq`: its number on its device."""

    nth: int
    place: int
    device: str
    seq: int
    said: tuple[str, ...]
    late: bool = False


def holding(events: Iterable[Arrived], accepted_up_to: int = 0) -> dict[int, Arrived]:
    """The answer of each place: the last of a device by its own numbers, of several devices the one
    whose last arrived last. A late one only if it was accepted."""
    last: dict[tuple[int, str], Arrived] = {}
    for one in events:
        if one.late and one.nth > accepted_up_to:
            continue
        before = last.setdefault((one.place, one.device), one)
        if one.seq > before.seq:
            last[one.place, one.device] = one
    found: dict[int, Arrived] = {}
    for one in sorted(last.values(), key=lambda each: each.nth):
        found[one.place] = one
    return found
