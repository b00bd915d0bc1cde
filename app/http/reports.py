"""Which report is asked for, within the reach of who asks (rules.md §1, §6)."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from flask import request
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.errors import RuleBroken
from app.http import access, paging
from app.rules.measures import dictionary, periods
from app.rules.measures.dictionary import MEASURES, NOTHING
from app.rules.measures.periods import MONTH, Period
from app.services.measures import counting, hours, report
from app.services.measures.cutting import COMPANY, Cut
from app.services.measures.opened import Opened
from app.services.measures.report import CUTS, Asked

FIRST = "amount"
SHADES = 5
EARLIEST, LATEST = 2000, 2100


@dataclass(frozen=True)
class Shade:
    """A cell of the heat map: 0 to 5 by its rate, and what that is made of."""

    level: int
    rate: Fraction
    connected: int
    calls: int


def asked() -> Asked:
    """What the address asks for; this month by person where it asks for nothing we know."""
    args, within = request.args, report.within(current_user.id, access.reach("figures"))
    cuts = offered(within)
    by = args.get("by") if args.get("by") in cuts else cuts[0]
    first = args.get("first") if args.get("first") in MEASURES else FIRST
    return Asked(period(), by or cuts[0], first or FIRST, within)


def period() -> Period:
    """A period by its own name, or the one of a kind in which today lies."""
    kind = request.args.get("kind", MONTH)
    now = periods.containing(kind if kind in periods.KINDS else MONTH, clock.today())
    return named(request.args.get("period", "")) or now


def named(said: str) -> Period | None:
    try:
        found = periods.read(said)
    except RuleBroken:
        return None
    return found if EARLIEST <= found.first.year <= LATEST else None


def misread() -> bool:
    """Whether the address names a period that there is none of."""
    said = request.args.get("period", "")
    return bool(said) and named(said) is None


def whose(within: report.Within) -> str:
    """Of whom a report is, in words."""
    if within is None:
        return _("全公司")
    return report.named(within[0], [within[1]]).get(within[1], "")


def offered(within: report.Within) -> tuple[str, ...]:
    """By what somebody with this reach can count: nobody compares himself with himself."""
    known = {None: CUTS, "team": ("person", "group", "source"), "group": ("person", "source")}
    return known.get(within[0] if within else None, ("person", "source"))


def kinds() -> list[tuple[str, Period]]:
    """The same place in time as a day, a week, a month, a quarter and a year."""
    here = period()
    day = min(here.last, clock.today()) if here.first <= clock.today() else here.first
    return [(kind, periods.containing(kind, day)) for kind in periods.KINDS]


def around(asked: Asked) -> dict[str, object]:
    """Whose report it is, and the ones beside it; none after it that has not begun."""
    after = asked.period.after()
    return {
        "whose": whose(asked.within),
        "misread": misread(),
        "kinds": kinds(),
        "cuts": offered(asked.within),
        "before": asked.period.before(),
        "after": after if after.first <= clock.today() else None,
    }


def opened() -> Opened | None:
    """Which figure of a report the address opens; None where there is no such figure."""
    args, within = request.args, report.within(current_user.id, access.reach("figures"))
    measure, by = args.get("measure", FIRST), args.get("by", COMPANY)
    if measure not in MEASURES or by not in (*CUTS, COMPANY):
        return None
    key = paging.number("key") if by != COMPANY else 0
    return Opened(measure, period(), Cut(by, within), key)


def figure(opened: Opened) -> dict[str, object]:
    """A figure with what it is made of, for the page of its rows."""
    measure = MEASURES[opened.measure]
    needs = (*measure.needs, dictionary.UNCALLED)
    counts = counting.counts(opened.period, opened.cut, needs).get(opened.key, NOTHING)
    names = report.named(opened.cut.by, [opened.key]) if opened.cut.by in report.NAMED else {}
    return {
        "opened": opened,
        "measure": measure,
        "value": dictionary.value(measure, counts),
        "parts": [counts.get(part, Fraction(0)) for part in measure.needs],
        "name": names.get(opened.key),
        "uncalled": counts.get(dictionary.UNCALLED, Fraction(0)),
    }


def heat(period: Period, within: report.Within) -> list[tuple[str, list[Shade | None]]]:
    """The connect rate as a table: half hours with calls down, weekdays across,
    in five shades of the best."""
    cells = hours.of(period, within)
    best = max((Fraction(one.connected, one.calls) for one in cells.values()), default=Fraction(0))
    return [
        (
            f"{slot // 2}:{slot % 2 * 30:02}",
            [shade(cells.get((day, slot)), best) for day in range(hours.DAYS)],
        )
        for slot in sorted({slot for _day, slot in cells})
    ]


def shade(cell: hours.Cell | None, best: Fraction) -> Shade | None:
    if cell is None:
        return None
    rate = Fraction(cell.connected, cell.calls)
    return Shade(ceil(SHADES * rate / best) if best else 0, rate, cell.connected, cell.calls)
