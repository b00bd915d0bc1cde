"""What a row of a list of deals says: one receipt or refund of a deal (design: import headings)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.errors import RuleBroken
from app.rules.days.dates import read_day
from app.rules.deals.shares import shares_in
from app.rules.money import fen_in
from app.rules.phones import numbers_in
from app.rules.typed import is_nothing, trimmed, truth

LONGEST_ID = 60
LONGEST_PRODUCT = 200


@dataclass(frozen=True)
class DealRow:
    """A usable row. `shares`: names or logins as typed, with basis points."""

    id: str
    numbers: tuple[str, ...]
    shares: tuple[tuple[str, int], ...]
    product: str
    signed_on: date
    received_on: date
    fen: int
    refund: bool


def read(record: Mapping[str, str], today: date) -> DealRow:
    """Raises RuleBroken: what `numbers_in`, `shares_in`, `read_day` and `fen_in` refuse, and
    "deal_id_long", "deal_product_long", "refund_unreadable", "deal_in_future"."""
    said = {name: text for name, text in record.items() if not is_nothing(text)}
    received_on = read_day(said.get("received_on", ""), today)
    signed_on = read_day(said["signed_on"], today) if "signed_on" in said else received_on
    if max(received_on, signed_on) > today:
        raise RuleBroken("deal_in_future", day=str(max(received_on, signed_on)))
    return DealRow(
        id=short(said.get("id", ""), LONGEST_ID, "deal_id_long"),
        numbers=numbers_in(record.get("phone", "")),
        shares=tuple(shares_in(said.get("shares", ""))),
        product=short(said.get("product", ""), LONGEST_PRODUCT, "deal_product_long"),
        signed_on=signed_on,
        received_on=received_on,
        fen=fen_in(said.get("amount_yuan", "")),
        refund=is_refund(said.get("refund", "")),
    )


def short(text: str, longest: int, refusal: str) -> str:
    said = trimmed(text)
    if len(said) > longest:
        raise RuleBroken(refusal, most=longest)
    return said


def is_refund(text: str) -> bool:
    said = truth(text) if text else False
    if said is None:
        raise RuleBroken("refund_unreadable", text=text[:40])
    return said
