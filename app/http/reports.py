"""Which report is asked for, within the reach of who asks (rules.md §1, §6)."""

from flask import request
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.http import access
from app.rules.measures import periods
from app.rules.measures.dictionary import MEASURES
from app.rules.measures.periods import MONTH, Period
from app.services.measures import report
from app.services.measures.report import CUTS, Asked

FIRST = "amount"
EARLIEST, LATEST = 2000, 2100


def asked() -> Asked:
    """What the address asks for; this month by person where it asks for nothing we know."""
    args, within = request.args, report.within(current_user.id, access.reach("figures"))
    cuts = offered(within)
    by = args.get("by") if args.get("by") in cuts else cuts[0]
    first = args.get("first") if args.get("first") in MEASURES else FIRST
    return Asked(period(), by or cuts[0], first or FIRST, within)


def period() -> Period:
    """A period by its own name, or the one of a kind in which today lies."""
    said, kind = request.args.get("period", ""), request.args.get("kind", MONTH)
    now = periods.containing(kind if kind in periods.KINDS else MONTH, clock.today())
    try:
        found = periods.read(said) if said else now
    except RuleBroken:
        return now
    return found if EARLIEST <= found.first.year <= LATEST else now


def offered(within: report.Within) -> tuple[str, ...]:
    """By what somebody with this reach can count: nobody compares himself with himself."""
    known = {None: CUTS, "team": ("person", "group", "source"), "group": ("person", "source")}
    return known.get(within[0] if within else None, ("person", "source"))


def kinds() -> list[tuple[str, Period]]:
    """The same place in time as a day, a week, a month, a quarter and a year."""
    here = period()
    day = min(here.last, clock.today()) if here.first <= clock.today() else here.first
    return [(kind, periods.containing(kind, day)) for kind in periods.KINDS]
