"""Who stands where on a day of the team: amount, then deals, then workload, the chain of the
champions (rules.md §8.5, §9)."""

from collections.abc import Mapping
from fractions import Fraction

CHAIN = ("amount", "deals", "workload")
Score = tuple[Fraction, ...]


def places(scores: Mapping[int, Score]) -> list[tuple[int, int]]:
    """Place and person, equals on one place by person number. Who has nothing yet stands nowhere:
    a text for the chat group names nobody as the last."""
    counted = {person: score for person, score in scores.items() if any(score)}
    order = sorted(counted, key=lambda person: ([-part for part in counted[person]], person))
    found: list[tuple[int, int]] = []
    for at, person in enumerate(order, 1):
        same = found and counted[found[-1][1]] == counted[person]
        found.append((found[-1][0] if same else at, person))
    return found
