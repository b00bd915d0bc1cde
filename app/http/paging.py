"""Pages of a long list: which is asked for, how many there are, and where the others are."""

from urllib.parse import urlencode

from flask import request

from app.rules import numbers


def wanted() -> int:
    return min(max(request.args.get("page", 1, int), 1), 1_000_000)


def number(name: str) -> int | None:
    """A number in the address that a database can hold; 0, which nothing has, for any other."""
    found = request.args.get(name, type=int)
    return found if found is None or 0 <= found <= numbers.MOST else 0


def pages(total: int, each: int) -> int:
    return max(-(-total // each), 1)


def link(page: int) -> str:
    """The address as it is, on another page of the list."""
    return f"{request.path}?{urlencode({**request.args.to_dict(), 'page': page})}"


def here(**changed: object) -> str:
    """The address as it is, with some of its parameters changed, or left out where they are None."""
    asked = {**request.args.to_dict(), **changed}
    said = urlencode({name: value for name, value in asked.items() if value is not None})
    return f"{request.path}?{said}" if said else request.path
