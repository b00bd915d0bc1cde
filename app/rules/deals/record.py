"""A deal as a device sends it (rules.md §5; sync.md, kinds): `deal.enter` of version 1."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.errors import RuleBroken
from app.rules.money import MOST_FEN

LONGEST_NOTE = 1_000
LONGEST_NAME = 64
MOST_SHARES = 4
LARGEST = 2**53


@dataclass(frozen=True)
class DealRecord:
    """What was agreed in a call, named by its record. `shares` are person numbers with basis points,
    none where the rep has all; `received`: the day and the fen that came in already."""

    call: str
    price_fen: int
    product_id: int | None
    signed_on: date
    shares: tuple[tuple[int, int], ...]
    received: tuple[date, int] | None
    note: str


def read(said: Mapping[str, Any]) -> DealRecord:
    """Reads a record's payload: price_fen, product, signed_on, shares [[person, bp]…], received_fen
    and received_on, note, call. Only price and day must be there.

    Raises RuleBroken("deal_record_garbled", field) for what is not of the form.
    """
    received_fen = perhaps(said, "received_fen", MOST_FEN)
    return DealRecord(
        call=text(said, "call", LONGEST_NAME),
        price_fen=whole(said, "price_fen", MOST_FEN),
        product_id=perhaps(said, "product", LARGEST),
        signed_on=day(said, "signed_on"),
        shares=shares_in(said),
        received=(day(said, "received_on"), received_fen) if received_fen else None,
        note=text(said, "note", LONGEST_NOTE),
    )


def garbled(field: str) -> RuleBroken:
    return RuleBroken("deal_record_garbled", field=field)


def perhaps(said: Mapping[str, Any], field: str, most: int) -> int | None:
    return None if said.get(field) is None else whole(said, field, most)


def whole(said: Mapping[str, Any], field: str, most: int) -> int:
    value = said.get(field)
    if value is None or not is_whole(value) or not 0 < value < most:
        raise garbled(field)
    return int(value)


def is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def text(said: Mapping[str, Any], field: str, longest: int) -> str:
    value = said.get(field) or ""
    if not isinstance(value, str) or len(value) > longest or "\0" in value:
        raise garbled(field)
    return value.strip()


def day(said: Mapping[str, Any], field: str) -> date:
    try:
        return date.fromisoformat(said.get(field) or "")
    except (TypeError, ValueError):
        raise garbled(field) from None


def shares_in(said: Mapping[str, Any]) -> tuple[tuple[int, int], ...]:
    given = said.get("shares") or []
    if not isinstance(given, list) or len(given) > MOST_SHARES:
        raise garbled("shares")
    for one in given:
        pair = isinstance(one, list) and len(one) == 2
        if not pair or not all(is_whole(part) and 0 < part < LARGEST for part in one):
            raise garbled("shares")
    return tuple((person_id, share_bp) for person_id, share_bp in given)
