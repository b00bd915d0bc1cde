"""A day that an address asks for: today unless it names an earlier one."""

from datetime import date, timedelta

from flask import request

from app import clock


def wanted() -> date:
    try:
        asked = date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        return clock.today()
    return min(max(asked, date(2000, 1, 2)), clock.today())


def beside(day: date) -> dict[str, date | None]:
    """The day with the ones beside it; none after it that has not come."""
    one = timedelta(days=1)
    return {"day": day, "before": day - one, "after": day + one if day < clock.today() else None}
