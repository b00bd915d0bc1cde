"""What leaves the house for a chat group says no customer's number or name (rules.md §2, §9)."""

from collections.abc import Iterable

from app.rules import phones

SHORTEST = 2


def without_customers(text: str, names: Iterable[str], instead: str) -> str:
    """The text with each of these names replaced, the longest first, and numbers masked. A name of
    one letter stays: it would be found in half of all words."""
    for name in sorted({one for one in names if len(one) >= SHORTEST}, key=len, reverse=True):
        text = text.replace(name, instead)
    return phones.hidden(text)
