"""Numbers in a file that is taken away: whole for who may have them, else hidden (rules.md §2)."""

import re
from collections.abc import Sequence
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumberFormat

from app.rules import phones

BETWEEN = "、"
EXTENSION = "转"
DATE = r"(?:19|20)\d\d[-.]\d{1,2}[-.]\d{1,2}(?!\d)"
WRITTEN = re.compile(rf"(?<!\d)(?!{DATE})\d(?:[\s.\-()()_]{{0,3}}\d){{6,}}")


@lru_cache(maxsize=8192)
def written(number: str) -> str:
    """A number as it is dialled in China and can be brought in again: never with a plus sign, which
    begins a formula; a landline with a dash, or spreadsheets drop its leading nought."""
    digits, extension = phones.national(number)
    if digits.startswith("0"):
        digits = dashed(number, digits)
    return f"{digits}{EXTENSION}{extension}" if extension else digits


def dashed(number: str, digits: str) -> str:
    parsed = phonenumbers.parse(number.partition(phones.EXTENSION)[0])
    area = phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL).split()[0]
    return f"{area}-{digits[len(area) :]}"


def cell(numbers: Sequence[str], *, masked: bool) -> str:
    """All numbers of a lead in one cell."""
    return BETWEEN.join(phones.masked(one) if masked else written(one) for one in numbers)


def hidden(text: str) -> str:
    """A text without any number somebody wrote into it: mobiles as a list shows them, other runs of
    seven digits and more not at all; days stay."""
    return WRITTEN.sub("****", phones.hidden(text))
