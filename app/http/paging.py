"""Pages of a long list: which is asked for, how many there are, and where the others are."""

from flask import request, url_for


def wanted() -> int:
    return min(max(request.args.get("page", 1, int), 1), 1_000_000)


def pages(total: int, each: int) -> int:
    return max(-(-total // each), 1)


def link(page: int) -> str:
    """The address as it is, on another page of the list."""
    asked = {**request.args.to_dict(), "page": page}
    return url_for(request.endpoint or "", **(request.view_args or {}), **asked)
