"""Incentives below zero go on to the next month; base pay is not touched (rules.md §8)."""

from collections.abc import Iterable

from app.rules.pay.lines import BASE


def rest(lines: Iterable[tuple[str, int]]) -> int:
    """What is carried of a month's lines: the sum, 0 or less, of all that is not base pay. A line
    is the kind that it is about, of an adjustment what it adjusts, and its fen."""
    return min(0, sum(fen for kind, fen in lines if kind != BASE))
