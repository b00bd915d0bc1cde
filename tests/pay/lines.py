from fractions import Fraction
from math import floor
from typing import NamedTuple


class Line(NamedTuple):
    kind: str
    fen: int
    waived_fen: int = 0


Award = tuple[str, Line]


def rounded(exact: Fraction) -> int:
    """§8: "one rounding per line, half away from zero, to the fen"."""
    size = floor(abs(exact) + Fraction(1, 2))
    return size if exact >= 0 else -size
