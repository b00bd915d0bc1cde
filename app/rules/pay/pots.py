"""How a pot is shared: equal parts to the fen (rules.md §8, rounding)."""

from collections.abc import Sequence

from app.rules.deals.division import Share, divide
from app.rules.pay.facts import Worker


def equally(fen: int, workers: Sequence[Worker]) -> dict[int, int]:
    """Fen by person number; spare fen go to the earlier hire date, then the lower number."""
    return divide(fen, [Share(one.number, 1, one.hired_on) for one in workers]) if workers else {}


def among(fen: int, names: Sequence[str]) -> list[int]:
    """Equal parts of a pot in the given order; spare fen go to the first by name."""
    whole, spare = divmod(fen, len(names))
    first = sorted(range(len(names)), key=lambda n: (names[n], n))[:spare]
    return [whole + (n in first) for n in range(len(names))]
