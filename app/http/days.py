"""A day that an address asks for: today unless it names an earlier one."""

from datetime import date

from flask import request

from app import clock


def wanted() -> date:
    try:
        asked = date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        return clock.today()
    return min(max(asked, date(2000, 1, 2)), clock.today())
