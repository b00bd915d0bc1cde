"""Who leads a contest or has won it, and why, in one sentence (rules.md §8.7)."""

from collections.abc import Sequence

from app.rules.pay import contest
from app.rules.pay.contest import Standing, Weights
from app.rules.why import Why


def verdict(ranked: Sequence[Standing], weights: Weights, *, over: bool) -> Why:
    """Nobody while all scores are zero; equals share the first place."""
    first = contest.winners(ranked)
    if not first:
        return Why("pk_nobody" if over else "pk_nobody_yet", {})
    told = {**contest.told(ranked), "winners": "、".join(one.side.name for one in first)}
    if len(first) > 1:
        return Why("pk_tied" if over else "pk_level", told)
    return Why(f"pk_{'won' if over else 'leads'}_{by(weights)}", told)


def by(weights: Weights) -> str:
    if not weights.conversion:
        return "workload"
    return "both" if weights.workload else "conversion"
