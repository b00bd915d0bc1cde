"""Who has what in a deal, as people write it (rules.md §3, §5: shares add up to 100 %)."""

import re
from collections.abc import Sequence
from decimal import Decimal

from app.errors import RuleBroken
from app.rules.typed import plain, word

WHOLE_BP = 10_000
BETWEEN = re.compile(r"[;,、\n]+")
PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s*%?")
ONE = re.compile(r"(.+?)\s*[::]\s*(\d+(?:\.\d{1,2})?)\s*%?")


def shares_in(text: str) -> list[tuple[str, int]]:
    """Names or logins with their shares in basis points: wang:60;li:40. One name alone has all.

    Raises RuleBroken("shares_missing" | "shares_unreadable" with text) and as `check`.
    """
    parts = [part.strip() for part in BETWEEN.split(plain(text)) if part.strip()]
    if not parts:
        raise RuleBroken("shares_missing")
    if len(parts) == 1 and ":" not in parts[0]:
        return [(word(parts[0]), WHOLE_BP)]
    found = [one(part) for part in parts]
    check(found)
    return found


def one(part: str) -> tuple[str, int]:
    said = ONE.fullmatch(part)
    if said is None:
        raise RuleBroken("shares_unreadable", text=part[:40])
    return word(said[1]), int(Decimal(said[2]) * 100)


def percent_bp(text: str | None) -> int:
    """Basis points of a percentage as typed: 60, 33.33, 50%. Raises RuleBroken("share_unreadable")."""
    said = PERCENT.fullmatch(plain(text or "").strip())
    if said is None:
        raise RuleBroken("share_unreadable", text=(text or "")[:20])
    return int(Decimal(said[1]) * 100)


def check(shares: Sequence[tuple[object, int]]) -> None:
    """Raises RuleBroken("shares_missing" | "share_none" | "share_twice" | "shares_sum", percent)."""
    if not shares:
        raise RuleBroken("shares_missing")
    if min(bp for _, bp in shares) < 1:
        raise RuleBroken("share_none")
    if len({who for who, _ in shares}) < len(shares):
        raise RuleBroken("share_twice")
    total = sum(bp for _, bp in shares)
    if total != WHOLE_BP:
        raise RuleBroken("shares_sum", percent=f"{Decimal(total) / 100:f}")
