"""When a price needs somebody's word (rules.md §5)."""

from app.rules.deals.shares import WHOLE_BP


def discount_fen(price_fen: int, list_fen: int | None) -> int:
    """What the price is below the list, in fen; 0 where nothing is listed or more is paid."""
    return max(0, (list_fen or 0) - price_fen)


def needs_approval(price_fen: int, list_fen: int | None, limit_bp: int) -> bool:
    """Whether the discount is beyond the product's limit, in basis points of the listed price."""
    below = discount_fen(price_fen, list_fen)
    return below * WHOLE_BP > limit_bp * (list_fen or 0)
