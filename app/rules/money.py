"""Amounts as people type them, in whole fen (rules.md, opening paragraphs)."""

import re
from decimal import Decimal

from app.errors import RuleBroken
from app.rules.typed import plain

MOST_FEN = 10**13
AMOUNT = re.compile(r"(?:rmb|cny|[¥¥])?(\d+(?:\.\d+)?)(万)?(?:元|块|yuan)?")
TEN_THOUSAND = 10_000


def fen_in(text: str) -> int:
    """Whole fen of an amount in yuan: 10000, ¥10,000.00, 1.2万, 3500.5元.

    Raises RuleBroken("amount_unreadable", text), also for parts of a fen, nothing, and amounts
    above 100 billion yuan.
    """
    said = plain(text).lower().replace(",", "").replace(" ", "")
    found = AMOUNT.fullmatch(said)
    if found is None:
        raise RuleBroken("amount_unreadable", text=text[:40])
    fen = Decimal(found[1]) * (TEN_THOUSAND if found[2] else 1) * 100
    if fen != int(fen) or not 0 < fen < MOST_FEN:
        raise RuleBroken("amount_unreadable", text=text[:40])
    return int(fen)


def typed_yuan(fen: int) -> str:
    """An amount as `fen_in` reads it back: 12800 or 12800.50, the rest of a yuan in two places."""
    whole, rest = divmod(fen, 100)
    return f"{whole}.{rest:02}" if rest else str(whole)
