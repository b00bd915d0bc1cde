"""Which period's targets are asked for, and who can have one."""

from flask import request
from flask_babel import gettext as _

from app import clock
from app.errors import RuleBroken
from app.http import words
from app.rules.measures import periods
from app.rules.measures.periods import MONTH, QUARTER, Period
from app.rules.measures.targets import MEASURES
from app.services.targets import sheet


def period() -> Period:
    """The month or quarter of the address; this month when none, or an odd one, is asked for."""
    now = periods.containing(MONTH, clock.today())
    try:
        found = periods.read(request.args.get("period", ""), (QUARTER, MONTH))
    except RuleBroken:
        return now
    return found if 2000 <= found.first.year <= 2100 else now


def around(one: Period) -> dict[str, object]:
    """The period with those beside it, and the same time as a month and as a quarter."""
    day = clock.today() if one.first <= clock.today() <= one.last else one.first
    kinds = [(kind, periods.containing(kind, day)) for kind in (MONTH, QUARTER)]
    return {"period": one, "before": one.before(), "after": one.after(), "kinds": kinds}


def owners() -> list[tuple[str, str]]:
    """Teams, each followed by its groups and people."""
    found = []
    for one in sheet.of(periods.containing(MONTH, clock.today()), None):
        found.append((f"team:{one.team.owner.id}", one.team.name))
        for row in (*one.groups, *one.people):
            found.append((f"{row.owner.scope}:{row.owner.id}", f"{one.team.name} · {row.name}"))
    return found


def measures() -> list[tuple[str, str]]:
    units = {"amount": _("元"), "conversion": "%", "satisfaction": "%"}
    return [
        (code, words.say(f"measure_{code}", {}) + (f" ({units[code]})" if code in units else ""))
        for code in MEASURES
    ]
