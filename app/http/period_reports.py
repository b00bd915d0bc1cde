"""Which week or month is asked for (rules.md §9)."""

from flask import request

from app import clock
from app.http import reports
from app.rules.measures import periods
from app.rules.measures.periods import MONTH, WEEK, Period

KINDS = (WEEK, MONTH)


def period() -> Period:
    """By its own name, or this week or month; no other kind, and none that is to come."""
    kind = request.args.get("kind", WEEK)
    now = periods.containing(kind if kind in KINDS else WEEK, clock.today())
    found = reports.named(request.args.get("period", ""))
    known = found is not None and found.kind in KINDS and found.first <= clock.today()
    return found if found is not None and known else now


def around(asked: Period) -> dict[str, object]:
    """The ones beside it, and the same place in time as a week and as a month."""
    after, day = asked.after(), min(asked.last, clock.today())
    return {
        "before": asked.before(),
        "after": after if after.first <= clock.today() else None,
        "kinds": [(kind, periods.containing(kind, day)) for kind in KINDS],
    }
