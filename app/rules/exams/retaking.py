"""Whether and from when a paper may be taken again (rules.md §7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.rules.why import Why


@dataclass(frozen=True)
class Taken:
    """An attempt that is over, by the company day of its end."""

    on: date
    passed: bool
    waits: bool


@dataclass(frozen=True)
class Terms:
    retakes: int
    days_apart: int


@dataclass(frozen=True)
class Chance:
    """How many attempts are left, from which day on the next may begin, and why not today."""

    left: int
    day: date | None = None
    why: Why | None = None


def chance(terms: Terms, taken: Sequence[Taken], today: date) -> Chance:
    """`taken` in its order. Who has passed needs no more; while a trainer has yet to mark, nobody
    spends an attempt in vain."""
    left = max(1 + terms.retakes - len(taken), 0)
    if any(one.passed for one in taken):
        return Chance(left, why=Why("exam_passed", {}))
    if not taken:
        return Chance(left, today)
    if taken[-1].waits:
        return Chance(left, why=Why("exam_waits", {}))
    if not left:
        return Chance(0, why=Why("exam_used_up", {"n": len(taken)}))
    day = max(taken[-1].on + timedelta(days=terms.days_apart), today)
    return Chance(left, day, Why("exam_too_soon", {"day": day}) if day > today else None)
