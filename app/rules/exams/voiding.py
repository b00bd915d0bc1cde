"""What an attempt comes to once a question of it is void: that one counts in full (rules.md §7)."""

from dataclasses import dataclass, replace
from fractions import Fraction


@dataclass(frozen=True)
class Standing:
    """What an attempt has come to, of `full`; `unmarked`: how many answers wait for a trainer."""

    score: Fraction
    full: int
    unmarked: int

    def passes(self, percent: int) -> bool:
        return not self.unmarked and self.score * 100 >= percent * self.full


def without(standing: Standing, points: int, earned: Fraction | None) -> Standing:
    """`points`: what the question is worth there; `earned`: None while it waits for a trainer."""
    waits = standing.unmarked - (earned is None)
    return replace(standing, score=standing.score + points - (earned or 0), unmarked=waits)
