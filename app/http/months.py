"""The month that a page is asked for: `?month=2026-11`."""

from calendar import monthrange
from datetime import date, timedelta

from flask import request

from app import clock

EARLIEST = date(2000, 1, 1)


def wanted() -> date:
    """Its first day; this month when none, or an odd one, is asked for."""
    this = clock.today().replace(day=1)
    try:
        asked = date.fromisoformat(f"{request.args.get('month', '')}-01")
    except ValueError:
        return this
    return asked if EARLIEST <= asked <= this else this


def last_day(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def around(month: date) -> dict[str, object]:
    """The month with the one before and, unless it is to come, the one after."""
    after = last_day(month) + timedelta(days=1)
    before = (month - timedelta(days=1)).replace(day=1)
    return {"month": month, "before": before, "after": after if after <= clock.today() else None}
