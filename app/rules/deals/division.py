"""How an amount is divided by shares, to the fen (rules.md §6, §8 rounding)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Share:
    """What one of a deal's people has in it. `weight`: a whole number above 0, in any unit."""

    person: int
    weight: int
    hired_on: date


def divide(fen: int, shares: Sequence[Share]) -> dict[int, int]:
    """Fen by person; they add up to `fen`, which is not below 0.

    By largest remainder; equal remainders go to the earlier hire date, then the lower person number
    (rules.md §8). Raises ValueError without shares, for a weight of 0, and for a person named twice.
    """
    total = sum(one.weight for one in shares)
    if fen < 0 or not shares or min(one.weight for one in shares) < 1:
        raise ValueError("shares")
    if len({one.person for one in shares}) < len(shares):
        raise ValueError("twice")
    found = {one.person: fen * one.weight // total for one in shares}
    left = fen - sum(found.values())

    def place(one: Share) -> tuple[int, date, int]:
        return -(fen * one.weight % total), one.hired_on, one.person

    for one in sorted(shares, key=place)[:left]:
        found[one.person] += 1
    return found
