"""A customer rings: from the digits somebody read off to the number they end (rules.md §3)."""

from collections.abc import Mapping

from app.errors import RuleBroken
from app.rules.defaults import Settings
from app.rules.phones import EXTENSION
from app.rules.typed import plain

KEYS = ("callers.fewest_digits", "callers.most")
NATIONAL = 10  # from here on it is a whole number, and leading zeros are a prefix to dial


def ending(text: str, settings: Settings) -> str:
    """The digits by which a caller is looked for: the last four of his number or more.

    Any way of writing it, also the whole number with 0, 86 or 0086 in front. Raises
    RuleBroken("caller_digits_few", fewest=…).
    """
    digits = "".join(letter for letter in plain(text) if letter in "0123456789")
    if len(digits) < settings["callers.fewest_digits"]:
        raise RuleBroken("caller_digits_few", fewest=settings["callers.fewest_digits"])
    return digits.lstrip("0") if len(digits) >= NATIONAL else digits


def read_off(payload: Mapping[str, object], settings: Settings) -> str | None:
    """The last digits of the number that rang, as far as a call record says them: `caller` of a
    call that came in. Whoever has them took the call, also of somebody else's customer, and learns
    no more by logging it than by looking the number up."""
    digits = payload.get("caller")
    if payload.get("direction") != "in" or not isinstance(digits, str):
        return None
    enough = len(digits) >= settings["callers.fewest_digits"]
    return digits if enough and digits.isdecimal() else None


def ends(number: str, digits: str) -> bool:
    """Whether a number (E.164, with or without an extension) ends in these digits."""
    return number.partition(EXTENSION)[0].endswith(digits)
