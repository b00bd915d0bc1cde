"""Which month's pay is asked for, and where the rows behind a line are shown (rules.md §8)."""

from flask import abort, url_for

from app import clock
from app.errors import RuleBroken
from app.rules.measures import periods
from app.rules.measures.periods import MONTH, Period
from app.rules.pay import lines
from app.rules.pay.lines import Behind

EARLIEST = 2000
MEASURES = {
    lines.RECEIPTS: "amount",
    lines.DEALS: "deals",
    lines.CALLS: "workload",
    lines.LEADS: "conversion",
}


def this() -> Period:
    return periods.containing(MONTH, clock.today())


def named(code: str) -> Period:
    """The month of an address that has begun; any other is as a page that is missing."""
    try:
        found = periods.read(code, (MONTH,))
    except RuleBroken:
        abort(404)
    if found.first.year < EARLIEST or found.first > clock.today():
        abort(404)
    return found


def around(month: Period) -> dict[str, object]:
    """The month with the one before and, unless it is to come, the one after."""
    after = month.after()
    return {
        "month": month,
        "before": month.before(),
        "after": after if after.first <= clock.today() else None,
        "running": month == this(),
    }


def rows_behind(behind: Behind) -> str | None:
    """The page of the rows that went into a line; None of what no page shows."""
    measure = MEASURES.get(behind.what)
    if measure is None:
        return None
    key, period = behind.owner, behind.period.code
    return url_for("figures.show", measure=measure, by=behind.scope, key=key, period=period)
