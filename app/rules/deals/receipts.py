"""What of a deal's receipts is left after refunds, and when a deal counts (rules.md §5, §6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.errors import RuleBroken

FIRST_RECEIPT, FULL_PAYMENT, CONTRACT = "first_receipt", "full_payment", "contract"
COUNTED_AT = (FIRST_RECEIPT, FULL_PAYMENT, CONTRACT)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money that came in and was confirmed. `entered`: its place in the order of entering."""

    id: int
    day: date
    fen: int
    entered: int


@dataclass(frozen=True, slots=True)
class Net:
    """A receipt and what is left of it."""

    receipt: Receipt
    fen: int


def nets(receipts: Iterable[Receipt], refunds: Iterable[int]) -> list[Net]:
    """What is left of each receipt, in the order of days, then of entering.

    Refunds, in fen, take back the latest receipts first, of one day the one entered last; so it does
    not matter in which order they came. Raises RuleBroken("refund_too_much", most_fen) where more was
    paid back than came in (rules.md §5).
    """
    latest = sorted(receipts, key=lambda one: (one.day, one.entered), reverse=True)
    back, received = sum(refunds), sum(one.fen for one in latest)
    if back > received:
        raise RuleBroken("refund_too_much", most_fen=received)
    found = []
    for one in latest:
        taken = min(back, one.fen)
        back -= taken
        found.append(Net(one, one.fen - taken))
    return found[::-1]


def counted_on(
    left: Sequence[Net], price_fen: int, signed_on: date, counted_at: str = FIRST_RECEIPT
) -> date | None:
    """On which day a deal counts; None while it does not, or where nothing of it is left.

    At its first receipt; by setting at the one that makes it fully paid, or at the contract, which
    counts only once money came (rules.md §5). `left` as `nets` gives it.
    """
    if sum(one.fen for one in left) <= 0:
        return None
    if counted_at == CONTRACT:
        return signed_on
    if counted_at == FIRST_RECEIPT:
        return left[0].receipt.day
    so_far = 0
    for one in left:
        so_far += one.fen
        if so_far >= price_fen:
            return one.receipt.day
    return None
